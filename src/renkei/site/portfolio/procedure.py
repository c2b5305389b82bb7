"""The procedure of one call, step by step, from the trail: what an observer reads, always through the policy."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, Max, Min, Q
from django.db.models.functions import Cast

from renkei.site.audit.facts import head
from renkei.site.audit.models import Event
from renkei.site.audit.queries import events
from renkei.site.audit.words import action_words
from renkei.site.calls.models import Call
from renkei.site.decisions.models import Decision
from renkei.site.policy import Actor, scoped, unscoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.policy.rules import PROTECTED

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
class Report:
    """What an observer's report holds: kinds of steps, all steps, the decisions, the trail's head at that moment."""

    call: Call
    at: datetime
    kinds: list[Kind]
    steps: list[Event]
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
    decisions = scoped(actor, Decision).filter(meeting__call=call).select_related("proposed_by").order_by("number")
    return Report(call, actor.at, kinds(every), list(every.order_by("number")), list(decisions), number, digest)
