"""A made-up call past its deadline: its applications handed in and scored, its funders' verdicts said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from renkei.exchange.made_up.draw import Draw
from renkei.site.applications.models import Application
from renkei.site.calls import actions as calling
from renkei.site.calls.models import Call, Officer, Participation
from renkei.site.demo import annexes
from renkei.site.demo.applications import GROUND
from renkei.site.demo.calls import Part, call, publish
from renkei.site.demo.cast import Cast
from renkei.site.demo.consortia import hand_in, plans
from renkei.site.policy import Actor, unscoped
from renkei.site.review.actions.drafts import draft_scores, take_lines
from renkei.site.review.actions.handed_in import handed_in
from renkei.site.review.actions.verdicts import Said, say
from renkei.site.review.models import FunderVerdict
from renkei.site.review.reading import Upload

CRITERIA = ("Excellence", "Impact", "Implementation")
FIELDS = ("surfaces", "composites", "energy", "health")
DECIDING = {
    "scale": {"min": "0", "max": "15", "best": "high"},
    "criteria": list(CRITERIA),
    "total": "sum",
    "thresholds": {"total": "9"},
    "selection": {"rule": "gaps", "tie_criteria": ["Excellence"], "reserve": {"places": 4}},
}
ANNEXES = {
    "MSF": annexes.MSF,
    "PRC": annexes.PRC,
    "AFR": annexes.AFR,
    "RIF": annexes.RIF_WHOEVER_LEADS,
    "FIA": annexes.FIA,
    "NVS": annexes.NVS,
}
SPARED = ("plan", "impact", "cooperation")  # usual sections that a short form does without


@dataclass(frozen=True)
class Scene:
    """What a call is about, with the seed of what is drawn for it; budgets in minor units by the funder's code."""

    slug: str
    title: str
    summary: str
    seed: int
    applications: int
    budgets: Mapping[str, int]
    redress_days: int = 30


def after_the_deadline(cast: Cast, scene: Scene, opens: datetime, closes: datetime) -> list[Application]:
    """The call with all that was handed in by its deadline."""
    parts: dict[str, Part] = {code: (ANNEXES[code], budget) for code, budget in scene.budgets.items()}
    made = call(cast, scene.slug, scene.title, scene.summary, (opens, closes), parts=parts)
    by = cast.acting("secretariat", made.opens_at - timedelta(days=25))
    for key in SPARED:
        calling.remove_section(by, made.slug, key)
    calling.set_deciding(by, made.slug, calling.Deciding(DECIDING, redress_days=scene.redress_days))
    publish(cast, made)
    planned = plans(scene.seed, scene.applications, list(scene.budgets))
    last = made.closes_at - timedelta(minutes=5)
    return [hand_in(cast, scene.slug, plan, last - timedelta(hours=3 * n)) for n, plan in enumerate(planned)]


def score(cast: Cast, slug: str, seed: int, applications: Sequence[Application], at: datetime) -> None:
    """Scores drawn for every application, brought in as a sheet; the weakest did not take part in the selection."""
    draw = Draw(seed)
    lines = ["application_id,field,score_error," + ",".join(CRITERIA)]
    for one in applications:
        base = draw.between(5, 9)
        halves = [min(10, max(4, base + draw.between(-1, 1))) for _criterion in CRITERIA]
        marks = ",".join(f"{half / 2:g}" for half in halves)
        lines.append(f"{one.number},{draw.of(FIELDS)},0.{draw.between(2, 9)},{marks}")
    by = cast.acting("secretariat", at)
    sheet = Upload("scores of the panel.csv", ("\n".join(lines) + "\n").encode())
    draft = draft_scores(by, slug, sheet)
    take_lines(by, slug, draft.number, None, draft.version)


def screen(cast: Cast, scene: Scene, at: datetime, doubts: Mapping[str, str]) -> None:
    """Each funder's yes to its parts; a doubt, with its ground, of those named."""
    made = unscoped(Call, GROUND).get(slug=scene.slug)
    for part in _parts(made):
        by = officer_of(cast, part.funder.code, at)
        asked = handed_in(by, made).filter(asked=part.funder).select_related("application")
        said = [_said(one.application.number, one.sha256, doubts) for one in asked]
        say(by, scene.slug, part.funder.code, said)


def officer_of(cast: Cast, code: str, at: datetime) -> Actor:
    """A funder's officer at a moment."""
    user = unscoped(Officer, GROUND).filter(funder__code=code).order_by("pk").select_related("user")[0].user
    return cast.acting(user.email.partition("@")[0], at)


def _said(number: str, sha256: str, doubts: Mapping[str, str]) -> Said:
    verdict = FunderVerdict.Verdict
    return Said(number, verdict.DOUBT if number in doubts else verdict.YES, doubts.get(number, ""), sha256)


def _parts(made: Call) -> list[Participation]:
    found = unscoped(Participation, GROUND).filter(call=made).select_related("funder")
    return list(found.order_by("funder__code"))
