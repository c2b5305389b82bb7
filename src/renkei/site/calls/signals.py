"""What other stations may want to know of, in the same transaction; they connect to it, calls never ask who."""

from django.dispatch import Signal

extended = Signal()
"""A call's deadline was moved: `call`, `change` (the published change, with both moments)."""
