"""Small calls in a short notation, and the five worked calls of docs/rules.md with their answers."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.settings import Lottery, Reserve, Scale, SelectionSettings, Settings, Thresholds
from renkei.tables import TABLES


@dataclass(frozen=True)
class Call:
    """application → (score, {funder: EUR minor units}), funder → budget; the rest as in programme.yaml."""

    applications: dict[str, tuple[str, dict[str, int]]]
    budgets: dict[str, int]
    bands: dict[str, int] = field(default_factory=dict)
    possible: dict[str, int] = field(default_factory=dict)
    criterion: dict[str, str] = field(default_factory=dict)
    sme: frozenset[tuple[str, str]] = frozenset()  # (application, funder): that request is an SME's
    withdrawn: frozenset[str] = frozenset()
    rule: str = "gaps"
    draw: str | None = None
    places: int | None = None
    tie_criteria: tuple[str, ...] = ()
    draw_named: str = ""

    def by(self, **changes: Any) -> "Call":
        """The same call with another rule, draw, …"""
        return replace(self, **changes)

    @property
    def settings(self) -> Settings:
        return Settings(
            "a small call",
            made_up=True,
            reporting_currency="EUR",
            scale=Scale(Decimal(0), Decimal(15)),
            thresholds=Thresholds(Decimal(8)),
            selection=SelectionSettings(
                rule=self.rule,  # type: ignore[arg-type]
                bands="column" if self.bands else "each",
                tie_criteria=self.tie_criteria,
                reserve=Reserve(self.places),
                lottery=Lottery(draw_named=self.draw_named) if self.draw_named else None,
            ),
        )

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        applications = [
            {
                "application_id": one,
                "title": one,
                "score": Decimal(score),
                "band": self.bands.get(one),
                "status": "withdrawn" if one in self.withdrawn else None,
            }
            for one, (score, _) in self.applications.items()
        ]
        requests = [
            {
                "application_id": one,
                "partner_id": funder,
                "funder_id": funder,
                "amount": amount,
                "currency": "EUR",
                "size": "sme" if (one, funder) in self.sme else "large",
            }
            for one, (_, asks) in self.applications.items()
            for funder, amount in asks.items()
        ]
        funders = [
            {"funder_id": f, "name": f, "currency": "EUR", "budget": b, "possible_raise": self.possible.get(f)}
            for f, b in self.budgets.items()
        ]
        scores = [{"application_id": a, "criterion": "impact", "score": Decimal(s)} for a, s in self.criterion.items()]
        found = {"applications": applications, "requests": requests, "funders": funders, "criteria_scores": scores}
        return {name: frame(name, rows) for name, rows in found.items() if rows or name != "criteria_scores"}


def frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """A table of the contract from rows that name only the columns they fill."""
    return pl.DataFrame([{c: row.get(c) for c in TABLES[name].names} for row in rows], schema=TABLES[name].schema)


def call(text: str, budgets: dict[str, int], bands: str, **more: Any) -> Call:
    """A call from "A 14.0: X60 Y40 · B 13.5: X60" and bands "A1 B2", in whole euros."""
    applications = {}
    for one in text.split(" · "):
        head, _, asks = one.partition(": ")
        name, score = head.split()
        applications[name] = (score, {ask[0]: int(ask[1:]) * 100 for ask in asks.split()})
    money = {funder: amount * 100 for funder, amount in budgets.items()}
    return Call(applications, money, {one[0]: int(one[1:]) for one in bands.split()}, **more)


WORKED = {
    1: call(
        "A 14.0: X60 Y40 · B 13.5: X60 Z50 · C 13.0: Y50 Z40 · D 12.5: X30 Y10",
        {"X": 100, "Y": 100, "Z": 100},
        "A1 B1 C2 D2",
    ),
    2: call(
        "A 14.0: X50 · B 13.0: X50 · C 13.0: X25 · D 13.0: X25 · E 12.0: Y10", {"X": 100, "Y": 10}, "A1 B1 C1 D1 E2"
    ),
    3: call("A 14.0: X50 · B 13.0: X50 · C 13.0: X50 · D 12.0: Y10", {"X": 100, "Y": 10}, "A1 B1 C1 D2"),
    4: call(
        "A 14.0: X100 · B 13.5: X50 · C 13.5: X50 · D 10.5: X25 · E 10.0: X25 · F 10.0: X50",
        {"X": 100},
        "A1 B1 C1 D2 E2 F2",
    ),
    5: call("A 14.0: X40 Y40 · B 12.0: X60 · C 12.0: X50 Y5", {"X": 100, "Y": 50}, "A1 B2 C2"),
}

# call → rule → (funded, tied)
ANSWERS = {
    1: {"ranking": ("A", ""), "gaps": ("ACD", ""), "best": ("ACD", ""), "sum": ("ACD", "")},
    2: {"ranking": ("ACD", ""), "gaps": ("ACDE", ""), "best": ("ACDE", ""), "sum": ("ACDE", "")},
    3: {"ranking": ("A", "BC"), "gaps": ("AD", "BC"), "best": ("AD", "BC"), "sum": ("AD", "BC")},
    4: {"ranking": ("A", ""), "gaps": ("A", ""), "best": ("BC", ""), "sum": ("BC", "")},
    5: {"ranking": ("A", "BC"), "gaps": ("A", "BC"), "best": ("AC", ""), "sum": ("AC", "")},
}
