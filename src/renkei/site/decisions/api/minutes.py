"""The minutes: seats, who left the room, lines, draws."""

from datetime import datetime

from ninja import Router, Schema

from renkei.site.decisions import actions, queries
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, Line, Text, Version

router = Router()
MINUTES = "/calls/{slug:slug}/meeting/minutes"


class SeatOut(Schema):
    """A seat; `funder` is empty for the secretariat and guests, `proxy` the seat that speaks for it."""

    id: int
    name: str
    office: str
    funder: str
    present: bool
    proxy: int | None


class AbsenceOut(Schema):
    """Somebody left the room for an application."""

    id: int
    seat: int
    application: str
    ground: str
    left_at: datetime
    back_at: datetime | None


class MinuteOut(Schema):
    """A line that was written."""

    at: datetime
    text: str


class DrawOut(Schema):
    """A public draw, named beforehand; `value` is empty before it is drawn."""

    id: int
    named: str
    named_at: datetime
    value: str
    drawn_at: datetime | None


class MinutesOut(Schema):
    """The minutes; `here` funders are present or spoken for."""

    quorum: int
    here: int
    seats: list[SeatOut]
    absences: list[AbsenceOut]
    lines: list[MinuteOut]
    draws: list[DrawOut]


class SeatIn(Schema):
    """A further seat, of a funder (its code), or of the secretariat or a guest (empty)."""

    name: Line
    office: Line = ""
    funder: Line = ""
    email: Line = ""


class PresenceIn(Schema):
    """Whether the seat is taken."""

    present: bool


class ProxyIn(Schema):
    """The seat that speaks for the funder; none for null."""

    proxy: Version | None


class AbsenceIn(Schema):
    """Which seat leaves the room, for which application, and why."""

    seat: Version
    application: Line
    ground: Text


class LineIn(Schema):
    """A line to write."""

    text: Text


class DrawIn(Schema):
    """A public draw that is still to come, and what of it counts."""

    named: Line


class ValueIn(Schema):
    """The value that the draw gave."""

    value: Line


@router.get(MINUTES, response={200: MinutesOut, **EVERY_PROBLEM})
def read_minutes(request: ActorRequest, slug: str) -> MinutesOut:
    """All of the minutes; the decisions that belong to them are a list of their own."""
    found = queries.meeting_of(request.actor, slug)
    seats = queries.seats(request.actor, found)
    return MinutesOut(
        quorum=found.quorum,
        here=len(actions.quorum_of(seats)),
        seats=[
            SeatOut(
                id=one.pk,
                name=one.name,
                office=one.office,
                funder=one.participation.funder.code if one.participation else "",
                present=one.came_at is not None and one.left_at is None,
                proxy=one.proxy_id,
            )
            for one in seats
        ],
        absences=[
            AbsenceOut(
                id=one.pk,
                seat=one.seat_id,
                application=one.application.number,
                **{name: getattr(one, name) for name in ("ground", "left_at", "back_at")},
            )
            for one in queries.absences(request.actor, found)
        ],
        lines=[MinuteOut(at=one.at, text=one.text) for one in queries.lines(request.actor, found)],
        draws=[
            DrawOut(id=one.pk, **{name: getattr(one, name) for name in ("named", "named_at", "value", "drawn_at")})
            for one in queries.draws(request.actor, found)
        ],
    )


@router.post(f"{MINUTES}/seats", response={200: MinutesOut, **EVERY_PROBLEM})
def add_seat(request: ActorRequest, slug: str, given: SeatIn) -> MinutesOut:
    """A further seat."""
    actions.add_seat(request.actor, slug, actions.SeatFacts(**given.dict()))
    return read_minutes(request, slug)


@router.put(f"{MINUTES}/seats/{{int:seat}}/presence", response={200: MinutesOut, **EVERY_PROBLEM})
def set_presence(request: ActorRequest, slug: str, seat: int, given: PresenceIn) -> MinutesOut:
    """A seat taken, or left."""
    actions.set_presence(request.actor, slug, seat, given.present)
    return read_minutes(request, slug)


@router.put(f"{MINUTES}/seats/{{int:seat}}/proxy", response={200: MinutesOut, **EVERY_PROBLEM})
def set_proxy(request: ActorRequest, slug: str, seat: int, given: ProxyIn) -> MinutesOut:
    """Who speaks for a seat's funder."""
    actions.set_proxy(request.actor, slug, seat, given.proxy)
    return read_minutes(request, slug)


@router.post(f"{MINUTES}/absences", response={200: MinutesOut, **EVERY_PROBLEM})
def leave(request: ActorRequest, slug: str, given: AbsenceIn) -> MinutesOut:
    """A seat leaves the room while an application is discussed."""
    actions.leave_for(request.actor, slug, given.seat, given.application, given.ground)
    return read_minutes(request, slug)


@router.post(f"{MINUTES}/absences/{{int:absence}}/back", response={200: MinutesOut, **EVERY_PROBLEM})
def back(request: ActorRequest, slug: str, absence: int) -> MinutesOut:
    """The seat is back in the room."""
    actions.come_back(request.actor, slug, absence)
    return read_minutes(request, slug)


@router.post(f"{MINUTES}/lines", response={200: MinutesOut, **EVERY_PROBLEM})
def write_line(request: ActorRequest, slug: str, given: LineIn) -> MinutesOut:
    """A line, written once; a later one corrects it."""
    actions.write_line(request.actor, slug, given.text)
    return read_minutes(request, slug)


@router.post(f"{MINUTES}/draws", response={200: MinutesOut, **EVERY_PROBLEM})
def name_draw(request: ActorRequest, slug: str, given: DrawIn) -> MinutesOut:
    """A public draw, named before its value is known."""
    actions.name_draw(request.actor, slug, given.named)
    return read_minutes(request, slug)


@router.put(f"{MINUTES}/draws/{{int:draw}}", response={200: MinutesOut, **EVERY_PROBLEM})
def enter_draw(request: ActorRequest, slug: str, draw: int, given: ValueIn) -> MinutesOut:
    """The value that a draw gave, entered once."""
    actions.draw(request.actor, slug, draw, given.value)
    return read_minutes(request, slug)
