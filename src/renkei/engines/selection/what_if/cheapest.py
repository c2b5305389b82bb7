"""The cheapest raise after which one more is funded: one search over single funders and all applications' unlocks.

Candidates are tried in the order of their cost in the reporting currency, so that the first that holds is the cheapest;
where each takes a proof, the sets come first, then only funders' own raises that cost less than what was found.
A funder's own raise goes from one change of the result to the next (see `next_raise`); a set of applications that holds
all that is funded is paid for and, where that does not hold it, joined by a rival (see `unlock`).
"""

import heapq
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.portfolio_rule import PortfolioRule
from renkei.engines.selection.reasons import money, names
from renkei.engines.selection.rule import OutOfReachError, Rule
from renkei.engines.selection.unlock import Raises, cost_of
from renkei.engines.selection.walk_rule import WalkRule
from renkei.engines.selection.what_if.answer import Cheapest

TRIES = 600  # candidates tried
Candidate = tuple[int, tuple[tuple[int, int], ...], tuple[int, ...]]  # cost, raises, the set paid for (empty: none)


def cheapest_raise(
    rule: Rule,
    capacity: Sequence[int],
    funded: Part,
    wanted: Part,
    possible: Sequence[int | None],
    proceed: Callable[[], bool] = lambda: True,
) -> Cheapest:
    """The cheapest raise beyond `capacity` (per funder) that funds one more than `funded`, which the rule funds now.

    Either a single funder's own, after which more applications are funded however the lot falls, or raises of several
    after which all of `funded` and one of `wanted` are. `possible` limits each funder's raise (None: no limit stated).
    The answer is `upper` where a cheaper raise could not be ruled out, `open` after `TRIES` candidates or when
    `proceed` says no.
    """
    return _Search(rule, list(capacity), funded, possible).run(wanted, proceed)


class _Search:
    def __init__(self, rule: Rule, capacity: list[int], funded: Part, possible: Sequence[int | None]) -> None:
        self.rule, self.call, self.capacity, self.funded, self.possible = rule, rule.call, capacity, funded, possible
        self.heap: list[Candidate] = []
        self.seen: set[Part] = set()
        self.sure = True  # every cheaper candidate is known
        self.cost = 0
        self.ceiling: int | None = None  # only what costs less is still of use

    def run(self, wanted: Part, proceed: Callable[[], bool]) -> Cheapest:
        """Try the candidates from the cheapest; those of `wanted` begin one set each."""
        for one in sorted(wanted):
            self._push_set(self.funded | {one})
        if isinstance(self.rule, WalkRule):
            self._push_own_of_walk(self.rule)
            return self._first(proceed)
        return self._or_alone(self._first(proceed), proceed)

    def _first(self, proceed: Callable[[], bool]) -> Cheapest:
        """The first candidate of the heap that holds."""
        for _ in range(TRIES):
            if not self.heap:
                return Cheapest("none" if self.sure else "open")
            if not proceed():
                break
            self.cost, raises, superset = heapq.heappop(self.heap)
            found = self._try(dict(raises), frozenset(superset))
            if found is not None:
                return found
        return Cheapest("open", at_least=self.cost if self.sure else None)

    def _or_alone(self, several: Cheapest, proceed: Callable[[], bool]) -> Cheapest:
        """The cheapest of the sets, or a single funder's raise that is cheaper still."""
        self.heap, self.ceiling, known = [], several.cost, several.state in {"exact", "none"}
        for row in range(len(self.call.funders)):
            if not proceed():
                return _unsure(several)
            self._push_change(row, 0, self._next_change(row, self.capacity))
        alone = self._first(proceed)
        if alone.cost is not None:
            return alone if known else _unsure(alone)
        return several if known and alone.state == "none" else _unsure(several)

    def _try(self, raises: Raises, superset: Part) -> Cheapest | None:
        capacity = [own + raises.get(row, 0) for row, own in enumerate(self.capacity)]
        try:
            result = self.rule.rerun(capacity)
            if result is not None and result.exact and self._holds(result, superset):
                return self._cheapest(raises, result)
            if superset:
                for rival in self.rule.rivals(capacity, superset):
                    self._push_set(superset | {rival})
            else:
                ((row, raised),) = raises.items()
                self._push_change(row, raised, self._next_change(row, capacity))
            self.sure = self.sure and result is not None and result.exact
        except OutOfReachError:
            self.sure = False
        return None

    def _holds(self, result: Chosen, superset: Part) -> bool:
        return self.funded < result.always if superset else result.least > len(self.funded)

    def _cheapest(self, raises: Raises, result: Chosen) -> Cheapest:
        return Cheapest(
            "exact" if self.sure else "upper",
            money(self.call, raises),
            self.cost,
            enters=names(self.call, result.always - self.funded),
            leaves=names(self.call, self.funded - result.sometimes),
            tied=names(self.call, result.tied),
            at_least=self.cost if self.sure else None,
        )

    def _push_set(self, wanted: Part) -> None:
        superset = self.rule.needed(wanted)
        if superset in self.seen:
            return
        self.seen.add(superset)
        over = self.call.demand[:, sorted(superset)].sum(axis=1) - self.capacity
        self._push({int(row): int(over[row]) for row in np.flatnonzero(over > 0)}, superset)

    def _push_own_of_walk(self, rule: WalkRule) -> None:
        """Each funder's smallest raise at which a walk may change, all known after one."""
        try:
            found = rule.next_changes(range(len(self.call.funders)), self.capacity)
        except OutOfReachError:
            self.sure = False
            return
        for row, extra in enumerate(found):
            self._push_change(row, 0, extra)

    def _next_change(self, row: int, capacity: list[int]) -> int | None:
        """The funder's smallest raise beyond `capacity` at which the result may change, below what is found already."""
        try:
            if isinstance(self.rule, PortfolioRule):
                return self.rule.next_change(row, capacity, self._worthwhile(row) - capacity[row] + self.capacity[row])
            return self.rule.next_change(row, capacity)
        except OutOfReachError:
            self.sure = False
            return None

    def _worthwhile(self, row: int) -> int:
        """The largest raise of a funder that is possible and costs less than what is found."""
        most = int(self.call.demand[row].sum())
        most = most if self.possible[row] is None else min(most, self.possible[row] or 0)
        if self.ceiling is None:
            return most
        return max(bisect_left(range(most + 1), self.ceiling, key=lambda raised: self.call.worth(row, raised)) - 1, 0)

    def _push_change(self, row: int, raised: int, extra: int | None) -> None:
        if extra is not None:
            self._push({row: raised + extra}, frozenset())

    def _push(self, raises: Raises, superset: Part) -> None:
        limits = ((amount, self.possible[row]) for row, amount in raises.items())
        if any(limit is not None and amount > limit for amount, limit in limits):
            return
        cost = cost_of(self.call, raises)
        if not self.ceiling or cost < self.ceiling:
            heapq.heappush(self.heap, (cost, tuple(sorted(raises.items())), tuple(sorted(superset))))


def _unsure(found: Cheapest) -> Cheapest:
    """What is found where something cheaper was not ruled out."""
    return Cheapest("open") if found.cost is None else replace(found, state="upper", at_least=None)
