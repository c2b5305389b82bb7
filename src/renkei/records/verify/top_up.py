"""A top-up in plain integers: what an amount pays, and the amounts at which its share holds (decisions/0006)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

from renkei.records.verify.payers import Funder, half_up, worth


@dataclass(frozen=True)
class TopUp:
    """The pot's row with its payers; `rates` has the reporting currency at 1."""

    pot: str
    currency: str
    cap: int
    share: Decimal
    gap_part: Decimal
    funders: tuple[Funder, ...]
    rates: Mapping[str, Decimal]

    @cached_property
    def units(self) -> tuple[Fraction, ...]:
        """What one minor unit of each payer is in the pot's."""
        return tuple(worth(1, funder.currency, self.currency, self.rates) for funder in self.funders)

    @cached_property
    def entitled(self) -> tuple[int, ...]:
        """The places of the entitled payers."""
        return tuple(place for place, funder in enumerate(self.funders) if funder.entitled)

    def limit(self, national: int) -> int:
        """The most top-up that stands beside so much national money: T (1 − s) ≤ s N, and no more than the cap."""
        share = Fraction(self.share)
        if share >= 1:
            return self.cap
        return min(self.cap, share.numerator * national // (share.denominator - share.numerator))

    def parts(self, amount: int) -> dict[int, int]:
        """Place → its proportional part in the pot's currency, rounded down."""
        own = {place: self.funders[place].budget * self.units[place] for place in self.entitled}
        spread, whole = (1 - Fraction(self.gap_part)) * amount, sum(own.values())
        return {place: floor(spread * budget / whole) if whole else 0 for place, budget in own.items()}

    def raised(self, amount: int) -> list[int]:
        """By how much the proportional parts raise each payer's means, in its own currency, rounded down."""
        parts = self.parts(amount)
        return [floor(parts.get(place, 0) / unit) for place, unit in enumerate(self.units)]

    def gap(self, amount: int) -> int:
        """The gap part, rounded down."""
        return floor(Fraction(self.gap_part) * amount)

    def price(self, place: int, amount: int) -> int:
        """What an amount of a payer's currency costs the pot, rounded up."""
        return ceil(amount * self.units[place])

    def pays(self, asked: Sequence[int], means: Sequence[int], amount: int) -> bool:
        """Whether the payers and the top-up can pay what is asked."""
        return not self.lacking(asked, means, amount)

    def lacking(self, asked: Sequence[int], means: Sequence[int], amount: int) -> frozenset[int]:
        """The payers for which what is asked cannot be paid; empty where the gap part pays all that they lack."""
        lacks = [max(0, ask - own - more) for ask, own, more in zip(asked, means, self.raised(amount), strict=True)]
        alone = frozenset(place for place, lack in enumerate(lacks) if lack and place not in self.entitled)
        cost = sum(self.price(place, lack) for place, lack in enumerate(lacks) if lack)
        over = frozenset(place for place, lack in enumerate(lacks) if lack)
        return alone or (over if cost > self.gap(amount) else frozenset())

    def national(self, asked: Sequence[int], means: Sequence[int]) -> int:
        """The payers' own money in what is asked, in the pot's currency, each rounded half up."""
        own = [min(ask, have) * unit for ask, have, unit in zip(asked, means, self.units, strict=True)]
        return sum(half_up(one) for one in own)


def top_up_of(
    rows: Iterable[Mapping[str, Any]], funders: tuple[Funder, ...], rates: Mapping[str, Decimal]
) -> TopUp | None:
    """The top-up among rows of pots; None where there is none."""
    for row in rows:
        if row["kind"] == "top_up":
            figures = row["cap"], row["share"], row["gap_part"]
            return TopUp(row["pot_id"], row["currency"], *figures, funders, rates)
    return None
