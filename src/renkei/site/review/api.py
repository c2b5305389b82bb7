"""Review for programs: the same actions as the pages', and the same answers to what cannot be done."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from renkei.defects import DefectsFound
from renkei.money import format_amount
from renkei.site.applications.models import Submission
from renkei.site.applications.refusal import Refused, Remark
from renkei.site.applications.screening import Remark as RuleRemark
from renkei.site.calls.models import Participation
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, Line, Text, Version
from renkei.site.review import actions, queries
from renkei.site.review import morning as of
from renkei.site.review.actions.drafts import stands
from renkei.site.review.actions.raises import RAISES, raise_texts
from renkei.site.review.archive import zipped
from renkei.site.review.facts import asked_of, countries_of, lead_of, title_of
from renkei.site.review.models import Draft, Snapshot
from renkei.site.review.reading import Upload
from renkei.site.review.rules import elsewhere_in, remarks_on
from renkei.site.review.terms import terms_of
from renkei.site.ui import reader

router = Router(tags=["review"])
CALL = "/calls/{slug:slug}"
PART = "/calls/{slug:slug}/funders/{slug:code}"
Score = Annotated[Decimal, Field(gt=-(10**6), lt=10**6, decimal_places=6)]
Number = Annotated[str, Field(max_length=40, pattern=r"^[-\w]+$")]
Stage = Annotated[int, Field(ge=1, le=2)]
Count = Annotated[int, Field(ge=1, lt=10**6)]


class StandingOut(Schema):
    """How an application stands; `version` 0: nothing was entered yet. Scores are decimals as printed."""

    number: str
    title: str
    lead: str
    countries: list[str]
    version: int
    columns: dict[str, str]


class StandingIn(Schema):
    """How an application stands, over the version that was read; the total is left out where the criteria make it."""

    version: Version
    status: Annotated[str, Field(pattern=r"^(|eligible|ineligible|withdrawn|excluded)$")] = ""
    ground: Text = ""
    field: Line = ""
    score: Score | None = None
    score_error: Score | None = None
    band: Count | None = None
    rank: Count | None = None
    criteria: Annotated[dict[str, Score], Field(default_factory=dict)]


class VerdictOut(Schema):
    """An application that asks the funder, with what the funder's and the call's rules say, and its verdict.

    `first_verdict` and `first_note` are what it said of the pre-proposal, where this is of the full stage.
    """

    number: str
    stage: int
    title: str
    asks: str
    currency: str
    sha256: str
    verdict: str
    note: str
    version: int
    stale: bool
    first_verdict: str
    first_note: str
    remarks: list[str]


class VerdictIn(Schema):
    """A verdict on the snapshot of that hash, over the version that was read (0: none)."""

    number: Number
    verdict: Annotated[str, Field(pattern=r"^(yes|no|doubt)$")]
    note: Text = ""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    version: Version = 0


class NewsOut(Schema):
    """What changed."""

    at: datetime
    who: str
    what: str
    number: str


class PartOut(Schema):
    """A funder's part: amounts are decimal texts in its currency; counts of what is to screen, in doubt, done."""

    call: str
    funder: str
    currency: str
    budget: str
    confirmed_raise: str
    possible_raise: str
    asked: str
    counts: dict[str, int]
    news: list[NewsOut]


class RaisesIn(Schema):
    """Raises as decimal texts, beside those that were read."""

    confirmed_raise: Annotated[str, Field(max_length=30)] = ""
    possible_raise: Annotated[str, Field(max_length=30)] = ""
    was_confirmed_raise: Annotated[str, Field(max_length=30)] = ""
    was_possible_raise: Annotated[str, Field(max_length=30)] = ""


class LineOut(Schema):
    """A row of a draft: (column, what stood, what the file says)."""

    table: str
    key: str
    columns: list[tuple[str, str, str]]
    takes: bool
    state: str


class DraftOut(Schema):
    """What a file says otherwise than what stands."""

    number: int
    name: str
    made_at: datetime
    version: int
    lines: list[LineOut]


class TakeIn(Schema):
    """The lines to take, by their places from 0; none named: all that are open."""

    version: Version
    lines: list[Annotated[int, Field(ge=0)]] | None = None


class LeaveIn(Schema):
    """The lines to leave, by their places from 0."""

    version: Version
    lines: list[Annotated[int, Field(ge=0)]]


class SnapshotOut(Schema):
    """A numbered snapshot; `sha256` is its manifest's."""

    number: int
    at: datetime
    ground: str
    sha256: str


class SnapshotIn(Schema):
    """What it is taken for."""

    ground: Line = ""


@router.get(f"{CALL}/standings", response={200: list[StandingOut], **EVERY_PROBLEM})
def list_standings(request: ActorRequest, slug: str, stage: Stage | None = None) -> list[StandingOut]:
    """Every application handed in, as it stands; for a funder those that ask it, once the scores are shown.

    `stage`: 1 or 2, where the call has two; left out, its stage now.
    """
    call = queries.call_with_standings(request.actor, slug)
    texts = {number: one.texts() for number, one in stands(request.actor, call, stage).items()}
    rows = queries.standings(request.actor, call, terms_of(call).criteria, stage)
    return [_standing(one, texts[one.application.number]) for one in rows]


@router.put(f"{CALL}/standings/{{slug:number}}", response={200: StandingOut, **EVERY_PROBLEM})
def put_standing(request: ActorRequest, slug: str, number: str, given: StandingIn) -> StandingOut:
    """How one application stands from now on."""
    facts = given.model_dump(exclude={"version"})
    actions.save_standing(request.actor, slug, number, actions.Assessed(**facts), given.version)
    call = queries.call_with_standings(request.actor, slug)
    row = queries.standings(request.actor, call, ()).get(application__number=number)
    return _standing(row, stands(request.actor, call)[number].texts())


@router.post(f"{CALL}/scores-shown", response={200: dict[str, datetime], **EVERY_PROBLEM})
def show_scores(request: ActorRequest, slug: str) -> dict[str, datetime | None]:
    """Show the scores to the funders, for good: the rules are locked from then on."""
    return {"scores_seen_at": actions.show_scores(request.actor, slug).scores_seen_at}


@router.post(f"{CALL}/drafts/scores", response={200: DraftOut, **EVERY_PROBLEM})
def draft_scores(request: ActorRequest, slug: str, file: File[UploadedFile]) -> DraftOut:
    """A sheet of scores (CSV or XLSX) as a draft of what it would change; 422 with every defect."""
    return _draft(_made(request, slug, file, actions.draft_scores))


@router.post(f"{CALL}/drafts/folder", response={200: DraftOut, **EVERY_PROBLEM})
def draft_folder(request: ActorRequest, slug: str, file: File[UploadedFile]) -> DraftOut:
    """A programme folder (zip) or its workbook as a draft; 422 with every defect."""
    return _draft(_made(request, slug, file, actions.draft_folder))


@router.get(f"{CALL}/drafts/{{int:number}}", response={200: DraftOut, **EVERY_PROBLEM})
def read_draft(request: ActorRequest, slug: str, number: Version) -> DraftOut:
    """A draft with what became of its lines."""
    row = scoped(request.actor, Draft).filter(call__slug=slug, number=number).first()
    if row is None:
        raise NotAllowed("see review.Draft")
    return _draft(row)


@router.post(f"{CALL}/drafts/{{int:number}}/taken", response={200: DraftOut, **EVERY_PROBLEM})
def take_draft(request: ActorRequest, slug: str, number: Version, given: TakeIn) -> DraftOut:
    """Take lines; one whose standing changed meanwhile becomes stale, and what stands stays."""
    chosen = None if given.lines is None else set(given.lines)
    return _draft(actions.take_lines(request.actor, slug, number, chosen, given.version))


@router.post(f"{CALL}/drafts/{{int:number}}/left", response={200: DraftOut, **EVERY_PROBLEM})
def leave_draft(request: ActorRequest, slug: str, number: Version, given: LeaveIn) -> DraftOut:
    """Leave lines as they stand."""
    return _draft(actions.leave_lines(request.actor, slug, number, set(given.lines), given.version))


@router.get(f"{CALL}/snapshots", response={200: list[SnapshotOut], **EVERY_PROBLEM})
def list_snapshots(request: ActorRequest, slug: str) -> list[Snapshot]:
    """The call's snapshots, the last first."""
    call = queries.call_with_standings(request.actor, slug)
    return list(scoped(request.actor, Snapshot).filter(call=call).defer("files"))


@router.post(f"{CALL}/snapshots", response={200: SnapshotOut, **EVERY_PROBLEM})
def take_snapshot(request: ActorRequest, slug: str, given: SnapshotIn) -> Snapshot:
    """The call as a programme folder, under the next number; 422 with what its folder lacks."""
    try:
        return actions.take_snapshot(request.actor, slug, given.ground)
    except DefectsFound as found:
        raise _refused(found) from None


@router.get(f"{CALL}/snapshots/{{int:number}}/folder.zip", response={200: None, **EVERY_PROBLEM})
def read_snapshot(request: ActorRequest, slug: str, number: Version) -> HttpResponse:
    """The programme folder as a zip archive; the same snapshot gives the same bytes."""
    row = scoped(request.actor, Snapshot).filter(call__slug=slug, number=number).first()
    if row is None:
        raise NotAllowed("see review.Snapshot")
    return HttpResponse(zipped(row), content_type="application/zip")


@router.get(f"{PART}/morning", response={200: PartOut, **EVERY_PROBLEM})
def read_part(request: ActorRequest, slug: str, code: str) -> PartOut:
    """A funder's own part: what waits, its money against demand, what changed since the last visit."""
    part = _part(queries.my_parts(request.actor), slug, code)
    rows = queries.to_screen(request.actor, part)
    currency, since = part.funder.currency, actions.visited(request.actor, part)
    told = of.news(request.actor, part, since)
    return PartOut(
        call=slug,
        funder=code,
        currency=currency,
        budget=format_amount(part.budget, currency),
        **raise_texts(part),
        asked=format_amount(sum(asked_of(one, code) for one in rows), currency),
        counts=queries.state_counts(rows),
        news=[NewsOut(at=one.at, who=one.who, what=str(one.words), number=one.number) for one in told],
    )


@router.put(f"{PART}/raises", response={200: RaisesIn, **EVERY_PROBLEM})
def put_raises(request: ActorRequest, slug: str, code: str, given: RaisesIn) -> dict[str, str]:
    """The funder's raises from now on; 422 once a decision is adopted."""
    said: Mapping[str, Any] = given.model_dump()
    stood = {name: said[f"was_{name}"] for name in RAISES}
    part = actions.save_raises(request.actor, slug, code, {name: said[name] for name in RAISES}, stood)
    now = raise_texts(part)
    return {**now, **{f"was_{name}": text for name, text in now.items()}}


@router.get(f"{PART}/verdicts", response={200: list[VerdictOut], **EVERY_PROBLEM})
def list_verdicts(request: ActorRequest, slug: str, code: str, stage: Stage | None = None) -> list[VerdictOut]:
    """What asks the funder, with what the rules say and the funder's verdict.

    `stage`: 1 or 2, where the call has two; left out, its stage now.
    """
    part = _part(queries.parts_to_screen(request.actor), slug, code)
    return _verdicts(request, part, queries.to_screen(request.actor, part, stage))


@router.post(f"{PART}/verdicts", response={200: list[VerdictOut], **EVERY_PROBLEM})
def say_verdicts(request: ActorRequest, slug: str, code: str, given: list[VerdictIn]) -> list[VerdictOut]:
    """Several verdicts at once, all of them or none."""
    actions.say(request.actor, slug, code, [actions.Said(**one.model_dump()) for one in given])
    part = _part(queries.parts_to_screen(request.actor), slug, code)
    rows = queries.to_screen(request.actor, part).filter(application__number__in=[one.number for one in given])
    return _verdicts(request, part, rows)


def _part(rows: Any, slug: str, code: str) -> Participation:
    row: Participation | None = rows.filter(call__slug=slug, funder__code=code).first()
    if row is None:
        raise NotAllowed("see calls.Participation")
    return row


def _made(request: ActorRequest, slug: str, file: UploadedFile, act: Any) -> Draft:
    try:
        made: Draft = act(request.actor, slug, Upload(file.name or "file", file.read()))
    except DefectsFound as found:
        raise _refused(found) from None
    return made


def _refused(found: DefectsFound) -> Refused:
    """Every defect as a remark, at its file, row and column."""
    return Refused(*(Remark(f"{one.file}:{one.row}:{one.column}", str(one)) for one in reader.defects(found)))


def _standing(row: Any, texts: Mapping[str, str]) -> StandingOut:
    return StandingOut(
        number=row.application.number,
        title=title_of(row),
        lead=lead_of(row),
        countries=countries_of(row).split(";"),
        version=row.stands_version or 0,
        columns=dict(texts),
    )


def _draft(row: Draft) -> DraftOut:
    lines = [LineOut(**one) for one in row.lines]
    return DraftOut(number=row.number, name=row.name, made_at=row.made_at, version=row.version, lines=lines)


def _verdicts(request: ActorRequest, part: Participation, rows: Iterable[Submission]) -> list[VerdictOut]:
    elsewhere = elsewhere_in(request.actor, part.call, [part])
    return [_verdict(one, part, remarks_on(one, part, elsewhere)) for one in rows]


def _verdict(row: Any, part: Participation, remarks: list[RuleRemark]) -> VerdictOut:
    return VerdictOut(
        number=row.application.number,
        stage=row.stage,
        title=title_of(row),
        asks=format_amount(asked_of(row, part.funder.code), part.funder.currency),
        currency=part.funder.currency,
        sha256=row.sha256,
        verdict=row.verdict,
        note=row.note,
        version=row.said_version,
        stale=row.stale,
        first_verdict=row.first_verdict,
        first_note=row.first_note,
        remarks=[found for one in remarks if one.verdict != "pass" for found in one.found],
    )
