"""Side conditions: forcing, upper limits, exclusive sets, minima, reductions; docs/decisions/0010 and 0011."""
