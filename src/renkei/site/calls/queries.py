"""Reading calls and what belongs to them, always through the policy."""

from collections.abc import Iterable

from django.db.models import Q

from renkei.site.calls.models import Answer, Call, Change, Funder, Milestone, Officer, Participation, Question, Result
from renkei.site.policy import Actor, Phase, scoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.policy.phase import in_phase


def calls_in(actor: Actor, *phases: Phase) -> GuardedQuerySet[Call]:
    """The calls in one of some phases at the actor's moment, next deadline first; in any without a phase."""
    condition = Q()
    for phase in phases:
        condition |= in_phase(phase, "", actor.at)
    return scoped(actor, Call).filter(condition).order_by("closes_at", "pk")


def open_calls(actor: Actor) -> GuardedQuerySet[Call]:
    """The calls that take applications at the actor's moment, next deadline first."""
    return calls_in(actor, Phase.OPEN)


def participations(actor: Actor, call: Call) -> list[Participation]:
    """A call's funders with their annexes, by name."""
    return list(scoped(actor, Participation).filter(call=call).select_related("funder").order_by("funder__name", "pk"))


def funders_of(actor: Actor, calls: Iterable[Call]) -> dict[int, list[Funder]]:
    """Call → its funders by name, for many calls in one query."""
    found: dict[int, list[Funder]] = {call.pk: [] for call in calls}
    taking_part = scoped(actor, Participation).filter(call__in=list(found))
    for one in taking_part.select_related("funder").order_by("funder__name", "pk"):
        found[one.call_id].append(one.funder)
    return found


def funders(actor: Actor) -> GuardedQuerySet[Funder]:
    """Every funder, by name."""
    return scoped(actor, Funder).order_by("name", "code")


def officers(actor: Actor) -> GuardedQuerySet[Officer]:
    """The officers that an actor may see, with funder and person, by the funder's name."""
    return scoped(actor, Officer).select_related("funder", "user").order_by("funder__name", "user__email", "pk")


def milestones(actor: Actor, call: Call) -> GuardedQuerySet[Milestone]:
    """The dates that a call names."""
    return scoped(actor, Milestone).filter(call=call)


def changes(actor: Actor, call: Call) -> GuardedQuerySet[Change]:
    """A call's changes, the last first."""
    return scoped(actor, Change).filter(call=call)


def questions(actor: Actor, call: Call) -> list[tuple[Question, list[Answer]]]:
    """Questions that the actor may see, the newest first, each with its answers, the one that stands first."""
    asked = list(scoped(actor, Question).filter(call=call).order_by("-asked_at", "-pk"))
    answers: dict[int, list[Answer]] = {question.pk: [] for question in asked}
    for answer in scoped(actor, Answer).filter(question__in=[question.pk for question in asked]):
        answers[answer.question_id].append(answer)
    return [(question, answers[question.pk]) for question in asked]


def results(actor: Actor, call: Call) -> GuardedQuerySet[Result]:
    """A call's funded applications, as published."""
    return scoped(actor, Result).filter(call=call)
