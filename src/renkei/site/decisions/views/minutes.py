"""The minutes: seats, quorum, who left the room, lines, draws, decisions; one page to write on and to print."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from renkei.site.applications.models import Application
from renkei.site.decisions import actions, queries
from renkei.site.decisions.actions.adopt import authorities
from renkei.site.decisions.forms import DrawForm, LineForm, NameDrawForm, OutForm, QuorumForm, SeatForm
from renkei.site.decisions.models import Seat, SelectionMeeting
from renkei.site.decisions.views.held import tried
from renkei.site.policy import allowed, unscoped
from renkei.site.policy.request import ActorRequest


def minutes(request: ActorRequest, slug: str, wrong: dict[str, forms.Form] | None = None) -> HttpResponse:
    """All of the minutes; forms for who may change them while the meeting is not closed."""
    found = queries.meeting_of(request.actor, slug)
    seats = queries.seats(request.actor, found)
    decisions = queries.decisions(request.actor, found)
    here = actions.quorum_of(seats)
    given: dict[str, Any] = {
        "meeting": found,
        "call": found.call,
        "seats": seats,
        "here": len(here),
        "reached": len(here) >= found.quorum,
        "absences": [(one, _without(seats, one.seat)) for one in queries.absences(request.actor, found)],
        "lines": queries.lines(request.actor, found),
        "draws": queries.draws(request.actor, found),
        "decisions": [(one, queries.consents(request.actor, one)) for one in decisions],
        "may_change": allowed(request.actor, "change", found) and found.state != SelectionMeeting.State.CLOSED,
        "may_open": allowed(request.actor, "open", found),
    }
    if given["may_change"]:
        given |= _forms(found, seats) | (wrong or {})
    return render(request, "decisions/minutes.html", given)


def _without(seats: list[Seat], out: Seat) -> int:
    """How many funders count for an application while a seat is out for it."""
    return len(actions.quorum_of(seats, {out.pk}))


def _forms(found: SelectionMeeting, seats: list[Seat]) -> dict[str, Any]:
    funders = [(one.code, one.name) for one in authorities(found) if one.participation]
    numbers = unscoped(Application, "who leaves the room for which").filter(call=found.call_id).order_by("number")
    return {
        "quorum_form": QuorumForm(initial={"quorum": found.quorum}),
        "seat_form": SeatForm(funders=funders),
        "line_form": LineForm(),
        "out_form": OutForm(seats=[(one.pk, one.name) for one in seats]),
        "name_draw_form": NameDrawForm(),
        "draw_form": DrawForm(),
        "applications": list(numbers.values_list("number", "acronym")),
    }


def _done(
    request: ActorRequest, slug: str, name: str, form: forms.Form, act: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    """The minutes after an act, or with what stood in its way beside its form."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
            return HttpResponseRedirect(reverse("meeting_minutes", args=[slug]))
        except ValidationError as error:
            form.add_error(None, error)
    return minutes(request, slug, {name: form})


@require_POST
def change_quorum(request: ActorRequest, slug: str) -> HttpResponse:
    """Another quorum."""
    form = QuorumForm(request.POST)
    return _done(
        request, slug, "quorum_form", form, lambda said: actions.set_quorum(request.actor, slug, said["quorum"])
    )


@require_POST
def add_seat(request: ActorRequest, slug: str) -> HttpResponse:
    """A further seat."""
    found = queries.meeting_of(request.actor, slug)
    form = SeatForm(request.POST, funders=[(one.code, one.name) for one in authorities(found) if one.participation])
    return _done(request, slug, "seat_form", form, lambda said: actions.add_seat(request.actor, slug, form.facts()))


@require_POST
def change_presence(request: ActorRequest, slug: str, seat: int) -> HttpResponse:
    """A seat taken or left."""
    tried(request, lambda: actions.set_presence(request.actor, slug, seat, request.POST.get("present") == "yes"))
    return HttpResponseRedirect(reverse("meeting_minutes", args=[slug]))


@require_POST
def change_proxy(request: ActorRequest, slug: str, seat: int) -> HttpResponse:
    """Who speaks for a seat's funder."""
    text = request.POST.get("proxy", "")
    proxy = int(text) if text.isascii() and text.isdigit() else None
    tried(request, lambda: actions.set_proxy(request.actor, slug, seat, proxy))
    return HttpResponseRedirect(reverse("meeting_minutes", args=[slug]))


@require_POST
def leave(request: ActorRequest, slug: str) -> HttpResponse:
    """A seat leaves the room for an application."""
    found = queries.meeting_of(request.actor, slug)
    form = OutForm(request.POST, seats=[(one.pk, one.name) for one in queries.seats(request.actor, found)])

    def act(said: dict[str, Any]) -> Any:
        return actions.leave_for(request.actor, slug, int(said["seat"]), said["application"], said["ground"])

    return _done(request, slug, "out_form", form, act)


@require_POST
def back(request: ActorRequest, slug: str, absence: int) -> HttpResponse:
    """A seat comes back into the room."""
    actions.come_back(request.actor, slug, absence)
    return HttpResponseRedirect(reverse("meeting_minutes", args=[slug]))


@require_POST
def line(request: ActorRequest, slug: str) -> HttpResponse:
    """A line written."""
    form = LineForm(request.POST)
    return _done(request, slug, "line_form", form, lambda said: actions.write_line(request.actor, slug, said["text"]))


@require_POST
def draw_named(request: ActorRequest, slug: str) -> HttpResponse:
    """A draw named."""
    form = NameDrawForm(request.POST)
    return _done(
        request, slug, "name_draw_form", form, lambda said: actions.name_draw(request.actor, slug, said["named"])
    )


@require_POST
def drawn(request: ActorRequest, slug: str, draw: int) -> HttpResponse:
    """A draw's value entered."""
    form = DrawForm(request.POST)
    return _done(request, slug, "draw_form", form, lambda said: actions.draw(request.actor, slug, draw, said["value"]))
