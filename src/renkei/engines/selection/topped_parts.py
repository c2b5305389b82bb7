"""The best parts of the group with the gap, where a top-up pays what exhausted funders lack.

"What all exhausted funders lack together is within the gap part" is not one budget a funder. It is searched as linear
budgets, widened so that no payable part is lost; every best part found is then tried exactly, and one that cannot be
paid adds a budget that excludes it (a lazy cut: Dantzig, Fulkerson and Johnson 1954).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from renkei.engines.selection.chosen import Part
from renkei.engines.selection.options import SelectionError
from renkei.engines.selection.parts import Parts, best_parts
from renkei.engines.selection.pieces import Asked, Figures
from renkei.engines.selection.top_up import Allotment, TopUp

SCALE = 10**6  # of coefficients that are no whole numbers
ROOM = 2**60  # sums of scaled amounts stay within a signed 64-bit integer
CUTS = 2_000


class TooManyWaysError(SelectionError):
    """The lot may fall in more ways than can be followed; says what to do."""


@dataclass(frozen=True)
class Money:
    """What a group can be paid with: payers' own means, the allotment beside them, and what is paid already."""

    top_up: TopUp
    allotment: Allotment
    capacity: Sequence[int]
    paid: Sequence[int]

    def own(self, row: int) -> int:
        """What a payer has with its proportional part."""
        return self.capacity[row] + self.allotment.raised.get(row, 0)

    def widest(self, row: int) -> int:
        """The most that a payer could pay if the whole gap part were its own."""
        gap = floor(self.allotment.gap / self.top_up.worth[row]) if row in self.top_up.weights else 0
        return self.own(row) + gap - self.paid[row]

    def pays(self, part: Iterable[int], asked: Asked) -> bool:
        """Whether a part can be paid beside what is paid already."""
        return self.top_up.pays(added(self.paid, part, asked), self.capacity, self.allotment)


def added(paid: Sequence[int], part: Iterable[int], asked: Asked) -> list[int]:
    """What is asked of each payer once a part is paid as well."""
    demand = list(paid)
    for one in part:
        for row, amount in asked[one].items():
            demand[row] += amount
    return demand


def topped_parts(
    group: Sequence[int], asked: Asked, money: Money, figures: Figures, lot: Sequence[int] | None, most: int
) -> list[Part]:
    """The best parts of a group; with a `lot` exactly one. TooManyWaysError where there are more than `most`."""
    left = [money.widest(row) for row in range(len(money.capacity))]
    wider: list[Mapping[int, int]] = list(asked)
    for _ in range(CUTS):
        found = best_parts(group, wider, left, figures, lot)
        broken = next((part for part in _listed(found, most) if not money.pays(part, asked)), None)
        if broken is None:
            return list(found.every())
        coefficients, limit = _cut(broken, group, asked, money)
        for one, amount in coefficients.items():
            wider[one] = {**wider[one], len(left): amount}
        left.append(limit)
    raise SelectionError("the group with the gap is too hard beside a top-up: publish finer scores, or a rank")


def _listed(found: Parts, most: int) -> Iterable[Part]:
    if found.count > most:
        raise TooManyWaysError(
            "the lot may fall in more ways at the gap than can be followed beside a top-up: publish tie criteria, "
            "or give the value of the draw"
        )
    return found.every()


def _cut(broken: Part, group: Sequence[int], asked: Asked, money: Money) -> tuple[dict[int, int], int]:
    """A budget (application → amount, limit) that every payable part keeps and `broken` does not."""
    demand = added(money.paid, broken, asked)
    over = [row for row in money.top_up.weights if demand[row] > money.own(row)]
    worth = {row: money.top_up.worth[row] for row in over}
    means = money.allotment.gap + sum((worth[row] * money.own(row) for row in over), Fraction(0))
    asks = sum((worth[row] * demand[row] for row in over), Fraction(0))
    whole = all(one.denominator == 1 for one in worth.values())
    scale = 1 if whole else max(1, min(SCALE, floor(ROOM / (1 + means + asks))))
    price = {row: floor(scale * one) for row, one in worth.items()}
    limit = floor(scale * means) - sum(price[row] * money.paid[row] for row in over)
    load = {one: sum(price[row] * asked[one].get(row, 0) for row in over) for one in group}
    if sum(load[one] for one in broken) > limit:
        return {one: amount for one, amount in load.items() if amount}, limit
    cover = set(broken)  # only the rounding of several payers excludes it
    for one in sorted(broken):
        if not money.pays(cover - {one}, asked):
            cover.remove(one)
    return dict.fromkeys(cover, 1), len(cover) - 1
