"""The selection meeting: the whole page, by an address or as an answer without JavaScript."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renkei.settings import RULES
from renkei.site.decisions import queries
from renkei.site.decisions.actions import prepare_meeting
from renkei.site.decisions.asked import asked, hand, plainly, reason
from renkei.site.decisions.at_hand import Held, NotReady
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.models import SelectionMeeting
from renkei.site.decisions.screen import Room, story
from renkei.site.decisions.tables import meeting_columns
from renkei.site.decisions.views.held import chosen, not_ready
from renkei.site.policy import Actor, allowed
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.reader import language
from renkei.site.ui.tables import Table, exported


def meetings(request: ActorRequest) -> HttpResponse:
    """The meetings that the reader sees."""
    rows = queries.meetings(request.actor)
    table = Table(request, "meetings", _("Selection meetings"), meeting_columns(), rows)
    return exported(table) or render(request, "decisions/meetings.html", {"meetings": list(rows)})


@require_POST
def prepare(request: ActorRequest, slug: str) -> HttpResponse:
    """The meeting of a call, made where there is none."""
    prepare_meeting(request.actor, slug)
    return HttpResponseRedirect(reverse("meeting_minutes", args=[slug]))


def meeting(request: ActorRequest, slug: str) -> HttpResponse:
    """The meeting's screen: for the call as it is, a kept scenario, or what a form without JavaScript asks."""
    found = queries.meeting_of(request.actor, slug)
    try:
        held = hand(request.actor, found)
    except NotReady as error:
        return not_ready(request, found, error)
    rows = queries.scenarios(request.actor, found)
    scenario = chosen(rows, request.POST.get("scenario") or request.GET.get("scenario", ""))
    wanted = Wanted.posted(request.POST.dict()) if request.method == "POST" else Wanted.kept(_change(scenario))
    room, wrong = _asked(held, wanted)
    given = page_of(request.actor, found, room) | {"scenario": scenario, "scenarios": rows, "wrong": wrong}
    if "open" in request.POST:
        given["open"] = request.POST["open"]
        found_why = reason(held, room.wanted, request.POST["open"])
        given["lines"] = story(found_why, held.folder, held.engine.reporting_currency)
    return render(request, "decisions/meeting.html", given)


def _change(scenario: Any) -> dict[str, Any]:
    return scenario.change if scenario else {}


def _asked(held: Held, wanted: Wanted) -> tuple[Room, list[str]]:
    """The screen for a change; for one that does not hold that of the call as it is, with what is wrong."""
    try:
        return asked(held, wanted), []
    except ValidationError as error:
        return plainly(held), error.messages


def page_of(actor: Actor, found: SelectionMeeting, room: Room) -> dict[str, Any]:
    """What every part of the screen is drawn from."""
    say = language()
    return {
        "meeting": found,
        "call": found.call,
        "room": room,
        "rules": [(rule, say(f"rule.{rule}")) for rule in RULES],
        "look": 1 if room.unsettled else 0,
        "may_simulate": allowed(actor, "simulate", found) and found.state != SelectionMeeting.State.CLOSED,
        "may_propose": found.state == SelectionMeeting.State.OPEN and allowed(actor, "propose", found),
    }
