"""Small calls whose funders rank, vote or endorse, from a short notation."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.settings import Endorsing, Scale, SelectionSettings, Settings, Thresholds
from renkei.tables import APPLICATIONS, ENDORSEMENTS, FUNDERS, RANKINGS, REQUESTS
from tests.engines.selection.calls import frame

Pairs = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class RankedCall:
    """application → (score, {funder: EUR cents}), the first funder is its lead agency; pairs are (application, who).

    `shared`: what the first of two partners asks of what is asked of that funder in all. `endorsed`: verdict, or
    (verdict, amount), or (verdict, amount, condition). `stances` stand in place of votes.
    """

    applications: dict[str, tuple[str, dict[str, int]]]
    budgets: dict[str, int]
    ranks: Pairs = field(default_factory=dict)
    votes: Pairs = field(default_factory=dict)
    stances: Pairs = field(default_factory=dict)
    endorsed: Pairs = field(default_factory=dict)
    shared: Pairs = field(default_factory=dict)
    agreed: dict[str, int] = field(default_factory=dict)
    grounds: dict[str, str] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    selection: SelectionSettings = SelectionSettings(rule="gaps")
    best: str = "high"

    def by(self, **changes: Any) -> "RankedCall":
        return replace(self, **changes)

    def selecting(self, **changes: Any) -> "RankedCall":
        return replace(self, selection=replace(self.selection, **changes))

    @property
    def settings(self) -> Settings:
        scale = Scale(Decimal(0), Decimal(15), self.best)  # type: ignore[arg-type]
        total = Decimal(8) if self.best == "high" else None
        return Settings(
            "a small call", made_up=True, scale=scale, thresholds=Thresholds(total), selection=self.selection
        )

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        asked = [(one, f, amount) for one, (_, own) in self.applications.items() for f, amount in own.items()]
        parts = [(one, f, part) for one, f, amount in asked for part in self._parts((one, f), amount)]
        leads = {one: next(iter(own), None) for one, (_, own) in self.applications.items()}
        found = {
            "applications": frame(
                APPLICATIONS,
                application_id=list(self.applications),
                title=list(self.applications),
                score=[Decimal(score) for score, _ in self.applications.values()],
                rank=[self.agreed.get(one) for one in self.applications],
                status=[self.status.get(one) for one in self.applications],
                ground=[self.grounds.get(one) for one in self.applications],
            ),
            "requests": frame(
                REQUESTS,
                application_id=[one for one, _, _ in parts],
                partner_id=[f"P{place:03d}" for place in range(len(parts), 0, -1)],
                funder_id=[funder for _, funder, _ in parts],
                role=["lead" if leads[one] == funder else "partner" for one, funder, _ in parts],
                amount=[amount for _, _, amount in parts],
                currency=["EUR"] * len(parts),
            ),
            "funders": frame(
                FUNDERS,
                funder_id=list(self.budgets),
                name=list(self.budgets),
                currency=["EUR"] * len(self.budgets),
                budget=list(self.budgets.values()),
            ),
        }
        return found | self._rankings() | self._endorsements()

    def _parts(self, pair: tuple[str, str], amount: int) -> list[int]:
        first = self.shared.get(pair)
        return [amount] if first is None else [first, amount - first]

    def _rankings(self) -> dict[str, pl.DataFrame]:
        pairs = sorted({*self.ranks, *self.votes, *self.stances})
        if not pairs:
            return {}
        votes = [Decimal(self.votes[pair]) if pair in self.votes else None for pair in pairs]
        return {
            "rankings": frame(
                RANKINGS,
                application_id=[one for one, _ in pairs],
                funder_id=[who for _, who in pairs],
                rank=[self.ranks.get(pair) for pair in pairs],
                vote=votes,
                stance=[self.stances.get(pair) for pair in pairs],
            )
        }

    def _endorsements(self) -> dict[str, pl.DataFrame]:
        if not self.endorsed:
            return {}
        said = [(*_tuple(words), None, None)[:3] for words in self.endorsed.values()]
        return {
            "endorsements": frame(
                ENDORSEMENTS,
                application_id=[one for one, _ in self.endorsed],
                authority=[who for _, who in self.endorsed],
                verdict=[verdict for verdict, _, _ in said],
                amount=[amount for _, amount, _ in said],
                currency=["EUR" if amount is not None else None for _, amount, _ in said],
                condition=[condition for _, _, condition in said],
                date=[date(2026, 3, 1)] * len(said),
            )
        }


def _tuple(words: Any) -> tuple[Any, ...]:
    return words if isinstance(words, tuple) else (words,)


BOTH = Endorsing(("lead", "partners"))
KEYS = Endorsing(keys=("JICA", "JST"))
