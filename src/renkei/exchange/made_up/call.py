"""The made-up call as a programme: its settings and its tables."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl

from renkei.exchange.made_up import consortia, scores
from renkei.exchange.made_up.budgets import fund, funder_id
from renkei.exchange.made_up.consortia import Partner
from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.places import PLACES, RATES, Place
from renkei.exchange.made_up.scores import CRITERIA, Assessment
from renkei.exchange.made_up.words import FIELDS, KINDS, LABEL, PURPOSES, QUALITIES, ROOTS, THINGS
from renkei.settings import Reserve, Scale, SelectionSettings, Settings, Thresholds
from renkei.tables import TABLES

LEAST_APPLICATIONS, MOST_APPLICATIONS = 5, 5000
LEAST_FUNDERS, MOST_FUNDERS = 2, len(PLACES)
BANDS = (Decimal(13), Decimal("11.5"), Decimal(10))
RATES_OF, RESERVE_UNTIL = date(2026, 6, 30), date(2027, 6, 30)

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Size:
    """How large the call is; ValueError, saying what is possible, for a call that cannot be."""

    applications: int = 171
    funders: int = 38

    def __post_init__(self) -> None:
        if not LEAST_APPLICATIONS <= self.applications <= MOST_APPLICATIONS:
            raise ValueError(f"applications must be from {LEAST_APPLICATIONS} to {MOST_APPLICATIONS}")
        if not LEAST_FUNDERS <= self.funders <= MOST_FUNDERS:
            raise ValueError(f"funders must be from {LEAST_FUNDERS} to {MOST_FUNDERS}")
        passing = self.applications - sum(scores.out_of(self.applications))
        if self.funders > passing * consortia.LEAST_PARTNERS:
            raise ValueError(
                f"{self.applications} applications cannot ask {self.funders} funders: {passing} of them pass, with at "
                f"least {consortia.LEAST_PARTNERS} partners each; take more applications or fewer funders"
            )


def made_up_call(size: Size, seed: int = 1) -> tuple[Settings, dict[str, pl.DataFrame]]:
    """Settings and tables (amounts in minor units) of a call shaped like M-ERA.NET 2021; the same seed, the same call.

    At the default size 151 of 171 applications pass their thresholds and ask about EUR 134 M of EUR 57 M.
    """
    draw = Draw(seed)
    places = PLACES[: size.funders]
    assessments = scores.assess(draw, size.applications)
    partners = consortia.form(draw, assessments, size.funders)
    requests = _requests(partners, places, consortia.euro_a_weight(partners, assessments), _ids(size.applications))
    rows = {
        "applications": _applications(draw, assessments),
        "criteria_scores": _criteria_scores(assessments),
        "requests": requests,
        "funders": fund(draw, places, _demand(partners, requests, assessments)),
        "rates": _rates(places),
    }
    tables = {name: pl.DataFrame(rows[name], schema=TABLES[name].schema) for name in rows if rows[name]}
    return _settings(size, seed), tables


def _settings(size: Size, seed: int) -> Settings:
    return Settings(
        name=f"{LABEL} call for materials research",
        call=f"{LABEL}: {size.applications} applications, {size.funders} funders, seed {seed}",
        made_up=True,
        reporting_currency="EUR",
        scale=Scale(Decimal(0), Decimal(15)),
        criteria=CRITERIA,
        thresholds=_thresholds(),
        selection=SelectionSettings(
            rule="best",
            bands=BANDS,
            tie_criteria=("excellence", "sme_share"),
            reserve=Reserve(max(1, size.applications // 10), RESERVE_UNTIL),
        ),
    )


def _thresholds() -> Thresholds:
    each = tuple((criterion, Decimal(scores.CRITERION_THRESHOLD)) for criterion in CRITERIA)
    return Thresholds(Decimal(scores.TOTAL_THRESHOLD), each)


def _ids(applications: int) -> list[str]:
    width = max(3, len(str(applications)))
    return [f"A{number:0{width}d}" for number in range(1, applications + 1)]


def _applications(draw: Draw, assessments: list[Assessment]) -> Rows:
    titles = draw.shuffled(range(len(QUALITIES) * len(THINGS) * len(PURPOSES)))
    ids = _ids(len(assessments))
    return [_application(draw, ids[n], titles[n], assessment) for n, assessment in enumerate(assessments)]


def _application(draw: Draw, key: str, title: int, assessment: Assessment) -> dict[str, object]:
    rest, quality = divmod(title, len(QUALITIES))
    purpose, thing = divmod(rest, len(THINGS))
    words = QUALITIES[quality], THINGS[thing], PURPOSES[purpose]
    return {
        "application_id": key,
        "title": f"{LABEL}: {words[0]} {words[1]} for {words[2]}",
        "abstract": f"{LABEL} by `renkei example`; there is no such project.",
        "field": draw.of(FIELDS),
        "keywords": [words[1], words[2]],
        "score": Decimal(sum(assessment.halves)) / 2,
        "score_error": assessment.error,
        "status": assessment.status,
        "ground": assessment.ground,
    }


def _criteria_scores(assessments: list[Assessment]) -> Rows:
    return [
        {"application_id": key, "criterion": criterion, "score": Decimal(halves) / 2}
        for key, assessment in zip(_ids(len(assessments)), assessments, strict=True)
        for criterion, halves in zip(CRITERIA, assessment.halves, strict=True)
    ]


def _requests(partners: list[Partner], places: tuple[Place, ...], euro: Fraction, ids: list[str]) -> Rows:
    return [_request(partner, places[partner.place], ids[partner.application], euro) for partner in partners]


def _request(partner: Partner, place: Place, key: str, euro: Fraction) -> dict[str, object]:
    kind, root = KINDS[partner.kind][0], ROOTS[partner.root]
    return {
        "application_id": key,
        "partner_id": f"P{partner.number}",
        "organisation_id": f"MU-{place.code}-{kind[:3].upper()}{partner.root + 1:02d}",
        "organisation": f"{LABEL} {root} {kind} ({place.code})",
        "country": place.code,
        "size": partner.size,
        "role": "lead" if partner.number == 1 else "partner",
        "funder_id": None if partner.self_funded else funder_id(place),
        "self_funded": partner.self_funded,
        "can_reduce": partner.can_reduce,
        **consortia.money(partner, place, euro),
    }


def _demand(partners: list[Partner], requests: Rows, assessments: list[Assessment]) -> Counter[int]:
    """Place → minor units that applications which pass ask of its funder."""
    demand: Counter[int] = Counter()
    for partner, request in zip(partners, requests, strict=True):
        amount = request["amount"]
        if isinstance(amount, int) and assessments[partner.application].passes and not partner.self_funded:
            demand[partner.place] += amount
    return demand


def _rates(places: tuple[Place, ...]) -> Rows:
    used = sorted({place.currency for place in places} - {"EUR"})
    return [{"currency": code, "rate": RATES[code], "date": RATES_OF, "source": "made up"} for code in used]
