"""When the request in hand arrived, where the door saw it arrive whole and it had to wait."""

from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

ARRIVED: ContextVar[datetime | None] = ContextVar("ARRIVED", default=None)


def arrived() -> datetime:
    """The moment that counts for the request in hand; now, where nobody saw it earlier."""
    return ARRIVED.get() or timezone.now()
