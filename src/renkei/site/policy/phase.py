"""The phases of a call, as conditions on its row, so that a database can ask them."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import or_

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
BY_THE_CLOCK = frozenset({Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED})  # what people say once, by publishing
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


def in_one_of(phases: Collection[Phase], call: str, at: datetime) -> Q:
    """The condition that a call is in one of some phases; where the clock makes no difference, it is not asked."""
    rest, conditions = set(phases), []
    if rest >= BY_THE_CLOCK:
        rest -= BY_THE_CLOCK
        conditions = [Q(**{f"{call}__state" if call else "state": "published"})]
    return reduce(or_, conditions + [in_phase(phase, call, at) for phase in sorted(rest)])
