"""Calls decided by hand: a record in the form of docs/decision-record.md with the frames it was made from.

The hand decides by ranking with gap filling, one application after the other; that is enough to have figures to report.
"""

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest

from renkei.money import convert
from renkei.reports import html
from renkei.settings import Settings
from renkei.tables import APPLICATIONS, FUNDERS, RATES, REQUESTS

RATE = {"EUR": Decimal(1), "JPY": Decimal("162.5"), "CAD": Decimal("1.51"), "GBP": Decimal("0.845")}
COUNTRIES = ("DE", "JP", "CA", "GB", "FR", "FI", "NO", "IT")
UNTIL = "2026-12-31"


@dataclass(frozen=True)
class Case:
    """A record with its settings and frames."""

    record: dict[str, Any]
    settings: Settings
    tables: dict[str, pl.DataFrame]

    @property
    def parts(self) -> tuple[dict[str, Any], Settings, dict[str, pl.DataFrame]]:
        """What each report takes."""
        return self.record, self.settings, self.tables

    def but(self, **changes: Any) -> "Case":
        """The same case with other values in its record."""
        return replace(self, record=self.record | changes)

    def titled(self, *titles: str | None) -> "Case":
        """The same case with other titles for its first applications."""
        frame = self.tables["applications"]
        column = [*titles, *frame["title"].to_list()[len(titles) :]]
        return replace(self, tables=self.tables | {"applications": frame.with_columns(title=pl.Series(column))})

    def page(self, language: str = "en") -> ElementTree.Element:
        """The page, parsed as strictly as XML."""
        return ElementTree.fromstring(html(*self.parts, language))


@dataclass(frozen=True)
class Call:
    """What is decided on: scores, funder → currency and budget, application → funder → minor units."""

    scores: dict[str, Decimal]
    currency: dict[str, str]
    budget: dict[str, int]
    asked: dict[str, dict[str, int]]
    low_is_best: bool

    @cached_property
    def order(self) -> list[str]:
        sign = 1 if self.low_is_best else -1
        return sorted(self.scores, key=lambda one: (sign * self.scores[one], one))

    @cached_property
    def ranks(self) -> dict[str, int]:
        ordered = [self.scores[one] for one in self.order]
        return {one: 1 + ordered.index(self.scores[one]) for one in self.order}

    def rank(self, one: str) -> int:
        return self.ranks[one]

    def score(self, one: str) -> str:
        return f"{self.scores[one].normalize():f}"


def drawn(applications: int, funders: int, ratio: float, seed: int, low_is_best: bool) -> Call:
    dice = random.Random(seed)
    names = [f"A{number:04d}" for number in range(applications)]
    ids = [f"F{number:02d}" for number in range(funders)]
    currency = {one: list(RATE)[place % len(RATE)] for place, one in enumerate(ids)}
    asked = {one: {f: dice.randint(8, 32) * 1_000_000 for f in dice.sample(ids, min(funders, 3))} for one in names}
    demand = {f: sum(requests.get(f, 0) for requests in asked.values()) for f in ids}
    budget = {f: int(demand[f] * ratio * dice.uniform(0.5, 1.5)) // 10_000 * 10_000 for f in ids}
    scores = {one: Decimal(dice.choice(range(16, 31))) / 2 for one in names}
    return Call(scores, currency, budget, asked, low_is_best)


def walk(call: Call) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """Down the ranking: application → what was short when the walk came to it (empty: funded); what is left."""
    left, short = dict(call.budget), {}
    for one in call.order:
        short[one] = {f: minor - left[f] for f, minor in sorted(call.asked[one].items()) if minor > left[f]}
        if not short[one]:
            left |= {f: left[f] - minor for f, minor in call.asked[one].items()}
    return short, left


def reason(call: Call, one: str, short: dict[str, dict[str, int]]) -> dict[str, Any]:
    if not short[one]:
        return {"kind": "funded"}
    below = sorted(other for other in short if not short[other] and call.rank(other) > call.rank(one))
    cost = sum(convert(m, call.currency[f], RATE[call.currency[f]], "EUR") for f, m in short[one].items())
    return {
        "kind": "short",
        "short": short[one],
        "passed_over_for": below,
        "displaces": {"state": "exact", "leaves": below[:2], "enters": [], "tied": []},
        "unlock": {"state": "exact", "raises": short[one], "cost": cost, "at_least": cost},
    }


def next_raise(call: Call, funder: str, short: dict[str, dict[str, int]]) -> dict[str, Any]:
    alone = [one for one in call.order if list(short[one]) == [funder]]
    if not alone:
        return {"state": "none", "raise": None, "enters": [], "leaves": [], "tied": [], "at_least": None}
    minor = short[alone[0]][funder]
    return {"state": "exact", "raise": minor, "enters": alone[:1], "leaves": [], "tied": [], "at_least": minor}


def outcomes(call: Call, short: dict[str, dict[str, int]], reserve: list[str]) -> dict[str, Any]:
    word = {one: "reserve" if one in reserve else "not_funded" if short[one] else "funded" for one in call.order}
    return {
        one: {
            "outcome": word[one],
            "rank": call.rank(one),
            "score": call.score(one),
            "band": None,
            "reason": reason(call, one, short),
        }
        for one in call.order
    }


def spending(call: Call, funder: str, left: int) -> dict[str, Any]:
    return {
        "currency": call.currency[funder],
        "budget": call.budget[funder],
        "raise": 0,
        "asked": sum(requests.get(funder, 0) for requests in call.asked.values()),
        "committed": call.budget[funder] - left,
        "left": left,
    }


def steps(call: Call, short: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    found = []
    for rank in sorted({call.rank(one) for one in call.order}):
        group = [one for one in call.order if call.rank(one) == rank]
        funded = sorted(one for one in group if not short[one])
        figures = {"largest": len(funded), "certified": len(group), "multipliers": {"F00": 3}, "scale": 1}
        found.append({"at": call.score(group[0]), "applications": group, "funded": funded} | figures)
    return found


def options(low_is_best: bool) -> dict[str, Any]:
    return {
        "bands": None,
        "binding": "score",
        "scale": {"minimum": "0", "maximum": "15", "best": "low" if low_is_best else "high"},
        "thresholds": {"total": "8", "criteria": {"excellence": "3"}},
        "tie_criteria": ["sme_share"],
        "tail": "stop",
        "reserve": {"places": 9, "until": UNTIL},
        "who_ranks": "joint",
        "merge": None,
        "points_places": 3,
        "endorsements": {"agencies": [], "keys": [], "pending": "waits"},
        "conditions": [],
        "lottery": None,
        "reporting_currency": "EUR",
        "work": None,
    }


def record_of(call: Call) -> dict[str, Any]:
    short, left = walk(call)
    reserve = [one for one in call.order if short[one]][:9]
    awaits = {one: {f: m - left[f] for f, m in call.asked[one].items() if m > left[f]} for one in reserve}
    return {
        "format": "renkei-decision-1",
        "call": "Quantum materials 2026",
        "made_up": True,
        "versions": {"renkei": "0.1.0", "numpy": "2.4.6"},
        "inputs": {name: hashlib.sha256(name.encode()).hexdigest() for name in ("applications", "funders", "requests")},
        "rule": "gaps",
        "overrides": ["rule"],
        "state": "complete",
        "stopped": None,
        "order": None,
        "endorsements": None,
        "conditions": None,
        "reductions": None,
        "outcomes": outcomes(call, short, reserve),
        "options": options(call.low_is_best),
        "spending": {f: spending(call, f, left[f]) for f in call.budget},
        "pots": {},
        "rates": {},
        "next_raises": {f: next_raise(call, f, short) for f in call.budget},
        "reserve": [{"application": one, "awaits": awaits[one], "until": UNTIL} for one in reserve],
        "steps": steps(call, short),
        "bounds": [],
        "cuts": [],
        "ties": {"open": [], "exact": True},
        "draw": None,
        "zone": None,
    }


def frame(table: Any, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame([{name: row.get(name) for name in table.names} for row in rows], schema=table.schema)


def frames(call: Call) -> dict[str, pl.DataFrame]:
    titles = [
        {"application_id": one, "title": f"Lattice dynamics of thin film {one[1:]}", "score": call.scores[one]}
        for one in call.scores
    ]
    requests = [
        {"application_id": one, "partner_id": f, "funder_id": f, "amount": m, "currency": call.currency[f]}
        for one, requests in call.asked.items()
        for f, m in requests.items()
    ]
    funders = [
        {"funder_id": f, "name": f"Funder {f[1:]}", "currency": call.currency[f], "budget": budget, "country": country}
        for (f, budget), country in zip(call.budget.items(), COUNTRIES * 9, strict=False)
    ]
    day = {"date": date(2026, 4, 1), "source": "ECB"}
    rates = [{"currency": currency, "rate": rate, **day} for currency, rate in RATE.items() if currency != "EUR"]
    return {
        "applications": frame(APPLICATIONS, titles),
        "requests": frame(REQUESTS, requests),
        "funders": frame(FUNDERS, funders),
        "rates": frame(RATES, rates),
    }


def decide(applications: int, funders: int, ratio: float = 0.42, seed: int = 1, low_is_best: bool = False) -> Case:
    """A call of so many applications and funders, decided; `ratio` is the budgets' share of the demand."""
    call = drawn(applications, funders, ratio, seed, low_is_best)
    record = record_of(call)
    record["sha256"] = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
    return Case(record, Settings(name="Quantum materials 2026", made_up=True), frames(call))


@pytest.fixture(scope="session")
def decided() -> Callable[..., Case]:
    """A call of so many applications and funders, decided by ranking with gap filling."""
    return decide


@pytest.fixture(scope="session")
def small() -> Case:
    """Fifteen applications and five funders in four currencies."""
    return decide(15, 5)


@pytest.fixture(scope="session")
def large() -> Case:
    """A call of the size of M-ERA.NET 2021: 171 applications and 38 funders."""
    return decide(171, 38)


@pytest.fixture(scope="session")
def nobody() -> Case:
    """A call in which no application is eligible."""
    case = decide(3, 2)
    refused = {
        one: {"outcome": "not_eligible", "rank": None, "score": "5", "band": None}
        | {"reason": {"kind": "not_eligible", "because": because}}
        for one, because in zip(
            case.record["outcomes"], ("withdrawn", "below_threshold:impact", "below_threshold"), strict=True
        )
    }
    none = {"state": "none", "raise": None, "enters": [], "leaves": [], "tied": [], "at_least": None}
    return case.but(
        outcomes=refused,
        reserve=[],
        steps=[],
        spending={
            f: spent | {"asked": 0, "committed": 0, "left": spent["budget"]}
            for f, spent in case.record["spending"].items()
        },
        next_raises=dict.fromkeys(case.record["spending"], none),
    )
