"""Building a call for programs: the same actions as the builder's pages, the same answers to what does not hold."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from renkei.defects import DefectsFound
from renkei.site.calls import actions
from renkei.site.calls.actions.deciding import OF_MONEY
from renkei.site.calls.annexes import AnnexDefects, kept_from, text_of
from renkei.site.calls.building.checklist import Checklist
from renkei.site.calls.models import Call, Funder
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, LARGEST_NUMBER, Line, Text
from renkei.site.ui.fields import minor_units

router = Router()
CALL = "/{slug:slug}"
Tree = dict[str, Any]
Whole = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
Key = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
Amount = Annotated[str, Field(max_length=30, description="a decimal in major units of the funder's currency")]


class LackOut(Schema):
    """Something to do; publishing waits for it where it is a `must`."""

    part: str
    remedy: str
    must: bool


class BuiltOut(Schema):
    """A call as its builder shows it; `selection` as in programme.yaml, `tables` as rows of the contract."""

    slug: str
    title: str
    state: str
    stages: int
    stage: int
    selection: Tree
    tables: dict[str, list[dict[str, str]]]
    redress_days: int
    letters_may_tell_shortage: bool
    locked: bool
    lacks: list[LackOut]


class Telling(Schema):
    """What changes, and why: needed once the call is published."""

    what: Text = ""
    ground: Text = ""


class DecidingIn(Telling):
    """How the call decides."""

    selection: Tree
    stages: Annotated[int, Field(ge=1, le=2)] = 1
    redress_days: Annotated[int, Field(ge=0, le=3650)] = 30
    letters_may_tell_shortage: bool = False


class MoneyIn(Telling):
    """Rows of the contract's tables `rates`, `pots` and `contributions`, every value a text."""

    rates: list[dict[Line, Line]] = Field(default_factory=list, max_length=200)
    pots: list[dict[Line, Line]] = Field(default_factory=list, max_length=50)
    contributions: list[dict[Line, Line]] = Field(default_factory=list, max_length=500)


class SectionIn(Telling):
    """A part of the form; `stage` 0 is every stage."""

    title: Annotated[Line, Field(min_length=1, max_length=200)]
    help: Annotated[Text, Field(max_length=2000)] = ""
    stage: Annotated[int, Field(ge=0, le=2)] = 0
    per_partner: bool = False
    required: bool = True
    most_signs: Whole = 6000

    def facts(self) -> actions.SectionFacts:
        """The facts of the section."""
        return actions.SectionFacts(**{name: getattr(self, name) for name in actions.SectionFacts.__dataclass_fields__})


class SectionKeyOut(Schema):
    """The word by which a section is known."""

    key: str


class MilestoneIn(Telling):
    """A date under a name."""

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    at: AwareDatetime


class UsualIn(Telling):
    """Usual sections, by their words."""

    keys: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=50)]


class MoveIn(Schema):
    """Which way a section goes, by one place."""

    down: bool


class MilestoneOut(Schema):
    """A date of a call."""

    id: int
    name: str
    at: datetime


class PartIn(Telling):
    """A funder's part in the call; `annex` are its rules as in annexes.yaml."""

    budget: Amount
    annex: Tree = Field(default_factory=dict)
    who_may_apply: Annotated[Text, Field(max_length=4000)] = ""
    national_number: bool = False
    confirmed_raise: Amount | None = None
    possible_raise: Amount | None = None
    top_up_entitled: bool | None = None


class CopyIn(Schema):
    """What the copy is called."""

    slug: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,60}$")]
    title: Annotated[Line, Field(min_length=1)]


@router.get(f"{CALL}/building", response={200: BuiltOut, **EVERY_PROBLEM})
def read_building(request: ActorRequest, slug: str) -> BuiltOut:
    """A call with what it publishes of its decision, and what it still lacks."""
    return built(request, slug)


@router.put(f"{CALL}/deciding", response={200: BuiltOut, **EVERY_PROBLEM})
def set_deciding(request: ActorRequest, slug: str, given: DecidingIn) -> BuiltOut:
    """How the call decides; 422 with every defect, its place the key in programme.yaml."""
    wanted = actions.Deciding(
        as_printed(given.selection), given.stages, given.redress_days, given.letters_may_tell_shortage
    )
    actions.set_deciding(request.actor, slug, wanted, given.what, given.ground)
    return built(request, slug)


@router.put(f"{CALL}/money", response={200: BuiltOut, **EVERY_PROBLEM})
def set_money(request: ActorRequest, slug: str, given: MoneyIn) -> BuiltOut:
    """Rates of exchange, the central top-up, common pots and what each funder gives to them."""
    tables = {name: _rectangular(getattr(given, name)) for name in OF_MONEY}
    actions.set_money(request.actor, slug, tables, given.what, given.ground)
    return built(request, slug)


@router.put(f"{CALL}/funders/{{slug:code}}", response={200: BuiltOut, **EVERY_PROBLEM})
def set_funder(request: ActorRequest, slug: str, code: str, given: PartIn) -> BuiltOut:
    """A funder with its part in the call, new or changed."""
    _changeable(request, slug)
    funder = scoped(request.actor, Funder).filter(code=code).first()
    if funder is None:
        raise Http404
    raises = {
        name: None if text is None else minor_units(text, funder.currency)
        for name, text in (("confirmed_raise", given.confirmed_raise), ("possible_raise", given.possible_raise))
    }
    part = actions.FunderPart(
        minor_units(given.budget, funder.currency),
        _annex(given.annex),
        given.who_may_apply,
        given.national_number,
        raises["confirmed_raise"],
        raises["possible_raise"],
        given.top_up_entitled,
    )
    actions.set_funder(request.actor, slug, code, part, given.ground)
    return built(request, slug)


@router.post(f"{CALL}/sections", response={200: SectionKeyOut, **EVERY_PROBLEM})
def add_section(request: ActorRequest, slug: str, given: SectionIn) -> SectionKeyOut:
    """A new section at the end of the form."""
    return SectionKeyOut(key=actions.add_section(request.actor, slug, given.facts(), given.ground).key)


@router.put(f"{CALL}/sections/{{slug:section}}", response={200: SectionKeyOut, **EVERY_PROBLEM})
def change_section(request: ActorRequest, slug: str, section: str, given: SectionIn) -> SectionKeyOut:
    """The section with other facts."""
    return SectionKeyOut(key=actions.change_section(request.actor, slug, section, given.facts(), given.ground).key)


@router.delete(f"{CALL}/sections/{{slug:section}}", response={200: BuiltOut, **EVERY_PROBLEM})
def remove_section(request: ActorRequest, slug: str, section: str) -> BuiltOut:
    """The form of a call in preparation without a section."""
    actions.remove_section(request.actor, slug, section)
    return built(request, slug)


@router.post(f"{CALL}/usual-sections", response={200: list[SectionKeyOut], **EVERY_PROBLEM})
def add_usual(request: ActorRequest, slug: str, given: UsualIn) -> list[SectionKeyOut]:
    """Usual sections at the end of the form; those that are there stay as they are."""
    made = actions.add_usual(request.actor, slug, given.keys, given.ground)
    return [SectionKeyOut(key=one.key) for one in made]


@router.post(f"{CALL}/sections/{{slug:section}}/moves", response={200: SectionKeyOut, **EVERY_PROBLEM})
def move_section(request: ActorRequest, slug: str, section: str, given: MoveIn) -> SectionKeyOut:
    """The section one place up or down in the form; at its end it stays."""
    actions.move_section(request.actor, slug, section, given.down)
    return SectionKeyOut(key=section)


@router.delete(f"{CALL}/funders/{{slug:code}}", response={200: BuiltOut, **EVERY_PROBLEM})
def take_funder_out(request: ActorRequest, slug: str, code: str) -> BuiltOut:
    """A call in preparation without a funder."""
    actions.take_funder_out(request.actor, slug, code)
    return built(request, slug)


@router.post(f"{CALL}/milestones", response={200: MilestoneOut, **EVERY_PROBLEM})
def add_milestone(request: ActorRequest, slug: str, given: MilestoneIn) -> MilestoneOut:
    """A date that the call names."""
    made = actions.set_milestone(request.actor, slug, given.name, given.at, given.ground)
    return MilestoneOut(id=made.pk, name=made.name, at=made.at)


@router.put(f"{CALL}/milestones/{{int:number}}", response={200: MilestoneOut, **EVERY_PROBLEM})
def change_milestone(request: ActorRequest, slug: str, number: Key, given: MilestoneIn) -> MilestoneOut:
    """A date with another name or moment."""
    made = actions.set_milestone(request.actor, slug, given.name, given.at, given.ground, number)
    return MilestoneOut(id=made.pk, name=made.name, at=made.at)


@router.delete(f"{CALL}/milestones/{{int:number}}", response={200: BuiltOut, **EVERY_PROBLEM})
def remove_milestone(request: ActorRequest, slug: str, number: Key, ground: Text = "") -> BuiltOut:
    """The call without a date; once it is published this is told with its ground."""
    actions.remove_milestone(request.actor, slug, number, ground)
    return built(request, slug)


@router.post(f"{CALL}/copies", response={200: BuiltOut, **EVERY_PROBLEM})
def copy_call(request: ActorRequest, slug: str, given: CopyIn) -> BuiltOut:
    """A new call with all that this one publishes; its dates a year on, to be looked at."""
    return built(request, actions.copy_call(request.actor, slug, given.slug, given.title).slug)


@router.post(f"{CALL}/publication", response={200: BuiltOut, **EVERY_PROBLEM})
def publish(request: ActorRequest, slug: str) -> BuiltOut:
    """The call, public from now on; 422 with what is missing."""
    return built(request, actions.publish(request.actor, slug).slug)


def _changeable(request: ActorRequest, slug: str) -> Call:
    row = scoped(request.actor, Call, "change").filter(slug=slug).first()
    if row is None:
        raise Http404
    return row


def built(request: ActorRequest, slug: str) -> BuiltOut:
    """A call as its builder shows it; not there for who may not change it."""
    row = _changeable(request, slug)
    lacks = Checklist.of(request.actor, row).lacks
    plain = (
        "slug", "title", "state", "stages", "stage", "selection", "tables", "redress_days", "letters_may_tell_shortage",
    )  # fmt: skip
    return BuiltOut(
        **{name: getattr(row, name) for name in plain},
        locked=row.scores_seen_at is not None,
        lacks=[LackOut(part=one.part.removeprefix("call_"), remedy=str(one.remedy), must=one.must) for one in lacks],
    )


def _annex(given: Tree) -> Tree:
    """The annex as it is kept; DefectsFound with all that does not hold."""
    try:
        return kept_from(text_of(as_printed(given)))
    except AnnexDefects as found:
        raise DefectsFound(found.defects) from found


def as_printed(value: Any) -> Any:
    """Data whose leaves are texts, as programme.yaml would hold them."""
    if isinstance(value, dict):
        return {str(name): as_printed(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_printed(one) for one in value]
    words = {None: "", True: "yes", False: "no"}
    return words[value] if value is None or isinstance(value, bool) else str(value)


def _rectangular(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows, each with every column that one of them has."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return [{name: row.get(name, "") for name in names} for row in rows]
