"""Putting a scenario to the funders, their words, the record, and deciding anew."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from renkei.site.decisions import actions, queries
from renkei.site.decisions.actions.adopt import authorities
from renkei.site.decisions.api.shapes import held_of
from renkei.site.decisions.archive import zipped
from renkei.site.decisions.models import Consent, Decision, Proposal
from renkei.site.decisions.reading import funded_in
from renkei.site.decisions.since import since
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM, Line, Text

router = Router()
ROOM = "/calls/{slug:slug}/meeting"
ONE = "/decisions/{uuid:decision}"


class ProposalIn(Schema):
    """Which scenario (null: the call as it is); why, where it departs from what was published or follows another."""

    scenario: UUID | None = None
    ground: Text = ""


class ProposalOut(Schema):
    """A scenario on its way to a decision: waiting, working, done or failed; `trouble` says why there is none."""

    id: UUID
    state: str
    done: int
    of: int
    trouble: str
    decision: UUID | None


class WordOut(Schema):
    """An authority that must say yes, and its word: yes, no, or empty while it waits."""

    authority: str
    verdict: str
    ground: str
    proxy: bool


class DecisionOut(Schema):
    """A decision. `state`: proposed, adopted, refused, followed; `gone`: what of `funded` is not funded any more.

    `simulation`: it departs from what was published; `follows` is the decision in whose place it comes; `again`: why
    the call is decided anew after it.
    """

    id: UUID
    number: int
    state: str
    simulation: bool
    ground: str
    follows: UUID | None
    again: str
    sha256: str
    proposed_at: datetime
    adopted_at: datetime | None
    funded: list[str]
    gone: list[str]
    words: list[WordOut]


class ConsentIn(Schema):
    """An authority's word; a no needs a ground."""

    authority: Line
    verdict: Literal["yes", "no"]
    ground: Text = ""


class AgainIn(Schema):
    """Why the call is decided anew."""

    ground: Text


def _of(request: ActorRequest, which: UUID) -> Decision:
    rows = scoped(request.actor, Decision).select_related("meeting__call", "follows")
    return get_object_or_404(rows, public_id=which)


def _out(request: ActorRequest, row: Decision) -> DecisionOut:
    said = {one.authority: one for one in queries.consents(request.actor, row)}
    plain = ("number", "state", "simulation", "ground", "again", "sha256", "proposed_at", "adopted_at")
    return DecisionOut(
        id=row.public_id,
        follows=row.follows.public_id if row.follows else None,
        funded=funded_in(row),
        gone=sorted(since(request.actor, row)),
        words=[_word(one.code, said.get(one.code)) for one in authorities(row.meeting)],
        **{name: getattr(row, name) for name in plain},
    )


def _word(authority: str, said: Consent | None) -> WordOut:
    if said is None:
        return WordOut(authority=authority, verdict="", ground="", proxy=False)
    return WordOut(authority=authority, verdict=said.verdict, ground=said.ground, proxy=said.proxy)


def _proposal(row: Proposal) -> ProposalOut:
    plain = {name: getattr(row, name) for name in ("state", "done", "of")}
    decided = row.decision.public_id if row.decision else None
    return ProposalOut(id=row.public_id, trouble=row.why_not, decision=decided, **plain)


@router.post(f"{ROOM}/proposals", response={200: ProposalOut, **EVERY_PROBLEM})
def propose(request: ActorRequest, slug: str, given: ProposalIn) -> ProposalOut:
    """Put a scenario to the funders: it is decided at once, or by a worker while you ask how far it is."""
    _meeting, held = held_of(request, slug)
    which = str(given.scenario) if given.scenario else ""
    return _proposal(actions.propose(request.actor, slug, which, given.ground, held))


@router.get("/proposals/{uuid:proposal}", response={200: ProposalOut, **EVERY_PROBLEM})
def read_proposal(request: ActorRequest, proposal: UUID) -> ProposalOut:
    """How far a proposal is."""
    rows = scoped(request.actor, Proposal).select_related("decision")
    return _proposal(get_object_or_404(rows, public_id=proposal))


@router.get(f"{ROOM}/decisions", response={200: list[DecisionOut], **EVERY_PROBLEM})
def list_decisions(request: ActorRequest, slug: str) -> list[DecisionOut]:
    """The decisions of a call, in order."""
    rows = scoped(request.actor, Decision).filter(meeting=queries.meeting_of(request.actor, slug))
    return [_out(request, row) for row in rows.select_related("meeting__call", "follows").order_by("number")]


@router.get(ONE, response={200: DecisionOut, **EVERY_PROBLEM})
def read_decision(request: ActorRequest, decision: UUID) -> DecisionOut:
    """A decision, and who has said what of it."""
    return _out(request, _of(request, decision))


@router.get(f"{ONE}/decision.json", response={200: None, **EVERY_PROBLEM})
def read_record(request: ActorRequest, decision: UUID) -> HttpResponse:
    """The engine's record, to the byte (docs/decision-record.md)."""
    return HttpResponse(_of(request, decision).record.encode(), content_type="application/json")


@router.get(f"{ONE}/folder.zip", response={200: None, **EVERY_PROBLEM})
def read_folder(request: ActorRequest, decision: UUID) -> HttpResponse:
    """The record with the folder that it decides: `renkei verify decision.json folder` checks one by the other."""
    return HttpResponse(zipped(_of(request, decision)), content_type="application/zip")


@router.post(f"{ONE}/consents", response={200: DecisionOut, **EVERY_PROBLEM})
def consent(request: ActorRequest, decision: UUID, given: ConsentIn) -> DecisionOut:
    """Your funder's word, its proxy's, or a key's; the last yes adopts the decision, the first no refuses it."""
    yes = given.verdict == "yes"
    actions.consent(request.actor, str(decision), given.authority, yes, given.ground)
    return read_decision(request, decision)


@router.post(f"{ONE}/again", response={200: DecisionOut, **EVERY_PROBLEM})
def decide_again(request: ActorRequest, decision: UUID, given: AgainIn) -> DecisionOut:
    """Have the call decided anew: this decision stands until another is adopted in its place."""
    actions.decide_again(request.actor, _of(request, decision).meeting.call.slug, given.ground)
    return read_decision(request, decision)
