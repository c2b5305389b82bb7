"""Small calls with common money, from a short notation."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.engines.selection import Selection, options_from, select
from renkei.settings import Scale, SelectionSettings, Settings, Thresholds
from tests.records.calls import frame


@dataclass(frozen=True)
class PotCall:
    """application → (score, {funder or pot: minor units}); the other tables as rows by their identifiers.

    A request is in the currency of whom it names; `funders` and `pots` hold what differs from a virtual funder in EUR.
    """

    applications: dict[str, tuple[str, dict[str, int]]]
    funders: dict[str, dict[str, Any]]
    pots: dict[str, dict[str, Any]] = field(default_factory=dict)
    contributions: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    rates: dict[str, tuple[str, str]] = field(default_factory=dict)  # currency → (rate, source)
    rule: str = "gaps"
    tail: str = "stop"
    tie_criteria: tuple[str, ...] = ()

    def by(self, **changes: Any) -> "PotCall":
        return replace(self, **changes)

    @property
    def settings(self) -> Settings:
        return Settings(
            "a call with pots",
            made_up=True,
            reporting_currency="EUR",
            scale=Scale(Decimal(0), Decimal(15)),
            thresholds=Thresholds(Decimal(8)),
            selection=SelectionSettings(
                rule=self.rule,  # type: ignore[arg-type]
                bands="each",
                tail=self.tail,  # type: ignore[arg-type]
                tie_criteria=self.tie_criteria,
            ),
        )

    def currency(self, payer: str) -> str:
        row = self.funders.get(payer) or self.pots.get(payer) or {}
        return str(row.get("currency", "EUR"))

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        applications = [
            {"application_id": one, "title": one, "score": Decimal(score)}
            for one, (score, _) in self.applications.items()
        ]
        requests = [
            {"application_id": one, "partner_id": payer, "amount": amount, "currency": self.currency(payer)}
            | {"pot_id" if payer in self.pots else "funder_id": payer}
            for one, (_, asks) in self.applications.items()
            for payer, amount in asks.items()
        ]
        funders = [{"funder_id": f, "name": f, "currency": "EUR"} | row for f, row in self.funders.items()]
        pots = [{"pot_id": p, "kind": "real", "currency": "EUR"} | _decimals(row) for p, row in self.pots.items()]
        given = [
            {"pot_id": pot, "funder_id": funder, "amount": amount, "currency": currency}
            for (pot, funder), (amount, currency) in self.contributions.items()
        ]
        rates = [{"currency": c, "rate": Decimal(r), "source": s} for c, (r, s) in self.rates.items()]
        found = {"applications": applications, "requests": requests, "funders": funders}
        found |= {"pots": pots, "contributions": given, "rates": rates}
        return {name: frame(name, rows) for name, rows in found.items() if rows or name == "requests"}


def _decimals(row: dict[str, Any]) -> dict[str, Any]:
    return {name: Decimal(value) if name in ("share", "gap_part") else value for name, value in row.items()}


def decide(call: PotCall, draw: str | None = None, **more: Any) -> Selection:
    """The engine's decision on a small call."""
    tables = call.tables
    asked = ("applications", "requests", "funders", "pots", "contributions", "rates")
    return select(**{name: tables.get(name) for name in asked}, options=options_from(call.settings, draw=draw, **more))
