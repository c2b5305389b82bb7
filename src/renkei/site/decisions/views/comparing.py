"""Two scenarios side by side: only what differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from renkei.site.decisions import queries
from renkei.site.decisions.asked import asked, hand
from renkei.site.decisions.at_hand import NotReady
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.screen import Figure, FunderRow, Room, Row
from renkei.site.decisions.views.held import chosen, not_ready
from renkei.site.policy.request import ActorRequest


@dataclass(frozen=True)
class Sides:
    """What differs between two screens."""

    figures: list[tuple[Figure, Figure]]
    funders: list[tuple[FunderRow, FunderRow]]
    rows: list[tuple[Row, Row]]
    alike: int


def compare(request: ActorRequest, slug: str) -> HttpResponse:
    """The scenarios `a` and `b` of the address; empty is the call as it is."""
    meeting = queries.meeting_of(request.actor, slug)
    try:
        held = hand(request.actor, meeting)
    except NotReady as error:
        return not_ready(request, meeting, error)
    scenarios, sides, wrong = queries.scenarios(request.actor, meeting), [], []
    for name in "ab":
        scenario = chosen(scenarios, request.GET.get(name, ""))
        try:
            room = asked(held, Wanted.kept(scenario.change if scenario else {}), look=1)
            sides.append((scenario.name if scenario else _("The call as it is"), scenario, room))
        except ValidationError as error:
            wrong += error.messages
    found = {"meeting": meeting, "call": meeting.call, "scenarios": scenarios, "sides": sides, "wrong": wrong}
    if len(sides) == 2:  # both hold
        found["apart"] = apart(sides[0][2], sides[1][2])
    return render(request, "decisions/compare.html", found)


def apart(one: Room, other: Room) -> Sides:
    """What differs between two screens of one call."""
    rows = list(_differing(one, other))
    figures = list(zip(one.figures, other.figures, strict=True))
    funders = [pair for pair in _funders(one, other) if pair[0].state != pair[1].state]
    return Sides(figures, funders, rows, len(one.rows) - len(rows))


def _differing(one: Room, other: Room) -> Iterator[tuple[Row, Row]]:
    for left, right in zip(one.rows, other.rows, strict=True):
        if (left.decision, left.forced) != (right.decision, right.forced):
            yield left, right


def _funders(one: Room, other: Room) -> Iterator[tuple[FunderRow, FunderRow]]:
    beside = {row.id: row for row in other.funders}
    return ((row, beside[row.id]) for row in one.funders if row.id in beside)
