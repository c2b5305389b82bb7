"""Small calls with side conditions: who is forced, which sets exclude each other, what is limited."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.engines.selection import Selection, SelectionOptions, select
from renkei.settings import Condition
from renkei.tables import APPLICATIONS, EXCLUSIVE, FUNDERS, REQUESTS, TABLES
from tests.engines.selection.calls import THRESHOLDS, frame

GROUND = "agreed by the board"


@dataclass(frozen=True)
class ConditionCall:
    """application → (score, {funder: EUR cents}), funder → budget; the rest by application, or (application, funder).

    A partner stands for each request; its identifier is the funder's.
    """

    applications: dict[str, tuple[str, dict[str, int]]]
    budgets: dict[str, int]
    bands: dict[str, int] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    countries: dict[tuple[str, str], str] = field(default_factory=dict)
    sizes: dict[tuple[str, str], str] = field(default_factory=dict)
    forced: dict[str, str] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)  # set → its applications, a letter each
    conditions: tuple[Condition, ...] = ()
    most: dict[str, str] = field(default_factory=dict)  # funder → its largest reduction, in percent
    consent: frozenset[tuple[str, str]] = frozenset()

    def by(self, **changes: Any) -> "ConditionCall":
        """The same call with something else in it."""
        return replace(self, **changes)

    def tables(self) -> dict[str, pl.DataFrame]:
        names = list(self.applications)
        asked = [
            (one, funder, amount) for one, (_, asks) in self.applications.items() for funder, amount in asks.items()
        ]
        members = [(name, one) for name, ones in self.sets.items() for one in ones]
        found = {
            "applications": frame(
                APPLICATIONS,
                application_id=names,
                title=names,
                field=[self.fields.get(one) for one in names],
                score=[Decimal(score) for score, _ in self.applications.values()],
                band=[self.bands.get(one, 1) for one in names],
                forced=[self.forced.get(one) for one in names],
                ground=[GROUND if one in self.forced else None for one in names],
            ),
            "requests": frame(
                REQUESTS,
                application_id=[one for one, _, _ in asked],
                partner_id=[funder for _, funder, _ in asked],
                organisation_id=[f"org-{funder}" for _, funder, _ in asked],
                country=[self.countries.get((one, funder)) for one, funder, _ in asked],
                size=[self.sizes.get((one, funder)) for one, funder, _ in asked],
                funder_id=[funder for _, funder, _ in asked],
                amount=[amount for _, _, amount in asked],
                currency=["EUR"] * len(asked),
                can_reduce=[(one, funder) in self.consent or None for one, funder, _ in asked],
            ),
            "funders": frame(
                FUNDERS,
                funder_id=list(self.budgets),
                name=list(self.budgets),
                currency=["EUR"] * len(self.budgets),
                budget=list(self.budgets.values()),
                max_reduction=[Decimal(self.most[funder]) if funder in self.most else None for funder in self.budgets],
            ),
        }
        if members:
            found["exclusive"] = frame(
                EXCLUSIVE,
                set_id=[name for name, _ in members],
                application_id=[one for _, one in members],
                ground=[GROUND] * len(members),
            )
        return {name: table.select(TABLES[name].names) for name, table in found.items()}


def at_most(limit: str, subject: str, value: str, of: str = "applications") -> Condition:
    """An upper limit, in applications or in euros."""
    return Condition(subject, value, of, Decimal(limit), False, GROUND)  # type: ignore[arg-type]


def at_least(limit: str, subject: str, value: str, of: str = "applications") -> Condition:
    """A minimum."""
    return Condition(subject, value, of, Decimal(limit), True, GROUND)  # type: ignore[arg-type]


def decide(
    call: ConditionCall, rule: str, draw: str | None = None, tables: dict[str, pl.DataFrame] | None = None, **given: Any
) -> Selection:
    """The engine's selection, of the call's tables or of others in their place."""
    options = {"bands": "column", "thresholds": THRESHOLDS, "tries": 100_000, "conditions": call.conditions} | given
    return select(**(tables or call.tables()), options=SelectionOptions(rule, draw=draw, **options))  # type: ignore[arg-type]
