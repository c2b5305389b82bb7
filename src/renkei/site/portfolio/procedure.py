"""The procedure of one call, step by step, from the trail: what an observer reads, always through the policy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, Max, Min, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from renkei.site.audit.facts import head
from renkei.site.audit.models import Event
from renkei.site.audit.queries import events
from renkei.site.audit.words import action_words
from renkei.site.calls.models import Call
from renkei.site.decisions.models import Decision
from renkei.site.policy import Actor, scoped, unscoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.policy.rules import PROTECTED

CHAPTERS = {
    "preparing": _("The call is prepared"),
    "announced": _("The call is announced"),
    "open": _("Applications come in"),
    "review": _("Screening and review"),
    "meeting": _("The scores are shown, and the meeting decides"),
    "after": _("After the decision"),
}
UNFOLDED = 10  # steps, of a chapter that is not folded
GROUND = "which events tell of a call: the policy has said already which of them are seen"


@dataclass(frozen=True)
class Kind:
    """A kind of step: how often, first and last when."""

    action: str
    number: int
    first: datetime
    last: datetime

    @property
    def words(self) -> str:
        """What was done, in the reader's language."""
        return action_words(self.action)


@dataclass(frozen=True)
class Chapter:
    """The steps of one part of the procedure, `key` its place in addresses."""

    key: str
    title: StrPromise
    steps: list[Event]

    @property
    def first(self) -> datetime:
        """When its first step was done."""
        return min(one.at for one in self.steps)

    @property
    def last(self) -> datetime:
        """When its last step was done."""
        return max(one.at for one in self.steps)

    @property
    def is_short(self) -> bool:
        """Whether it is shown unfolded."""
        return len(self.steps) <= UNFOLDED


@dataclass(frozen=True)
class Report:
    """What an observer's report holds: kinds of steps, all steps by chapters, the decisions, the trail's head then."""

    call: Call
    at: datetime
    kinds: list[Kind]
    chapters: list[Chapter]
    decisions: list[Decision]
    head_number: int
    head_digest: str


def steps(actor: Actor, call: Call, asked: dict[str, Any]) -> GuardedQuerySet[Event]:
    """The events of a call that the actor sees, newest first, narrowed by what `TrailForm` gives."""
    told = Q(pk__in=[])
    for entry in PROTECTED:
        if entry.call is not None:
            rows = unscoped(apps.get_model(entry.model), GROUND).filter(**{entry.call or "pk": call.pk}).order_by()
            told |= Q(subject=entry.model, subject_id__in=rows.values_list(Cast("pk", CharField())))
    return events(actor, asked).filter(told)


def kinds(rows: GuardedQuerySet[Event]) -> list[Kind]:
    """The kinds of steps among some events, by when each came first."""
    found = rows.order_by().values_list("action").annotate(Count("pk"), first=Min("at"), last=Max("at"))
    return [Kind(*row) for row in found.order_by("first", "action")]


def report(actor: Actor, call: Call) -> Report:
    """The observer's report on a call, as it stands at the actor's moment."""
    every = steps(actor, call, {})
    number, digest = head()
    found = scoped(actor, Decision).filter(meeting__call=call).select_related("proposed_by").order_by("number")
    decisions, told = list(found), list(every.order_by("number"))
    return Report(call, actor.at, kinds(every), chapters(call, told, decisions), decisions, number, digest)


def chapters(call: Call, told: Iterable[Event], decisions: Iterable[Decision]) -> list[Chapter]:
    """The steps by where the call stood: none is left out, and a chapter without steps is not there."""
    adopted = min((one.adopted_at for one in decisions if one.adopted_at), default=None)
    ends = (call.published_at, call.opens_at, call.closes_at, call.scores_seen_at)
    found: dict[str, list[Event]] = {key: [] for key in CHAPTERS}
    for event in told:
        past = [place for place, end in enumerate(ends, 1) if end is not None and event.at >= end]
        if adopted is not None and event.at > adopted:  # what was done at that moment is the adoption itself
            past.append(len(ends) + 1)
        found[list(CHAPTERS)[max(past, default=0)]].append(event)
    return [Chapter(key, CHAPTERS[key], mine) for key, mine in found.items() if mine]
