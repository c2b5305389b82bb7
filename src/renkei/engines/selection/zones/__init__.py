"""How certain a decision is: the grey zone of uncertain scores, and the zone among whom lots are drawn."""
