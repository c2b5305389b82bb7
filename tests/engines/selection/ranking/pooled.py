"""Calls whose funders rank, vote or endorse, and some of whose funders put their money together."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.engines.selection import Selection, options_from, select
from renkei.records.verify import Verdict, verify
from renkei.records.write import write
from renkei.settings import Settings
from renkei.tables import CONTRIBUTIONS, POTS, RATES
from tests.engines.selection.calls import SmallCall, frame
from tests.engines.selection.pot_calls import PotCall
from tests.engines.selection.ranking.calls import RankedCall
from tests.engines.selection.ranking.reference import asked, eligible, ranks_of

ENTITLED = {"pot": "mixed", "top_up_entitled": True}


@dataclass(frozen=True)
class Pooled:
    """A ranked call whose `members` give their whole budgets to the real pot P; `named` ask P itself besides.

    `top_up`: its cap in EUR cents, share and gap part; all other funders are entitled to it.
    """

    call: RankedCall
    members: frozenset[str]
    currency: str = "EUR"
    named: tuple[tuple[str, int], ...] = ()  # (application, minor units of the pot)
    top_up: tuple[int, str, str] | None = None
    rate: str = "10"  # SEK for one EUR

    @property
    def settings(self) -> Settings:
        return replace(self.call.settings, reporting_currency="EUR")

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        found, members = self.call.tables, sorted(self.members)
        other = "mixed" if self.top_up else "virtual"
        who = found["funders"]["funder_id"]
        found["funders"] = found["funders"].with_columns(
            pl.Series("pot", ["real" if one in self.members else other for one in who]),
            pl.Series("top_up_entitled", [self.top_up is not None and one not in self.members for one in who]),
        )
        asking = found["requests"].head(len(self.named)).clear(len(self.named))
        found["requests"] = pl.concat([found["requests"], asking.with_columns(**self._naming())])
        rows = [("P", "real", self.currency, None, None, None)] if members else []
        rows += [("T", "top_up", "EUR", *self._grant())] if self.top_up else []
        names = ("pot_id", "kind", "currency", "cap", "share", "gap_part")
        if rows:
            found["pots"] = frame(POTS, **dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
        if members:
            found["contributions"] = frame(
                CONTRIBUTIONS,
                pot_id=["P"] * len(members),
                funder_id=members,
                amount=[self.call.budgets[one] for one in members],
                currency=["EUR"] * len(members),
            )
        return found | {"rates": frame(RATES, currency=["SEK"], rate=[Decimal(self.rate)])}

    def _naming(self) -> dict[str, Any]:
        return {
            "application_id": pl.Series([one for one, _ in self.named], dtype=pl.String),
            "partner_id": pl.Series([f"N{place}" for place in range(len(self.named))], dtype=pl.String),
            "pot_id": pl.Series(["P"] * len(self.named), dtype=pl.String),
            "amount": pl.Series([amount for _, amount in self.named], dtype=pl.Int64),
            "currency": pl.Series([self.currency] * len(self.named), dtype=pl.String),
        }

    def _grant(self) -> tuple[int, Decimal, Decimal]:
        cap, share, gap_part = self.top_up or (0, "0", "0")
        return cap, Decimal(share), Decimal(gap_part)

    # by the definition: endorsements and ranks first, then every request put to who pays it

    def _units(self) -> int:
        """What one minor unit of EUR is in the pot, for a whole rate."""
        return int(self.rate) if self.currency == "SEK" else 1

    def asks(self, one: str) -> dict[str, int]:
        """Payer → minor units, after endorsements; the pot's in its own currency."""
        sums = {"P": sum(amount for other, amount in self.named if other == one)}
        for funder, amount in asked(self.call, one).items():
            payer = "P" if funder in self.members else funder
            sums[payer] = sums.get(payer, 0) + amount * (self._units() if payer == "P" else 1)
        return {payer: amount for payer, amount in sums.items() if amount}

    def budgets(self) -> dict[str, int]:
        """Payer → budget."""
        common = sum(self.call.budgets[one] for one in self.members) * self._units()
        own = {funder: budget for funder, budget in self.call.budgets.items() if funder not in self.members}
        return own | ({"P": common} if self.members else {})

    def scored(self) -> dict[str, tuple[str, dict[str, int]]]:
        """The eligible applications in a plain notation, scores in the order of their ranks."""
        return {one: (str(15 - rank), self.asks(one)) for one, rank in ranks_of(self.call).items()}

    def plain(self) -> SmallCall:
        """The call of payers that ranking, endorsing and the real pot come to."""
        return SmallCall(self.scored(), self.budgets(), dict.fromkeys(eligible(self.call), 1))

    def topped(self) -> PotCall:
        """The same with the top-up."""
        cap, share, gap_part = self.top_up or (0, "0", "0")
        grant = {"kind": "top_up", "cap": cap, "share": share, "gap_part": gap_part}
        funders = {
            payer: {"budget": budget} | (ENTITLED if payer != "P" else {"currency": self.currency})
            for payer, budget in self.budgets().items()
        }
        rates = {"SEK": (self.rate, "")}
        rule = self.call.selection.rule
        return PotCall(self.scored(), funders, {"T": grant}, rates=rates, rule=rule or "gaps")


def decide(pooled: Pooled, **given: Any) -> Selection:
    return select(**pooled.tables, options=options_from(pooled.settings, **given))


def record(pooled: Pooled, **given: Any) -> bytes:
    return write(decide(pooled, **given), pooled.settings, pooled.tables)


def verified(pooled: Pooled, **given: Any) -> Verdict:
    return verify(record(pooled, **given), pooled.settings, pooled.tables)
