"""What follows a decision, for programs."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from renkei.money import format_amount
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.calls.models import Call
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio.actions import (
    Word,
    answer_redress,
    drop_out,
    file_redress,
    publish_decided,
    say,
    send_letters,
)
from renkei.site.portfolio.models import Award, Letter, Redress
from renkei.site.problems import EVERY_PROBLEM, Line, Text, Version

router = Router(tags=["portfolio"])
Done = TypeVar("Done")


class AwardOut(Schema):
    """One funder's part of a funded application; amounts as texts in its currency."""

    application: str
    title: str
    funder: str
    currency: str
    decided: str
    granted: str | None
    state: str
    conditions: str
    national_number: str
    ground: str
    version: int


class WordIn(Schema):
    """A funder's word on one of its awards; `version` is that of the award that was read."""

    application: Line
    state: Annotated[str, Field(pattern=r"^(confirmed|awarded|refused)$")]
    granted: Line = ""
    conditions: Text = ""
    national_number: Line = ""
    ground: Text = ""
    version: Version


class LetterOut(Schema):
    """A letter without its text; `sha256` is that of its PDF, empty until it is set."""

    id: UUID
    application: str
    partner: str
    kind: str
    language: str
    written_at: datetime
    redress_until: datetime | None
    sha256: str


class WholeLetterOut(LetterOut):
    """A letter with its text."""

    subject: str
    text: str


class GroundIn(Schema):
    """Why."""

    ground: Text


class DropOutIn(GroundIn):
    """Which application drops out; `alone` ends its awards even where the rule cannot say who moves up."""

    application: Line
    alone: bool = False


class DropOutOut(Schema):
    """The drop-out; `decision` is the number of the decision that follows, once it is worked out."""

    application: str
    decision: int | None


class RedressIn(Schema):
    """Which rule was not kept, and where it shows."""

    text: Text


class AnswerIn(Schema):
    """The answer to redress."""

    upheld: bool
    answer: Text


class RedressOut(Schema):
    """Redress and its answer."""

    id: UUID
    filed_at: datetime
    text: str
    upheld: bool | None
    answer: str
    answered_at: datetime | None


@router.get("/calls/{slug:slug}/awards", response={200: list[AwardOut], **EVERY_PROBLEM})
def list_awards(request: ActorRequest, slug: str) -> list[AwardOut]:
    """The awards of a call that you may see; a funder's officer sees its own."""
    rows = scoped(request.actor, Award).filter(application__call=_call(request, slug))
    rows = rows.select_related("application", "participation__funder")
    return [_award(row) for row in rows.order_by("application__number", "participation__funder__code")]


@router.post("/calls/{slug:slug}/funders/{slug:code}/awards", response={200: list[AwardOut], **EVERY_PROBLEM})
def say_words(request: ActorRequest, slug: str, code: str, words: list[WordIn]) -> list[AwardOut]:
    """Your funder's words on its awards, all of them or none."""
    said = [Word(one.application, **{**one.dict(exclude={"application"})}) for one in words]
    return [_award(row) for row in say(request.actor, slug, code, said)]


@router.get("/calls/{slug:slug}/letters", response={200: list[LetterOut], **EVERY_PROBLEM})
def list_letters(request: ActorRequest, slug: str) -> list[LetterOut]:
    """The letters of a call that you may see."""
    rows = scoped(request.actor, Letter).filter(partner__application__call=_call(request, slug)).defer("pdf", "text")
    rows = rows.select_related("partner__application", "partner__organisation")
    return [LetterOut(**_letter(row)) for row in rows.order_by("partner__application__number", "partner__position")]


@router.post("/calls/{slug:slug}/letters", response={200: int, **EVERY_PROBLEM})
def send(request: ActorRequest, slug: str) -> int:
    """Send the letters of the decision that stands; how many there are."""
    return len(_done(lambda: send_letters(request.actor, slug)))


@router.get("/letters/{uuid:letter}", response={200: WholeLetterOut, **EVERY_PROBLEM})
def read_letter(request: ActorRequest, letter: UUID) -> WholeLetterOut:
    """A letter."""
    rows = scoped(request.actor, Letter).filter(public_id=letter).defer("pdf")
    row = rows.select_related("partner__application", "partner__organisation").first()
    if row is None:
        raise Http404
    return WholeLetterOut(**_letter(row), subject=row.subject, text=row.text)


@router.post("/calls/{slug:slug}/drop-outs", response={200: DropOutOut, **EVERY_PROBLEM})
def post_drop_out(request: ActorRequest, slug: str, given: DropOutIn) -> DropOutOut:
    """An application drops out; what follows is put to the funders."""
    made = _done(lambda: drop_out(request.actor, slug, given.application, given.ground, given.alone))
    number = made.followed_by.number if made.followed_by else None
    return DropOutOut(application=made.application.number, decision=number)


@router.post("/calls/{slug:slug}/results", response={200: None, **EVERY_PROBLEM})
def publish(request: ActorRequest, slug: str, given: GroundIn) -> None:
    """Publish the results of the decision that stands."""
    _done(lambda: publish_decided(request.actor, slug, given.ground))


@router.post("/applications/{uuid:application}/redress", response={200: RedressOut, **EVERY_PROBLEM})
def post_redress(request: ActorRequest, application: UUID, given: RedressIn) -> RedressOut:
    """Ask for redress, until the moment that the letter names."""
    return _redress(_done(lambda: file_redress(request.actor, application, given.text)))


@router.post("/redress/{uuid:redress}/answer", response={200: RedressOut, **EVERY_PROBLEM})
def post_answer(request: ActorRequest, redress: UUID, given: AnswerIn) -> RedressOut:
    """Answer redress, once."""
    return _redress(_done(lambda: answer_redress(request.actor, redress, given.upheld, given.answer)))


def _done(act: Callable[[], Done]) -> Done:
    """What an action gives; what stood in its way as the API tells it."""
    try:
        return act()
    except ValidationError as error:
        pairs = error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]
        raise Refused(*(Remark(place, said) for place, texts in pairs for said in texts)) from None


def _call(request: ActorRequest, slug: str) -> Call:
    """The call; one that you may not see is none."""
    return get_object_or_404(scoped(request.actor, Call), slug=slug)


def _award(row: Award) -> AwardOut:
    currency = row.participation.funder.currency
    return AwardOut(
        application=row.application.number,
        title=row.title,
        funder=row.participation.funder.code,
        currency=currency,
        decided=format_amount(row.amount, currency),
        granted=None if row.granted is None else format_amount(row.granted, currency),
        state=row.state,
        conditions=row.conditions,
        national_number=row.national_number,
        ground=row.ground,
        version=row.version,
    )


def _letter(row: Letter) -> dict[str, Any]:
    plain = ("kind", "language", "written_at", "redress_until", "sha256")
    named = {"application": row.partner.application.number, "partner": row.partner.organisation.name}
    return {"id": row.public_id, **named, **{name: getattr(row, name) for name in plain}}


def _redress(row: Redress) -> RedressOut:
    plain = ("filed_at", "text", "upheld", "answer", "answered_at")
    return RedressOut(id=row.public_id, **{name: getattr(row, name) for name in plain})
