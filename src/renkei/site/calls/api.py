"""Calls for programs."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from renkei.money import LARGEST_AMOUNT, format_amount, is_currency, minor_digits
from renkei.site.calls import queries
from renkei.site.calls.building.api import router as building
from renkei.site.calls.can_apply import Facts, can_apply
from renkei.site.calls.making_api import router as making
from renkei.site.calls.models import Call, Participation, Section
from renkei.site.calls.standing import phase_of
from renkei.site.policy import Phase, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM
from renkei.tables import SIZES

router = Router(tags=["calls"])
router.add_router("", building)
router.add_router("", making)


class CallOut(Schema):
    """A call in a list; what arrives until `accepts_until`, the deadline with its grace, is in time."""

    slug: str
    title: str
    summary: str
    phase: Phase
    opens_at: datetime
    closes_at: datetime
    accepts_until: datetime
    version: int


class FunderOut(Schema):
    """A funder in a call; `annex` are its rules as in annexes.yaml."""

    code: str
    name: str
    country: str
    currency: str
    budget: str
    who_may_apply: str
    national_number: bool
    annex: dict[str, Any]


class SectionOut(Schema):
    """A part of the form."""

    key: str
    title: str
    help: str
    per_partner: bool
    required: bool
    most_signs: int


class WholeCallOut(CallOut):
    """A call with what belongs to it."""

    text: str
    reporting_currency: str
    rules: dict[str, Any]
    funders: list[FunderOut]
    sections: list[SectionOut]


class AnswerRemarkOut(Schema):
    """What stands in the way of a funder's yes, and what would help."""

    reason: str
    remedy: str


class FunderAnswerOut(Schema):
    """A funder's answer to three facts."""

    funder: str
    answer: str
    remarks: list[AnswerRemarkOut]


class FactsIn(Schema):
    """Three facts: where you are, what you are, how much you would ask."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    size: Annotated[str, Field(pattern=f"^({'|'.join(SIZES)})$")]
    amount: Annotated[int, Field(ge=0, le=LARGEST_AMOUNT // 10**3, description="whole units of the currency")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


@router.get("", response={200: list[CallOut], **EVERY_PROBLEM}, auth=None)
def list_calls(request: ActorRequest, phase: Phase | None = None) -> list[CallOut]:
    """The calls that you may see, next deadline first."""
    rows = queries.calls_in(request.actor, *([phase] if phase else []))
    return [CallOut(**_facts(request, one)) for one in rows]


@router.get("/{slug:slug}", response={200: WholeCallOut, **EVERY_PROBLEM}, auth=None)
def read_call(request: ActorRequest, slug: str) -> WholeCallOut:
    """A call with its funders, their annexes and its form."""
    row = _call(request, slug)
    sections = scoped(request.actor, Section).filter(call=row)
    return WholeCallOut(
        **_facts(request, row),
        text=row.text,
        reporting_currency=row.reporting_currency,
        rules=row.rules,
        funders=[_funder(one) for one in queries.participations(request.actor, row)],
        sections=[SectionOut.model_validate(one, from_attributes=True) for one in sections],
    )


@router.get("/{slug:slug}/can-we-apply", response={200: list[FunderAnswerOut], **EVERY_PROBLEM}, auth=None)
def can_we_apply(request: ActorRequest, slug: str, facts: Query[FactsIn]) -> list[FunderAnswerOut]:
    """What each funder says to three facts."""
    row = _call(request, slug)
    if not is_currency(facts.currency):
        raise Http404
    minor = facts.amount * 10 ** minor_digits(facts.currency)
    answers = can_apply(
        Facts(facts.country, facts.size, minor, facts.currency), queries.participations(request.actor, row)
    )
    return [
        FunderAnswerOut(
            funder=one.funder.code,
            answer=one.answer,
            remarks=[AnswerRemarkOut(reason=remark.reason, remedy=remark.remedy) for remark in one.remarks],
        )
        for one in answers
    ]


def _call(request: ActorRequest, slug: str) -> Call:
    row = scoped(request.actor, Call).filter(slug=slug).first()
    if row is None:
        raise Http404
    return row


def _facts(request: ActorRequest, row: Call) -> dict[str, Any]:
    plain = ("slug", "title", "summary", "opens_at", "closes_at", "accepts_until", "version")
    return {**{name: getattr(row, name) for name in plain}, "phase": phase_of(row, request.actor.at)}


def _funder(one: Participation) -> FunderOut:
    return FunderOut(
        code=one.funder.code,
        name=one.funder.name,
        country=one.funder.country,
        currency=one.funder.currency,
        budget=format_amount(one.budget, one.funder.currency),
        who_may_apply=one.who_may_apply,
        national_number=one.national_number,
        annex=one.annex,
    )
