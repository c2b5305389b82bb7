"""The phases of a call, as conditions on its row, so that a database can ask them."""

from datetime import datetime
from enum import StrEnum

from django.db.models import Q


class Phase(StrEnum):
    """Where a call stands; the clock moves it from announced to open and from open to closed, people the rest."""

    PREPARING = "preparing"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    RESULTS = "results"


EVERY = frozenset(Phase)
PUBLISHED = EVERY - {Phase.PREPARING}
AFTER_DEADLINE = frozenset({Phase.CLOSED, Phase.RESULTS})


def in_phase(phase: Phase, call: str, at: datetime) -> Q:
    """The condition that the call at the end of the lookup `call` ("" for the call itself) is in a phase at a moment.

    `accepts_until` is the deadline with its grace, as last extended; the moment itself is still in time.
    """
    prefix = f"{call}__" if call else ""
    published = Q(**{f"{prefix}state": "published"})
    return {
        Phase.PREPARING: Q(**{f"{prefix}state": "preparing"}),
        Phase.ANNOUNCED: published & Q(**{f"{prefix}opens_at__gt": at}),
        Phase.OPEN: published & Q(**{f"{prefix}opens_at__lte": at, f"{prefix}accepts_until__gte": at}),
        Phase.CLOSED: published & Q(**{f"{prefix}opens_at__lte": at, f"{prefix}accepts_until__lt": at}),
        Phase.RESULTS: Q(**{f"{prefix}state": "results"}),
    }[phase]
