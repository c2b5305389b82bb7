"""What follows an adopted decision by itself: its awards, and the end of those that it no longer has."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F

from renkei.site.applications.models import Application
from renkei.site.audit.trail import record
from renkei.site.calls.models import Participation
from renkei.site.decisions.models import Decision
from renkei.site.policy import Actor, unscoped
from renkei.site.portfolio.decided import Decided, decided
from renkei.site.portfolio.models import Award, Departure, Redress
from renkei.site.review.models import Standing

GROUND = "an adopted decision makes awards"


def decision_was_adopted(sender: type[Decision], decision: Decision, **_given: Any) -> None:
    """Awards of what is funded; those of an earlier decision stand, but for what is not funded any more."""
    if decision.follows_id is not None:
        unscoped(Decision, GROUND).filter(pk=decision.follows_id).update(state=Decision.State.FOLLOWED)
    found = decided(decision)
    call = decision.meeting.call_id
    every = unscoped(Departure, GROUND).filter(application__call=call, kind=Departure.Kind.SELF_FUNDING)
    amounts = found.amounts(set(every.values_list("application__number", "partner__position")))
    funded = set(found.funded)
    standing = list(
        unscoped(Award, GROUND)
        .filter(application__call=call)
        .exclude(state=Award.State.ENDED)
        .select_related("application", "participation__funder")
        .select_for_update(of=("self",))
    )
    ended = [award for award in standing if award.application.number not in funded]
    departed = unscoped(Departure, GROUND).filter(followed_by=decision, kind=Departure.Kind.DROPPED_OUT)
    grounds = dict(departed.values_list("application_id", "ground"))
    end(ended, grounds)  # applicants read them: that of a decision anew may speak of another application
    withdraw(grounds)
    if decision.follows_id is not None and "follows" not in found.record:
        _settled_anew(call, decision)
    there = {(award.application.number, award.participation.funder.code) for award in standing}
    new = {key: amount for key, amount in amounts.items() if key not in there}
    _make(decision, call, found, new)
    facts = {
        "made": [[number, code, amount] for (number, code), amount in sorted(new.items())],
        "ended": sorted([award.application.number, award.participation.funder.code] for award in ended),
    }
    record(Actor(decision.adopted_at or decision.proposed_at), "awards.made", decision, None, facts)


def _settled_anew(call: int, decision: Decision) -> None:
    """A decision anew is what follows upheld redress, and what became of partners and of those that dropped out."""
    upheld = unscoped(Redress, GROUND).filter(application__call=call, upheld=True, followed_by__isnull=True)
    upheld.update(followed_by=decision)
    departed = unscoped(Departure, GROUND).filter(application__call=call, followed_by__isnull=True)
    departed.update(followed_by=decision)


def withdraw(grounds: Mapping[int, str]) -> None:
    """Who dropped out stands as withdrawn in the stage decided, on its ground: no decision anew takes it up again."""
    for application, ground in grounds.items():
        rows = unscoped(Standing, GROUND).filter(application=application, stage=F("application__call__stage"))
        rows.update(status=Standing.Status.WITHDRAWN, ground=ground, version=F("version") + 1)


def end(awards: Iterable[Award], grounds: Mapping[int, str]) -> None:
    """End awards before their time; `grounds` by the application's key."""
    for award in awards:
        award.state, award.version = Award.State.ENDED, award.version + 1
        award.ground = grounds.get(award.application_id, "")
        award.save()


def _make(decision: Decision, call: int, found: Decided, amounts: dict[tuple[str, str], int]) -> None:
    applications = dict(unscoped(Application, GROUND).filter(call=call).values_list("number", "pk"))
    parts = dict(unscoped(Participation, GROUND).filter(call=call).values_list("funder__code", "pk"))
    Award.objects.bulk_create(
        Award(
            decision=decision,
            application_id=applications[number],
            participation_id=parts[code],
            title=found.title(number)[:300],
            amount=amount,
        )
        for (number, code), amount in sorted(amounts.items())
    )
