"""Small calls for tests: the five worked calls of the rules, and tables from a short notation."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from renkei.settings import Thresholds
from renkei.tables import APPLICATIONS, FUNDERS, REQUESTS, Table

Requests = dict[str, int]


@dataclass(frozen=True)
class SmallCall:
    """application → (score, {funder: amount in minor units}); funder → budget; application → band."""

    applications: dict[str, tuple[str, Requests]]
    budgets: dict[str, int]
    bands: dict[str, int]
    possible: dict[str, int] | None = None
    sizes: dict[str, str] | None = None

    def tables(self) -> dict[str, pl.DataFrame]:
        asked = [
            (one, funder, amount) for one, (_, all_) in self.applications.items() for funder, amount in all_.items()
        ]
        return {
            "applications": frame(
                APPLICATIONS,
                application_id=list(self.applications),
                title=list(self.applications),
                score=[Decimal(score) for score, _ in self.applications.values()],
                band=[self.bands[one] for one in self.applications],
            ),
            "requests": frame(
                REQUESTS,
                application_id=[one for one, _, _ in asked],
                partner_id=[funder for _, funder, _ in asked],
                funder_id=[funder for _, funder, _ in asked],
                size=[(self.sizes or {}).get(one) for one, _, _ in asked],
                amount=[amount for _, _, amount in asked],
                currency=["EUR"] * len(asked),
            ),
            "funders": frame(
                FUNDERS,
                funder_id=list(self.budgets),
                name=list(self.budgets),
                currency=["EUR"] * len(self.budgets),
                budget=list(self.budgets.values()),
                possible_raise=[(self.possible or {}).get(funder) for funder in self.budgets],
            ),
        }


def frame(table: Table, **columns: list[object]) -> pl.DataFrame:
    """A frame of the contract's columns; those not given are empty."""
    height = len(next(iter(columns.values())))
    return pl.DataFrame(
        {column.name: columns.get(column.name, [None] * height) for column in table.columns}, schema=table.schema
    )


def parse(text: str, budgets: str, bands: str) -> SmallCall:
    """A call from the notation of the rules: "A 14.0: X60 Y40 · B 13.5: X60", "X100 Y100", "A1 B1"."""
    applications = {}
    for part in text.split("·"):
        head, _, asked = part.partition(":")
        name, score = head.split()
        applications[name] = (score, {one[0]: int(one[1:]) for one in asked.split()})
    return SmallCall(
        applications,
        {one[0]: int(one[1:]) for one in budgets.split()},
        {one[0]: int(one[1:]) for one in bands.split()},
    )


THRESHOLDS = Thresholds(total=Decimal(8))
WORKED = {
    1: parse("A 14.0: X60 Y40 · B 13.5: X60 Z50 · C 13.0: Y50 Z40 · D 12.5: X30 Y10", "X100 Y100 Z100", "A1 B1 C2 D2"),
    2: parse("A 14.0: X50 · B 13.0: X50 · C 13.0: X25 · D 13.0: X25 · E 12.0: Y10", "X100 Y10", "A1 B1 C1 D1 E2"),
    3: parse("A 14.0: X50 · B 13.0: X50 · C 13.0: X50 · D 12.0: Y10", "X100 Y10", "A1 B1 C1 D2"),
    4: parse(
        "A 14.0: X100 · B 13.5: X50 · C 13.5: X50 · D 10.5: X25 · E 10.0: X25 · F 10.0: X50",
        "X100",
        "A1 B1 C1 D2 E2 F2",
    ),
    5: parse("A 14.0: X40 Y40 · B 12.0: X60 · C 12.0: X50 Y5", "X100 Y50", "A1 B2 C2"),
}
# (funded, tied) by rule, as the rules print them
ANSWERS = {
    1: {"ranking": ("A", ""), "gaps": ("ACD", ""), "best": ("ACD", ""), "sum": ("ACD", "")},
    2: {"ranking": ("ACD", ""), "gaps": ("ACDE", ""), "best": ("ACDE", ""), "sum": ("ACDE", "")},
    3: {"ranking": ("A", "BC"), "gaps": ("AD", "BC"), "best": ("AD", "BC"), "sum": ("AD", "BC")},
    4: {"ranking": ("A", ""), "gaps": ("A", ""), "best": ("BC", ""), "sum": ("BC", "")},
    5: {"ranking": ("A", "BC"), "gaps": ("A", "BC"), "best": ("AC", ""), "sum": ("AC", "")},
}
