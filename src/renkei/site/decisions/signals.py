"""What other stations may want to know of, in the same transaction; they connect to it, decisions never ask who."""

from django.dispatch import Signal

decision_adopted = Signal()
"""A decision was adopted: `decision`. Sent once, before the event that tells of it."""
