"""How much of a top-up there is: the cap, or the largest amount at which its share holds for what it then funds.

For a given draw the money above the gap depends on the amount only through who is funded there, and who is funded there
stays the same down to the least amount that pays for them. So the amounts fall into pieces; from the largest amount
downwards each piece either holds an amount that its own national money allows, the largest of which is the answer, or
it is left for the next piece below. docs/decisions/0006-top-up.md defines the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Part
from renkei.engines.selection.pieces import Figures
from renkei.engines.selection.tie_criteria import under_spent
from renkei.engines.selection.top_up import TopUp
from renkei.engines.selection.topped_parts import Money, TooManyWaysError, added, topped_parts

WAYS = 256  # ways in which the lot may fall at the gap that are followed one by one


@dataclass(frozen=True)
class Settled:
    """One way: the amount, who is funded above the gap, the place of the gap's group, the national money there.

    `passed` says that a tie had been passed at a larger amount.
    """

    amount: int
    above: Part
    gap: int | None
    national: int
    passed: bool = False


class Settling:
    """Settles one call's top-up for any means of the payers and anyone paid beforehand."""

    def __init__(self, call: Call, top_up: TopUp) -> None:
        self.call, self.top_up, self.asked = call, top_up, call.asked

    def ways(self, capacity: Sequence[int], without: Part = frozenset()) -> tuple[list[Settled], bool]:
        """(every way in which the lot may fall, whether each of them can be); `without` are in no group.

        Without a tie, or with a draw, there is one way. Raises SelectionError where there are too many.
        """
        found: dict[tuple[int, Part], Settled] = {}
        exact, seen = True, set()
        start = self._most(len(self.call.groups) - 1, capacity, without)
        waiting = [(self.top_up.allowed(start), False)]
        while waiting:
            amount, passed = waiting.pop()
            gap, parts = self._above(amount, capacity, without)
            exact = exact and not (passed and len(parts) > 1)
            for above in parts:
                settled, lower = self._settle(amount, above, gap, capacity, without)
                if lower is None:
                    found[settled.amount, above] = replace(settled, passed=passed)
                elif (lower, passed or len(parts) > 1) not in seen:
                    seen.add((lower, passed or len(parts) > 1))
                    waiting.append((lower, passed or len(parts) > 1))
            if len(found) + len(waiting) > WAYS:
                raise TooManyWaysError(
                    "the lot may fall in more ways than can be followed beside a top-up: publish tie criteria, or "
                    "give the value of the draw"
                )
        if len(found) == 1:  # wherever the lot falls, it comes to this
            return [replace(one, passed=False) for one in found.values()], True
        return sorted(found.values(), key=lambda one: (-one.amount, sorted(one.above))), exact

    def money(self, amount: int, capacity: Sequence[int], paid: Sequence[int]) -> Money:
        """What can be paid with when the top-up has an amount and `paid` is spent."""
        return Money(self.top_up, self.top_up.allot(amount), capacity, paid)

    def demand(self, part: Part) -> list[int]:
        """What applications together ask of each payer."""
        return added([0] * len(self.call.funders), part, self.asked)

    def national(self, above: Part, capacity: Sequence[int]) -> int:
        """The payers' own money that applications commit: each payer's own comes first."""
        return self.top_up.national(list(map(min, self.demand(above), capacity)))

    def largest(self, gap: int, settled: Settled, capacity: Sequence[int], without: Part) -> Part:
        """Everything that some largest part of the gap's group holds, whatever criteria and lot choose."""
        group = tuple(one for one in self.call.groups[gap] if one not in without)
        paid = self.demand(settled.above - set(group))
        money = self.money(settled.amount, capacity, paid)
        return Part().union(*topped_parts(group, self.asked, money, (), None, most=10**4))

    def _above(self, amount: int, capacity: Sequence[int], without: Part) -> tuple[int | None, list[Part]]:
        """(the place of the gap, all that may be funded down to it) with an amount of top-up."""
        above: Part = frozenset()
        for place, group in enumerate(self.call.groups):
            members = tuple(one for one in group if one not in without)
            money = self.money(amount, capacity, self.demand(above))
            if not money.pays(members, self.asked):
                figures = self._figures(money)
                parts = topped_parts(members, self.asked, money, figures, self.call.lot, WAYS)
                return place, [above | part for part in parts]
            above |= frozenset(members)
        return None, [above]

    def _figures(self, money: Money) -> Figures:
        """The tie criteria's figures; what is left is what payers have left of their own."""
        left = [max(own - paid, 0) for own, paid in zip(money.capacity, money.paid, strict=True)]
        criteria = self.call.tie_criteria
        return [
            under_spent(self.call.asked_money, left, money.capacity) if fixed is None else fixed
            for _, fixed in criteria
        ]

    def _settle(
        self, amount: int, above: Part, gap: int | None, capacity: Sequence[int], without: Part
    ) -> tuple[Settled, int | None]:
        """(the way settled, None), or (…, the next amount to try below)."""
        national = self.national(above, capacity)
        allowed = self.top_up.allowed(national)
        settled = Settled(min(amount, allowed), above, gap, national)
        if amount <= allowed:
            return settled, None
        least = self._least(above, amount, capacity)
        if allowed >= least:
            return settled, None
        last = len(self.call.groups) - 1 if gap is None else gap
        return settled, min(least - 1, self.top_up.allowed(self._most(last, capacity, without)))

    def _least(self, above: Part, amount: int, capacity: Sequence[int]) -> int:
        """The least amount that pays for all of these: what an amount pays, every larger one pays."""
        demand, low, high = self.demand(above), -1, amount
        while high - low > 1:
            middle = (low + high) // 2
            if self.top_up.pays(demand, capacity, self.top_up.allot(middle)):
                high = middle
            else:
                low = middle
        return high

    def _most(self, last: int, capacity: Sequence[int], without: Part) -> int:
        """More national money than this cannot be committed down to a group."""
        everybody = Part().union(*self.call.groups[: last + 1]) - without
        return self.national(everybody, capacity)
