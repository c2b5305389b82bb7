"""The smallest sum of raises that funds an application beside everything that is funded."""

import heapq
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from renkei.engines.selection.call import Call, Whole
from renkei.engines.selection.chosen import Part
from renkei.engines.selection.reasons import money
from renkei.engines.selection.result import Unlock
from renkei.engines.selection.rule import OutOfReachError, Rule

Raises = dict[int, int]


def unlock(rule: Rule, one: int, funded: Part, possible: Sequence[int | None], tries: int) -> Unlock:
    """The cheapest raises after which the rule, run again, funds all that is funded now and `one`.

    Every sufficient raise pays for some superset of these, and paying for just that superset suffices as well; so
    supersets are tried from the cheapest. Where one fails, any that succeeds must hold one of its rivals besides.
    `possible` limits each funder's raise (None: no limit stated). After `tries` re-runs the answer is `open`, with what
    is proven.
    """
    wanted = funded | {one}
    search = _Supersets(rule, rule.needed(wanted), possible)
    budgets = rule.call.capacity.tolist()
    cost = 0
    try:
        for count, (cost, raises, superset) in enumerate(search.from_the_cheapest(), 1):
            capacity = [budget + raises.get(row, 0) for row, budget in enumerate(budgets)]
            if rule.funds(capacity, superset, wanted):
                return Unlock("exact", money(rule.call, raises), cost, cost)
            if count == tries:
                return Unlock("open", at_least=cost)
            search.add(superset, rule.rivals(capacity, superset))
    except OutOfReachError:
        return Unlock("open", at_least=cost)
    return Unlock("none")


class _Supersets:
    """Sets of applications in the order of what paying for all of them would cost in raises."""

    def __init__(self, rule: Rule, start: Part, possible: Sequence[int | None]) -> None:
        self.rule, self.call = rule, rule.call
        self.limits = {row: limit for row, limit in enumerate(possible) if limit is not None}
        self.seen: set[Part] = set()
        self.heap: list[tuple[int, tuple[int, ...], Raises]] = []
        self.worth = cache(self.call.worth)
        self._push(start, self._over(start))

    def from_the_cheapest(self) -> Iterator[tuple[int, Raises, Part]]:
        while self.heap:
            cost, superset, raises = heapq.heappop(self.heap)
            yield cost, raises, frozenset(superset)

    def add(self, superset: Part, rivals: Part) -> None:
        """Put in every extension by one rival and what it needs."""
        over = self._over(superset)
        for rival in sorted(rivals):
            extended = self.rule.needed(superset | {rival})
            if extended not in self.seen:
                self._push(extended, over + self.call.demand[:, sorted(extended - superset)].sum(axis=1))

    def _over(self, ones: Part) -> Whole:
        """What `ones` ask of each funder beyond its budget, below 0 where money is left."""
        over: Whole = self.call.demand[:, sorted(ones)].sum(axis=1) - self.call.capacity
        return over

    def _push(self, superset: Part, over: Whole) -> None:
        self.seen.add(superset)
        raises = {int(row): int(over[row]) for row in np.flatnonzero(over > 0)}
        if all(amount <= self.limits.get(row, amount) for row, amount in raises.items()):
            cost = sum(self.worth(row, amount) for row, amount in raises.items())
            heapq.heappush(self.heap, (cost, tuple(sorted(superset)), raises))


def cost_of(call: Call, raises: Raises) -> int:
    """Raises in the reporting currency, each converted by itself."""
    return sum(call.worth(row, amount) for row, amount in raises.items())
