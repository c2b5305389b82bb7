"""Awards: each funder's words on its own, figures by funder, and the results."""

from typing import Annotated

from ninja import Router, Schema
from pydantic import Field

from renkei.money import format_amount
from renkei.site.calls.models import Participation
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import Word, publish_decided, say
from renkei.site.portfolio.api.shapes import GroundIn, call_of
from renkei.site.portfolio.models import Award, FunderResult
from renkei.site.problems import EVERY_PROBLEM, Line, Text, Version

router = Router()


class AwardOut(Schema):
    """One funder's part of a funded application; amounts as texts in its currency.

    Applicants are told conditions, number and ground by the funder that their own partner asked; of others' none.
    """

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


class TotalsOut(Schema):
    """A funder's awards in figures: amounts as texts in its currency, `counts` by state."""

    funder: str
    currency: str
    budget: str
    decided: str
    confirmed: str
    waiting: str
    counts: dict[str, int]


class FunderResultOut(Schema):
    """A funder's part in the published results."""

    funder: str
    currency: str
    awards: int
    amount: str


@router.get("/calls/{slug:slug}/awards", response={200: list[AwardOut], **EVERY_PROBLEM})
def list_awards(request: ActorRequest, slug: str) -> list[AwardOut]:
    """The awards of a call that you may see; a funder's officer sees its own."""
    call = call_of(request, slug)
    told = queries.whose_words_are_told(request.actor, call)
    rows = queries.awards(request.actor, call)
    return [_award(row, told is None or (row.application_id, row.participation_id) in told) for row in rows]


@router.post("/calls/{slug:slug}/funders/{slug:code}/awards", response={200: list[AwardOut], **EVERY_PROBLEM})
def say_words(request: ActorRequest, slug: str, code: str, words: list[WordIn]) -> list[AwardOut]:
    """Your funder's words on its awards, all of them or none."""
    said = [Word(one.application, **{**one.dict(exclude={"application"})}) for one in words]
    return [_award(row) for row in say(request.actor, slug, code, said)]


@router.get("/calls/{slug:slug}/awards/figures", response={200: list[TotalsOut], **EVERY_PROBLEM})
def list_totals(request: ActorRequest, slug: str) -> list[TotalsOut]:
    """The awards of a call that you may see in figures, by funder."""
    call = call_of(request, slug)
    seen = queries.awards(request.actor, call).values("participation")
    parts = scoped(request.actor, Participation).filter(pk__in=seen)
    decision = queries.standing_decision(request.actor, call)
    return [_totals(one) for one in queries.totals(request.actor, parts, decision)]


@router.get("/calls/{slug:slug}/results/funders", response={200: list[FunderResultOut], **EVERY_PROBLEM})
def list_funder_results(request: ActorRequest, slug: str) -> list[FunderResultOut]:
    """Each funder's awards in a call whose results are published."""
    rows = scoped(request.actor, FunderResult).filter(participation__call=call_of(request, slug))
    rows = rows.select_related("participation__funder").order_by("participation__funder__code")
    return [
        FunderResultOut(
            funder=row.participation.funder.code,
            currency=row.participation.funder.currency,
            awards=row.awards,
            amount=format_amount(row.amount, row.participation.funder.currency),
        )
        for row in rows
    ]


@router.post("/calls/{slug:slug}/results", response={200: None, **EVERY_PROBLEM})
def publish(request: ActorRequest, slug: str, given: GroundIn) -> None:
    """Publish the results of the decision that stands."""
    publish_decided(request.actor, slug, given.ground)


def _award(row: Award, words: bool = True) -> AwardOut:
    """An award; of one whose funder speaks to others' partners only, without the funder's own `words`."""
    currency = row.participation.funder.currency
    return AwardOut(
        application=row.application.number,
        title=row.title,
        funder=row.participation.funder.code,
        currency=currency,
        decided=format_amount(row.amount, currency),
        granted=None if row.granted is None else format_amount(row.granted, currency),
        state=row.state,
        conditions=row.conditions if words else "",
        national_number=row.national_number if words else "",
        ground=row.ground if words else "",
        version=row.version,
    )


def _totals(one: queries.Totals) -> TotalsOut:
    currency = one.part.funder.currency
    money = {
        name: format_amount(getattr(one, name), currency) for name in ("budget", "decided", "confirmed", "waiting")
    }
    return TotalsOut(funder=one.part.funder.code, currency=currency, counts=dict(one.counts), **money)
