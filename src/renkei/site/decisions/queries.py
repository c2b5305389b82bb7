"""Reading meetings, always through the policy."""

from django.shortcuts import get_object_or_404

from renkei.site.decisions.models import (
    Absence,
    Act,
    Consent,
    Decision,
    Draw,
    MinuteLine,
    Proposal,
    Scenario,
    Seat,
    SelectionMeeting,
)
from renkei.site.policy import Actor, scoped
from renkei.site.policy.guard import GuardedQuerySet


def meetings(actor: Actor) -> GuardedQuerySet[SelectionMeeting]:
    """The meetings that an actor sees, with their calls, the last opened first."""
    return scoped(actor, SelectionMeeting).select_related("call").order_by("-opened_at", "-pk")


def meeting_of(actor: Actor, slug: str) -> SelectionMeeting:
    """The meeting of a call, with the call; a page that is not there for who may not see it."""
    return get_object_or_404(scoped(actor, SelectionMeeting).select_related("call"), call__slug=slug)


def scenarios(actor: Actor, meeting: SelectionMeeting) -> list[Scenario]:
    """The kept scenarios in their order."""
    return list(scoped(actor, Scenario).filter(meeting=meeting).select_related("changed_by"))


def seats(actor: Actor, meeting: SelectionMeeting) -> list[Seat]:
    """Who takes part, funders first by their codes, with who votes for whom."""
    rows = scoped(actor, Seat).filter(meeting=meeting).select_related("participation__funder", "proxy", "user")
    return sorted(rows, key=lambda one: (one.participation is None, _code(one), one.pk))


def _code(seat: Seat) -> str:
    return seat.participation.funder.code if seat.participation else ""


def absences(actor: Actor, meeting: SelectionMeeting) -> list[Absence]:
    """Who left the room, when, for which application."""
    rows = scoped(actor, Absence).filter(seat__meeting=meeting).order_by("left_at", "pk")
    return list(rows.select_related("seat__participation__funder", "application"))


def lines(actor: Actor, meeting: SelectionMeeting) -> list[MinuteLine]:
    """The minutes' lines as they were written."""
    return list(scoped(actor, MinuteLine).filter(meeting=meeting).select_related("by").order_by("at", "pk"))


def draws(actor: Actor, meeting: SelectionMeeting) -> list[Draw]:
    """The draws, named and drawn."""
    return list(scoped(actor, Draw).filter(meeting=meeting).order_by("named_at", "pk"))


def decisions(actor: Actor, meeting: SelectionMeeting) -> list[Decision]:
    """The decisions put to the funders."""
    return list(scoped(actor, Decision).filter(meeting=meeting).select_related("scenario", "proposed_by"))


def to_be_followed(actor: Actor, meeting: SelectionMeeting) -> Decision | None:
    """The decision that stands while the call is decided anew."""
    rows = scoped(actor, Decision).filter(meeting=meeting, state=Decision.State.ADOPTED)
    return rows.exclude(again="").first()


def consents(actor: Actor, decision: Decision) -> list[Consent]:
    """The words said on a decision."""
    return list(scoped(actor, Consent).filter(decision=decision).select_related("by").order_by("authority"))


def proposals(actor: Actor, meeting: SelectionMeeting) -> list[Proposal]:
    """The runs that have not ended in a decision, the newest first."""
    return list(scoped(actor, Proposal).filter(meeting=meeting, decision__isnull=True).order_by("-asked_at", "-pk"))


def acts(actor: Actor, meeting: SelectionMeeting, since: int) -> list[Act]:
    """What was done after an act's number, and the number itself's successors in order."""
    return list(scoped(actor, Act).filter(meeting=meeting, number__gt=since).select_related("by"))
