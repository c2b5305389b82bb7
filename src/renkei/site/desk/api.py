"""The desk for programs: duties, demand, the invitation to the full stage and its acceptance."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from renkei.engines.selection import SelectionError
from renkei.money import format_amount
from renkei.site.calls.models import Call
from renkei.site.desk import actions
from renkei.site.desk.demand import Demand, money_of
from renkei.site.desk.duties import Desk
from renkei.site.desk.inviting import preview
from renkei.site.policy import may_make, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, Line
from renkei.site.ui import reader

router = Router(tags=["desk"])
LOOKING = "a program of the secretariat looks at the invitation that it may accept"
Cap = Annotated[Decimal, Field(gt=0, le=1000, decimal_places=6)]


class DutyOut(Schema):
    """Something to do or to await."""

    call: str
    title: str
    words: str
    waits_for: str
    address: str
    due: datetime | None = None


class DemandOut(Schema):
    """What a funder is asked for, in major units of its currency; `money` is its budget with its confirmed raise."""

    funder: str
    name: str
    currency: str
    applications: int
    asked: str
    money: str
    cap: str | None


class TriedIn(Schema):
    """Another cap in place of those published, and the value of a public draw."""

    cap: Cap | None = None
    draw: Line = ""


class FullStageIn(TriedIn):
    """The record that was looked at, by its hash, and the dates of the full stage."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    opens_at: AwareDatetime
    closes_at: AwareDatetime


class SnapshotNumberOut(Schema):
    """The snapshot that holds the record and its folder."""

    snapshot: int


@router.get("/desk", response={200: list[DutyOut], **EVERY_PROBLEM})
def read_desk(request: ActorRequest) -> list[DutyOut]:
    """What is due and what waits for whom, over all calls under way."""
    if not may_make(request.actor, Call):
        raise Http404
    return [
        DutyOut(
            call=one.call.slug,
            title=one.call.title,
            words=one.words,
            waits_for=one.who,
            address=one.href,
            due=one.due,
        )
        for one in Desk.of(request.actor).duties
    ]


@router.get("/calls/{slug:slug}/demand", response={200: list[DemandOut], **EVERY_PROBLEM})
def read_demand(request: ActorRequest, slug: str) -> list[DemandOut]:
    """What each funder is asked for in the call's stage, of what is handed in now."""
    found = Demand.of(request.actor, _call(request, slug, "change"))
    return [
        DemandOut(
            funder=one.funder.code,
            name=one.funder.name,
            currency=one.funder.currency,
            applications=found.of_funder(one).applications,
            asked=format_amount(found.of_funder(one).amount, one.funder.currency),
            money=format_amount(money_of(one), one.funder.currency),
            cap=str(found.caps[one.funder.code]) if one.funder.code in found.caps else None,
        )
        for one in found.parts
    ]


@router.get("/calls/{slug:slug}/invitation", response={200: dict, **EVERY_PROBLEM})
def read_invitation(request: ActorRequest, slug: str, tried: Query[TriedIn]) -> HttpResponse:
    """The record of the invitation as it would be now, byte for byte: by its SHA-256 one accepts it."""
    call = _call(request, slug, "assess")
    if (call.stages, call.stage, call.state) != (2, 1, Call.State.PUBLISHED):
        raise Http404
    try:
        record = preview(call, LOOKING, tried.cap, tried.draw).record
    except SelectionError as error:
        raise ValidationError(reader.refusal(error)) from error
    return HttpResponse(record, content_type="application/json")


@router.post("/calls/{slug:slug}/full-stage", response={200: SnapshotNumberOut, **EVERY_PROBLEM})
def open_full_stage(request: ActorRequest, slug: str, given: FullStageIn) -> SnapshotNumberOut:
    """Accept the invitation: it is kept and told, and the full stage has its dates."""
    wanted = actions.FullStage(given.sha256, given.opens_at, given.closes_at, given.cap, given.draw)
    try:
        return SnapshotNumberOut(snapshot=actions.open_full_stage(request.actor, slug, wanted).number)
    except SelectionError as error:
        raise ValidationError(reader.refusal(error)) from error


def _call(request: ActorRequest, slug: str, verb: str) -> Call:
    row = scoped(request.actor, Call, verb).filter(slug=slug).first()
    if row is None:
        raise Http404
    return row
