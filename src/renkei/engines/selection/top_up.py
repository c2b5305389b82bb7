"""A central top-up: what an amount of it pays to whom, and how much of it the share allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import polars as pl

from renkei.defects import say
from renkei.engines.selection.options import SelectionError
from renkei.engines.selection.payers import Payers
from renkei.money import minor_digits


@dataclass(frozen=True)
class Allotment:
    """One amount of the top-up, spread: `parts` and `gap` in the pot's currency, `raised` in each payer's own.

    What rounding down leaves over stays in the pot: `rest`.
    """

    amount: int
    parts: Mapping[int, int]
    raised: Mapping[int, int]
    gap: int

    @property
    def rest(self) -> int:
        """Minor units that belong to no part."""
        return self.amount - sum(self.parts.values()) - self.gap


@dataclass(frozen=True)
class TopUp:
    """A top-up with its cap, share and gap part; payers are rows in the order of their ids.

    `weights` are the entitled payers' own budgets, `worth` what one minor unit of a payer is in the pot's currency.
    """

    pot: str
    currency: str
    cap: int
    share: Decimal
    gap_part: Decimal
    weights: Mapping[int, Fraction]
    worth: Sequence[Fraction]

    def allowed(self, national: int) -> int:
        """The largest amount of which `national` money is enough beside it: at most the cap."""
        share = Fraction(self.share)
        return self.cap if share >= 1 else min(self.cap, floor(share / (1 - share) * national))

    def allot(self, amount: int) -> Allotment:
        """The amount spread: everything is rounded down, so no funder's part falls when the amount grows."""
        whole, spread = sum(self.weights.values()), (1 - Fraction(self.gap_part)) * amount
        parts = {row: floor(spread * weight / whole) if whole else 0 for row, weight in self.weights.items()}
        raised = {row: floor(part / self.worth[row]) for row, part in parts.items()}
        return Allotment(amount, parts, raised, floor(Fraction(self.gap_part) * amount))

    def cost(self, row: int, amount: int) -> int:
        """What an amount of a payer's currency costs the pot: rounded up, so that it never pays beyond its money."""
        return ceil(amount * self.worth[row])

    def national(self, spent: Sequence[int]) -> int:
        """What payers spend of their own, in the pot's currency: each converted and rounded half up."""
        return sum(floor(amount * worth + Fraction(1, 2)) for amount, worth in zip(spent, self.worth, strict=True))

    def pays(self, demand: Sequence[int], capacity: Sequence[int], allotment: Allotment) -> bool:
        """Whether payers with `capacity` can pay `demand` beside the allotment."""
        cost = 0
        for row, (asked, own) in enumerate(zip(demand, capacity, strict=True)):
            over = asked - own - allotment.raised.get(row, 0)
            if over > 0 and row not in self.weights:
                return False
            cost += self.cost(row, over) if over > 0 else 0
        return cost <= allotment.gap


def top_up_of(paying: Payers, pots: pl.DataFrame | None) -> TopUp | None:
    """The call's top-up over its payers; None where it has none. A call has one at most: SelectionError."""
    found = [] if pots is None else pots.filter(pl.col("kind") == "top_up").to_dicts()
    mixed = paying.funders.filter(pl.col("pot") == "mixed")["funder_id"].to_list()
    if len(found) > 1 or (mixed and not found):
        wrong = "pots has {n} rows of kind top_up: {list} have mixed pots, which stand on one"
        raise SelectionError(say(wrong, n=len(found), list=", ".join(mixed)))
    if not found:
        return None
    pot, rows = found[0], paying.funders.sort("funder_id").to_dicts()
    worth = [_worth(row["currency"], pot["currency"], paying.rates) for row in rows]
    return TopUp(
        pot=pot["pot_id"],
        currency=pot["currency"],
        cap=pot["cap"],
        share=pot["share"],
        gap_part=pot["gap_part"],
        weights={place: row["budget"] * worth[place] for place, row in enumerate(rows) if row["top_up_entitled"]},
        worth=tuple(worth),
    )


def _worth(currency: str, other: str, rates: Mapping[str, Decimal]) -> Fraction:
    units = Fraction(10) ** (minor_digits(other) - minor_digits(currency))
    return units * Fraction(rates[other]) / Fraction(rates[currency])
