"""A change as programs state it, and what it comes to."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from renkei.site.applications.refusal import Refused, Remark
from renkei.site.decisions import queries
from renkei.site.decisions.asked import hand
from renkei.site.decisions.at_hand import Held, NotReady
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.models import SelectionMeeting
from renkei.site.decisions.published import departs
from renkei.site.decisions.screen import Room
from renkei.site.policy import may_make
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import Line, Text

Number = Annotated[str, Field(max_length=40, pattern=r"^[-\w]+$")]


class WantedIn(Schema):
    """A change of the call; what is empty is as the call has it.

    `bands`: `each`, `column`, or lower limits, best first, separated by semicolons; `cap` and `raises` (by funder) in
    major units; `out` and `inside`: application → the ground on which it is forced out, or in.
    """

    rule: Line = ""
    bands: Line = ""
    cap: Line = ""
    share: Line = ""
    gap_part: Line = ""
    raises: Annotated[dict[Number, Line], Field(default_factory=dict)]
    out: Annotated[dict[Number, Text], Field(default_factory=dict)]
    inside: Annotated[dict[Number, Text], Field(default_factory=dict)]

    def wanted(self) -> Wanted:
        """As forms and scenarios hold it."""
        plain = {name: getattr(self, name).strip() for name in ("rule", "bands", "cap", "share", "gap_part")}
        return Wanted(**plain, raises=self.raises, out=self.out, inside=self.inside)


class FigureOut(Schema):
    """A figure in words, and the difference from the call as it is ("" for none)."""

    name: str
    value: str
    difference: str


class PurseOut(Schema):
    """A funder's (or pot's) money under the change; `beyond`: it raises more than it stated as possible.

    A funder that gives to a common pot (`pot`, by name) pays through it: the pot's own row has the money.
    """

    funder: str
    pot: str
    pays: str
    used: str
    left: str
    currency: str
    could_not_pay: int
    beyond: bool


class RankedOut(Schema):
    """An application under the change. `outcome`: funded, lot, short, out, not_eligible."""

    application: str
    place: int | None
    score: str
    outcome: str
    why: str


class AnswerOut(Schema):
    """What a change comes to; nothing is decided by it. `simulation`: it departs from what was published.

    Where it is not `proven`, asking again looks further.
    """

    proven: bool
    simulation: bool
    changes: list[str]
    enters: list[str]
    leaves: list[str]
    cheapest_raise: str
    figures: list[FigureOut]
    funders: list[PurseOut]
    ranking: list[RankedOut]


def answer_out(room: Room) -> AnswerOut:
    """A screen as programs read it."""
    funders = ("pot", "pays", "used", "left", "currency", "could_not_pay", "beyond")
    ranked = ("place", "score", "outcome", "why")
    return AnswerOut(
        proven=not room.unsettled,
        simulation=departs(room.found.change),
        changes=list(room.words),
        enters=list(room.found.enters),
        leaves=list(room.found.leaves),
        cheapest_raise=room.cheapest,
        figures=[FigureOut(**vars(one)) for one in room.figures],
        funders=[PurseOut(funder=one.id, **{name: getattr(one, name) for name in funders}) for one in room.funders],
        ranking=[RankedOut(application=one.id, **{name: getattr(one, name) for name in ranked}) for one in room.rows],
    )


def held_of(request: ActorRequest, slug: str) -> tuple[SelectionMeeting, Held]:
    """The meeting that the actor sees, and its engine; Refused, with what is missing to the desk alone, for none."""
    found = queries.meeting_of(request.actor, slug)
    try:
        return found, hand(request.actor, found)
    except NotReady as error:
        sentences = error.sentences if may_make(request.actor, SelectionMeeting) else []
        raise Refused(*(Remark("", said) for said in sentences)) from None
