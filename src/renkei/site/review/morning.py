"""A funder officer's morning: the part of one funder in one call, and nothing of the others'."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from renkei.reports.totals import Money
from renkei.site.applications.models import Submission
from renkei.site.audit.models import Event
from renkei.site.calls.models import Participation
from renkei.site.policy import Actor, Guarded, scoped, unscoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.review.actions.handed_in import handed_in
from renkei.site.review.facts import asked_of
from renkei.site.review.models import FunderVerdict, Standing
from renkei.site.ui import reader
from renkei.site.ui.bars import Bar, Bars

MOST_NEWS = 50


@dataclass(frozen=True)
class News:
    """Something that changed: when, who, what, of which application ("" for the part itself)."""

    at: datetime
    who: str
    words: "StrPromise | str"
    number: str = ""


@dataclass(frozen=True)
class ToConfirm:
    """A list that a later station fills: what waits for the funder's word after the meeting.

    `lines` are (number, title, what is asked, address) of each.
    """

    heading: "StrPromise | str"
    lines: Sequence[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Telling:
    """The events of a model that an officer is told of: action → words, and the lookup from a row to the number.

    `rows`: the rows of which an officer is told, for a funder's part.
    """

    model: type[Guarded]
    words: "dict[str, StrPromise]"
    rows: Callable[[Actor, Participation], GuardedQuerySet[Any]]
    number: str = "application__number"

    @property
    def label(self) -> str:
        """The model as the trail names it."""
        return self.model._meta.label


CONFIRMING: list[Callable[[Actor, Participation], ToConfirm | None]] = []
TELLINGS: list[Telling] = [
    Telling(
        Submission,
        {"application.submitted": gettext_lazy("handed in")},
        lambda actor, part: handed_in(actor, part.call).filter(asked=part.funder_id),
    ),
    Telling(
        Standing,
        {"standing.saved": gettext_lazy("its standing changed")},
        lambda actor, part: scoped(actor, Standing).filter(application__in=asking(actor, part)),
    ),
    Telling(
        FunderVerdict,
        {"verdict.said": gettext_lazy("screened")},
        lambda actor, part: scoped(actor, FunderVerdict).filter(participation=part),
    ),
    Telling(
        Participation,
        {
            "participation.raised": gettext_lazy("our raises changed"),
            "call.funder_set": gettext_lazy("our budget or annex changed"),
        },
        lambda actor, part: scoped(actor, Participation, "raise").filter(pk=part.pk),
        "",
    ),
]


def asking(actor: Actor, part: Participation) -> Any:
    """The applications' keys of what asks the funder, as a query to filter by."""
    return handed_in(actor, part.call).filter(asked=part.funder_id).order_by().values("application")


def news(actor: Actor, part: Participation, since: datetime) -> list[News]:
    """What changed in the funder's part since a moment, the latest first: from the trail, of its own rows alone."""
    condition = Q(pk__in=[])
    for one in TELLINGS:
        mine = one.rows(actor, part).order_by().values_list(Cast("pk", CharField()))
        condition |= Q(subject=one.label, action__in=list(one.words), subject_id__in=mine)
    found = unscoped(Event, "of rows that the policy shows to the actor").filter(condition, at__gt=since)
    events = list(found.order_by("-number")[:MOST_NEWS])
    return sorted(
        (one for telling in TELLINGS for one in _told(actor, part, telling, events)),
        key=lambda one: one.at,
        reverse=True,
    )


def _told(actor: Actor, part: Participation, telling: Telling, events: Iterable[Event]) -> Iterator[News]:
    """The events of one kind, with their applications' numbers."""
    mine = [one for one in events if one.subject == telling.label]
    numbers: dict[str, str] = {}
    if mine and telling.number:
        rows = telling.rows(actor, part).order_by().filter(pk__in={one.subject_id for one in mine})
        numbers = {str(key): number for key, number in rows.values_list("pk", telling.number)}
    for event in mine:
        yield News(event.at, event.actor_name, telling.words[event.action], numbers.get(event.subject_id, ""))


def to_confirm(actor: Actor, part: Participation) -> list[ToConfirm]:
    """What waits for the funder's word, as later stations tell it."""
    return [found for tell in CONFIRMING if (found := tell(actor, part)) is not None]


def money(part: Participation, rows: Iterable[Submission]) -> Bars:
    """What is asked of the funder beside its budget, and what its verdicts leave of it."""
    currency, code = part.funder.currency, part.funder.code
    asked: dict[str, int] = defaultdict(int)
    for row in rows:
        asked[row.verdict] += asked_of(row, code)  # type: ignore[attr-defined]
    total, refused = sum(asked.values()), asked[FunderVerdict.Verdict.NO]
    confirmed = part.budget + (part.confirmed_raise or 0)
    possible = confirmed + (part.possible_raise or 0)
    whole = max(total, possible, 1)
    lines = [
        (True, _("Asked of us"), total),
        (refused, _("Asked, without what we found not eligible"), total - refused),
        (True, _("Our budget"), part.budget),
        (part.confirmed_raise, _("With the confirmed raise"), confirmed),
        (part.possible_raise, _("With the possible raise too"), possible),
    ]
    bars = [Bar(say, Fraction(n, whole), reader.amount(Money(n, currency))) for differs, say, n in lines if differs]
    return Bars(_("Money asked and money there"), bars)
