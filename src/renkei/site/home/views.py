"""The first page."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call, Funder, Milestone, Result
from renkei.site.calls.queries import calls_in, funders_of
from renkei.site.calls.standing import SOON, time_left
from renkei.site.home.together import together
from renkei.site.policy import Actor, Phase, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.steps import Step, is_staff, steps

LATEST_RESULTS, NEXT_DATES, MOST_CALLS = 6, 8, 12


@dataclass(frozen=True)
class OpenCall:
    """A call as the first page shows it."""

    call: Call
    left: str
    soon: bool
    funders: list[Funder]


@dataclass(frozen=True)
class Date:
    """What is coming, and when."""

    at: datetime
    what: str
    call: Call


def home(request: ActorRequest) -> HttpResponse:
    """Your own work on calls, for staff; what is open now, what is coming, what came of it, who works with whom."""
    actor = request.actor
    open_now, announced = list(calls_in(actor, Phase.OPEN)), list(calls_in(actor, Phase.ANNOUNCED))
    funders = funders_of(actor, open_now)
    cards = [
        OpenCall(call, time_left(call.closes_at, actor.at), call.closes_at - actor.at < SOON, funders[call.pk])
        for call in open_now
    ]
    results = scoped(actor, Result).filter(call__state=Call.State.RESULTS)
    found = {
        "work": _work(actor),
        "open_calls": cards,
        "dates": _dates(actor, open_now, announced),
        "results": results.select_related("call").order_by("-call__closes_at", "number")[:LATEST_RESULTS],
        "together": together(codes.split(";") for codes in results.values_list("countries", flat=True)),
    }
    return render(request, "home/home.html", found)


def _work(actor: Actor) -> list[tuple[Call, list[Step]]]:
    """The calls on which somebody of the staff has something to do or to read, the last deadline first."""
    if not is_staff(actor):
        return []
    under_way = scoped(actor, Call).exclude(state=Call.State.RESULTS).order_by("-closes_at", "pk")
    calls = {one.pk: one for one in under_way[:MOST_CALLS]}
    found = steps(actor, list(calls))
    return [(call, found[key]) for key, call in calls.items() if key in found]


def _dates(actor: Actor, open_now: list[Call], announced: list[Call]) -> list[Date]:
    """The next openings, deadlines and named dates."""
    found = [Date(call.opens_at, _("opens"), call) for call in announced]
    found += [Date(call.closes_at, _("deadline"), call) for call in open_now if call.closes_at > actor.at]
    named = scoped(actor, Milestone).filter(at__gt=actor.at, call__state=Call.State.PUBLISHED).select_related("call")
    found += [Date(one.at, one.name, one.call) for one in named.order_by("at")[:NEXT_DATES]]
    return sorted(found, key=lambda date: date.at)[:NEXT_DATES]
