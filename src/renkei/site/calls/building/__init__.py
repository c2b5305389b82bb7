"""Building a call: its forms, and the list of what it still lacks."""
