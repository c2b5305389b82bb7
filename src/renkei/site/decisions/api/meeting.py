"""The meeting itself: prepared, opened, closed, its quorum, and what was done in it."""

from datetime import datetime
from typing import Literal

from ninja import Router, Schema

from renkei.site.decisions import actions, queries
from renkei.site.decisions.models import SelectionMeeting
from renkei.site.decisions.words import act_words
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, Version

router = Router()
ROOM = "/calls/{slug:slug}/meeting"


class MeetingOut(Schema):
    """A meeting; `acts` is the running number of the last thing done in it."""

    call: str
    state: str
    quorum: int
    acts: int
    opened_at: datetime | None
    closed_at: datetime | None


class StateIn(Schema):
    """What the meeting becomes."""

    state: Literal["open", "closed"]


class QuorumIn(Schema):
    """How many funders must be here, themselves or by proxy."""

    quorum: Version


class ActOut(Schema):
    """What somebody did, numbered; `what` in the reader's language."""

    number: int
    at: datetime
    action: str
    what: str


def meeting_out(row: SelectionMeeting) -> MeetingOut:
    """A meeting as programs read it."""
    facts = {name: getattr(row, name) for name in ("state", "quorum", "opened_at", "closed_at")}
    return MeetingOut(call=row.call.slug, acts=row.acts_done, **facts)


@router.get("/meetings", response={200: list[MeetingOut], **EVERY_PROBLEM})
def list_meetings(request: ActorRequest) -> list[MeetingOut]:
    """The meetings that you see, the last opened first."""
    return [meeting_out(row) for row in queries.meetings(request.actor)]


@router.get(ROOM, response={200: MeetingOut, **EVERY_PROBLEM})
def read_meeting(request: ActorRequest, slug: str) -> MeetingOut:
    """The meeting of a call."""
    return meeting_out(queries.meeting_of(request.actor, slug))


@router.post(ROOM, response={200: MeetingOut, **EVERY_PROBLEM})
def prepare(request: ActorRequest, slug: str) -> MeetingOut:
    """The meeting of a call, made with a seat for each funder; the one that there is, where there is one."""
    actions.prepare_meeting(request.actor, slug)
    return read_meeting(request, slug)


@router.put(f"{ROOM}/state", response={200: MeetingOut, **EVERY_PROBLEM})
def set_state(request: ActorRequest, slug: str, given: StateIn) -> MeetingOut:
    """Open or close it. Once it is open its funders see the whole ranking, and the call's rules are locked."""
    act = actions.open_meeting if given.state == "open" else actions.close_meeting
    act(request.actor, slug)
    return read_meeting(request, slug)


@router.put(f"{ROOM}/quorum", response={200: MeetingOut, **EVERY_PROBLEM})
def set_quorum(request: ActorRequest, slug: str, given: QuorumIn) -> MeetingOut:
    """Another quorum, before it opens."""
    actions.set_quorum(request.actor, slug, given.quorum)
    return read_meeting(request, slug)


@router.get(f"{ROOM}/acts", response={200: list[ActOut], **EVERY_PROBLEM})
def list_acts(request: ActorRequest, slug: str, since: Version = 0) -> list[ActOut]:
    """What was done after the act of that number, in order."""
    found = queries.acts(request.actor, queries.meeting_of(request.actor, slug), since)
    return [ActOut(number=one.number, at=one.at, action=one.action, what=act_words(one)) for one in found]
