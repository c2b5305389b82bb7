"""What else the secretariat does to a call, and anybody asks of it, for programs: as the pages do it."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from renkei.defects import DefectsFound
from renkei.site.calls import actions
from renkei.site.calls.annexes import AnnexDefects, kept_from, text_of
from renkei.site.calls.building.api import CALL, BuiltOut, Telling, as_printed, built
from renkei.site.calls.models import Call, Question
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, LARGEST_NUMBER, Line, Text
from renkei.site.ui.fields import minor_units

router = Router()
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,60}$")]


class BasicsIn(Schema):
    """What a call is about, and when; `rules` are its own, as under call: in annexes.yaml."""

    slug: Slug
    title: Annotated[Line, Field(min_length=1)]
    summary: Annotated[Text, Field(min_length=1, max_length=2000)]
    text: Text = ""
    language: Annotated[str, Field(pattern="^(en|ja|fr)$")] = "en"
    reporting_currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = "EUR"
    time_zone: Annotated[Line, Field(max_length=64)] = "UTC"
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    grace_seconds: Annotated[int, Field(ge=0, le=86400)] = 0
    rules: dict[str, Any] = Field(default_factory=dict)

    def facts(self) -> actions.CallFacts:
        """The facts as the actions take them; DefectsFound for rules that do not hold."""
        names = set(actions.CallFacts.__dataclass_fields__) - {"rules"}
        return actions.CallFacts(**{name: getattr(self, name) for name in names}, rules=rules_of(self.rules))


class ChangedBasicsIn(BasicsIn, Telling):
    """The same, with what changes and why once the call is published."""


class RegisteredIn(Schema):
    """A funder that the site does not know yet: its short code, country (ISO 3166-1) and currency (ISO 4217)."""

    code: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,30}$")]
    name: Annotated[Line, Field(min_length=1, max_length=200)]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    contact: Annotated[Line, Field(max_length=200)] = ""
    website: Annotated[Line, Field(max_length=200)] = ""


class ExtensionIn(Schema):
    """A later deadline, and why: everybody reads it."""

    closes_at: AwareDatetime
    ground: Text


class ExtensionOut(Schema):
    """The published change."""

    version: int
    moved_from: datetime
    moved_to: datetime


class QuestionIn(Schema):
    """What is asked of a call, or answered."""

    text: Text


class QuestionOut(Schema):
    """A question by its number, and whether it is answered."""

    number: int
    answered: bool


class FundedIn(Schema):
    """A funded application as the public reads it; `amount` a decimal in the reporting currency."""

    number: Annotated[Line, Field(min_length=1, max_length=40)]
    title: Annotated[Line, Field(min_length=1)]
    organisations: Text
    countries: Annotated[Line, Field(max_length=200, pattern=r"^[A-Z]{2}(;[A-Z]{2})*$")]
    amount: Annotated[str, Field(max_length=30)]


class FundedListIn(Schema):
    """All that was funded, and the decision it rests on."""

    funded: Annotated[list[FundedIn], Field(max_length=5000)]
    ground: Text


Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]


@router.post("", response={200: BuiltOut, **EVERY_PROBLEM})
def make_call(request: ActorRequest, given: BasicsIn) -> BuiltOut:
    """A new call in preparation, with the usual sections."""
    return built(request, actions.make_call(request.actor, given.facts()).slug)


@router.put(f"{CALL}/basics", response={200: BuiltOut, **EVERY_PROBLEM})
def change_call(request: ActorRequest, slug: str, given: ChangedBasicsIn) -> BuiltOut:
    """The call with other basics; what the public has read stays, or is told to have changed."""
    row = actions.change_call(request.actor, slug, given.facts(), given.what, given.ground)
    return built(request, row.slug)


@router.post(f"{CALL}/funders", response={200: BuiltOut, **EVERY_PROBLEM})
def register_funder(request: ActorRequest, slug: str, given: RegisteredIn) -> BuiltOut:
    """A funder made known to the site, to be given its part in this call next."""
    found = built(request, slug)
    actions.register_funder(request.actor, actions.FunderFacts(**given.model_dump()))
    return found


@router.post(f"{CALL}/extensions", response={200: ExtensionOut, **EVERY_PROBLEM})
def extend(request: ActorRequest, slug: str, given: ExtensionIn) -> ExtensionOut:
    """A later deadline, told to everybody."""
    made = actions.extend(request.actor, slug, given.closes_at, given.ground)
    return ExtensionOut.model_validate(made, from_attributes=True)


@router.post(f"{CALL}/questions", response={200: QuestionOut, **EVERY_PROBLEM})
def ask(request: ActorRequest, slug: str, given: QuestionIn) -> QuestionOut:
    """A question to a call, public once it is answered."""
    return QuestionOut(number=actions.ask(request.actor, slug, given.text).pk, answered=False)


@router.post(f"{CALL}/questions/{{int:number}}/answers", response={200: QuestionOut, **EVERY_PROBLEM})
def answer(request: ActorRequest, slug: str, number: Number, given: QuestionIn) -> QuestionOut:
    """An answer, public at once; a further one replaces the last."""
    if not scoped(request.actor, Question).filter(call__slug=slug, pk=number).exists():
        raise NotAllowed("answer calls.Call")
    actions.answer(request.actor, number, given.text)
    return QuestionOut(number=number, answered=True)


@router.put(f"{CALL}/funded", response={200: BuiltOut, **EVERY_PROBLEM})
def publish_results(request: ActorRequest, slug: str, given: FundedListIn) -> BuiltOut:
    """The results as they are given, in place of those published before."""
    row = scoped(request.actor, Call, "publish_results").filter(slug=slug).first()
    if row is None:
        raise NotAllowed("publish_results calls.Call")
    funded = [
        actions.Funded(**{**one.model_dump(), "amount": minor_units(one.amount, row.reporting_currency)})
        for one in given.funded
    ]
    return built(request, actions.publish_results(request.actor, slug, funded, given.ground).slug)


def rules_of(given: dict[str, Any]) -> dict[str, Any]:
    """The call's own rules as they are kept; DefectsFound."""
    try:
        return kept_from(text_of(as_printed(given)), of_call=True)
    except AnnexDefects as found:
        raise DefectsFound(found.defects) from found
