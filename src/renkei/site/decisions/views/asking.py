"""Answers in place: only what differs from the page that asks is sent."""

import time

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from renkei.site.decisions import queries
from renkei.site.decisions.at_hand import Held, NotReady, at_hand
from renkei.site.decisions.changes import Wanted, change_of
from renkei.site.decisions.models import SelectionMeeting
from renkei.site.decisions.screen import next_raise_words, story
from renkei.site.decisions.views.held import LOOK, LOOKS, asked
from renkei.site.policy.request import ActorRequest


def _held(request: ActorRequest, slug: str) -> tuple[SelectionMeeting, Held]:
    found = queries.meeting_of(request.actor, slug)
    return found, at_hand(found.call)


@require_POST
def ask(request: ActorRequest, slug: str) -> HttpResponse:
    """The rows that a change makes differ, the figures, and what is wrong with it."""
    look = int(text) if (text := request.POST.get("look", "")).isascii() and text.isdigit() else 0
    try:
        found, held = _held(request, slug)
        room = asked(held, Wanted.posted(request.POST.dict()), look)
    except (ValidationError, NotReady) as error:
        wrong = error.sentences if isinstance(error, NotReady) else error.messages
        return render(request, "decisions/answer_wrong.html", {"wrong": wrong})
    funders, rows = room.differing(held.shown.get(request.POST.get("shown", "")))
    given = {"meeting": found, "call": found.call, "room": room, "funders": funders, "rows": rows}
    given |= {"look": look + 1 if room.unsettled and look < LOOKS else 0, "oob": True}
    response = render(request, "decisions/answer.html", given)
    response["HX-Trigger"] = "answered"
    return response


@require_POST
def why(request: ActorRequest, slug: str) -> HttpResponse:
    """The reasons of one row, under the change that the page asks."""
    _meeting, held = _held(request, slug)
    one = request.POST.get("open", "")
    try:
        change = change_of(Wanted.posted(request.POST.dict()), held.folder)
    except ValidationError as error:
        return render(request, "decisions/why.html", {"open": one, "lines": error.messages})
    lines = story(held.reason(change, one), held.folder, held.engine.reporting_currency)
    return render(request, "decisions/why.html", {"open": one, "lines": lines})


@require_POST
def next_raises(request: ActorRequest, slug: str) -> HttpResponse:
    """Each funder's next raise under the change that the page asks, some funders at a time."""
    _meeting, held = _held(request, slug)
    begun = int(text) if (text := request.POST.get("from", "")).isascii() and text.isdigit() else 0
    try:
        change = change_of(Wanted.posted(request.POST.dict()), held.folder)
    except ValidationError:
        return HttpResponse(status=204)
    funders = sorted(held.folder.tables["funders"].select("funder_id", "currency").iter_rows())
    cells, end = [], time.monotonic() + LOOK
    for one, currency in funders[begun:]:
        cells.append((one, *next_raise_words(held.next_raise(change, one), currency)))
        if time.monotonic() > end:
            break
    further = begun + len(cells)
    given = {"cells": cells, "meeting": _meeting, "further": further if further < len(funders) else 0}
    return render(request, "decisions/next_raises.html", given)
