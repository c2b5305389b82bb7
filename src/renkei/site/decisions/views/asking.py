"""Answers in place: only what differs from the page that asks is sent."""

import time

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renkei.site.decisions import queries
from renkei.site.decisions.asked import LOOK, asked, hand, next_raise, reason
from renkei.site.decisions.at_hand import Held, NotReady
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.models import SelectionMeeting
from renkei.site.decisions.screen import next_raise_words, payers, story
from renkei.site.decisions.views.held import LOOKS
from renkei.site.policy.request import ActorRequest


def _held(request: ActorRequest, slug: str) -> tuple[SelectionMeeting, Held]:
    found = queries.meeting_of(request.actor, slug)
    return found, hand(request.actor, found)


@require_POST
def ask(request: ActorRequest, slug: str) -> HttpResponse:
    """The rows that a change makes differ, the figures, and what is wrong with it."""
    look = int(text) if (text := request.POST.get("look", "")).isascii() and text.isdigit() else 0
    try:
        found, held = _held(request, slug)
        room = asked(held, Wanted.posted(request.POST.dict()), look)
    except ValidationError as error:
        return render(request, "decisions/answer_wrong.html", {"wrong": error.messages})
    except NotReady:
        return render(request, "decisions/answer_wrong.html", {"wrong": [_("The call cannot be decided yet.")]})
    funders, rows = room.differing(held.shown.get(request.POST.get("shown", "")))
    given = {"meeting": found, "call": found.call, "room": room, "funders": funders, "rows": rows}
    given |= {"look": look + 1 if room.unsettled and look < LOOKS else 0, "oob": True}
    response = render(request, "decisions/answer.html", given)
    response["HX-Trigger"] = "answered"
    return response


@require_POST
def why(request: ActorRequest, slug: str) -> HttpResponse:
    """The reasons of one row, under the change that the page asks."""
    _found, held = _held(request, slug)
    one = request.POST.get("open", "")
    try:
        found = reason(held, Wanted.posted(request.POST.dict()), one)
    except ValidationError as error:
        return render(request, "decisions/why.html", {"open": one, "lines": error.messages})
    lines = story(found, held.folder, held.engine.reporting_currency)
    return render(request, "decisions/why.html", {"open": one, "lines": lines})


@require_POST
def next_raises(request: ActorRequest, slug: str) -> HttpResponse:
    """Each payer's next raise under the change that the page asks, some of them at a time."""
    found, held = _held(request, slug)
    begun = int(text) if (text := request.POST.get("from", "")).isascii() and text.isdigit() else 0
    wanted = Wanted.posted(request.POST.dict())
    paying = list(payers(held.folder).items())
    cells, end = [], time.monotonic() + LOOK
    try:
        for one, currency in paying[begun:]:
            cells.append((one, *next_raise_words(next_raise(held, wanted, one), currency)))
            if time.monotonic() > end:
                break
    except ValidationError:
        return HttpResponse(status=204)
    further = begun + len(cells)
    given = {"cells": cells, "meeting": found, "further": further if further < len(paying) else 0}
    return render(request, "decisions/next_raises.html", given)
