"""A top-up by complete enumeration, from its definition: every amount from the cap down, every part, every lot."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations
from math import ceil, floor

from tests.engines.selection.pot_calls import PotCall

Set = frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """What one lot comes to: the amount of the top-up, who is funded above the gap, who in all."""

    amount: int
    national: int
    above: Set
    funded: Set


class Enumeration:
    """All results of a call whose only pot is a top-up; `order` is the lot, the first the luckiest."""

    def __init__(self, call: PotCall, means: dict[str, int] | None = None, forced: Set = frozenset()) -> None:
        self.call, self.forced = call, forced
        ((_, pot),) = call.pots.items()
        self.cap, self.share, self.gap_part = pot["cap"], Fraction(pot["share"]), Fraction(pot["gap_part"])
        self.pot_currency = pot.get("currency", "EUR")
        self.asks = {one: asks for one, (_, asks) in call.applications.items()}
        given = {f: row["budget"] + row.get("confirmed_raise", 0) for f, row in call.funders.items()}
        self.means = {f: amount - self.asked(f, forced) for f, amount in (means or given).items()}
        self.entitled = [f for f, row in call.funders.items() if row.get("top_up_entitled")]
        self.above_with = cache(self._above_with)

    def worth(self, funder: str) -> Fraction:
        """Pot's minor units for one of the funder's; all currencies here have two decimals."""
        rate = {"EUR": Decimal(1)} | {currency: Decimal(rate) for currency, (rate, _) in self.call.rates.items()}
        return Fraction(rate[self.pot_currency]) / Fraction(rate[self.call.currency(funder)])

    def asked(self, funder: str, ones: Iterable[str]) -> int:
        return sum(self.asks[one].get(funder, 0) for one in ones)

    def groups(self) -> list[list[str]]:
        scores = {one: Decimal(score) for one, (score, _) in self.call.applications.items() if one not in self.forced}
        return [[one for one in scores if scores[one] == score] for score in sorted(set(scores.values()), reverse=True)]

    def raised(self, funder: str, amount: int) -> int:
        if funder not in self.entitled:
            return 0
        own = {f: self.call.funders[f]["budget"] * self.worth(f) for f in self.entitled}
        whole = sum(own.values())
        part = floor((1 - self.gap_part) * amount * own[funder] / whole) if whole else 0
        return floor(part / self.worth(funder))

    def payable(self, ones: Set, amount: int) -> bool:
        lacks = {f: self.asked(f, ones) - self.means[f] - self.raised(f, amount) for f in self.means}
        if any(lack > 0 and f not in self.entitled for f, lack in lacks.items()):
            return False
        return sum(ceil(lack * self.worth(f)) for f, lack in lacks.items() if lack > 0) <= self.gap_part * amount

    def nationally(self, ones: Set, spent: Set) -> bool:
        """Whether own money pays for more beside `spent`, of which the top-up may have paid a part."""
        return all(self.asked(f, ones) == 0 or self.asked(f, ones | spent) <= means for f, means in self.means.items())

    def _above_with(self, amount: int) -> tuple[int | None, list[Set]]:
        above: Set = frozenset()
        for place, group in enumerate(self.groups()):
            if self.payable(above | set(group), amount):
                above |= set(group)
                continue
            parts = [above | part for part in subsets(group) if self.payable(above | part, amount)]
            most = max(map(len, parts))
            return place, [part for part in parts if len(part) == most]
        return None, [above]

    def national(self, above: Set) -> int:
        spent = {f: min(self.asked(f, above), means) for f, means in self.means.items()}
        return sum(floor(amount * self.worth(f) + Fraction(1, 2)) for f, amount in spent.items())

    def outcome(self, order: tuple[str, ...]) -> Outcome:
        for amount in range(self.cap, -1, -1):
            gap, parts = self.above_with(amount)
            above = luckiest(parts, order)
            national = self.national(above)
            if amount * (1 - self.share) <= self.share * national:
                return Outcome(amount, national, above, self.below(gap, above, order))
        raise AssertionError("nothing is always within the share")

    def below(self, gap: int | None, above: Set, order: tuple[str, ...]) -> Set:
        funded = above
        if gap is None or (self.call.rule == "ranking" and self.call.tail == "stop"):
            return funded | self.forced
        for group in self.groups()[gap + 1 :]:
            parts = [part for part in subsets(group) if self.nationally(part, funded)]
            most = max(map(len, parts))
            funded |= luckiest([part for part in parts if len(part) == most], order)
        return funded | self.forced

    def outcomes(self) -> list[Outcome]:
        return [self.outcome(order) for order in permutations(self.asks)]


def luckiest(parts: list[Set], order: tuple[str, ...]) -> Set:
    return max(parts, key=lambda part: [one in part for one in order])


def subsets(ones: Iterable[str]) -> list[Set]:
    ones = list(ones)
    return [frozenset(part) for size in range(len(ones) + 1) for part in combinations(ones, size)]
