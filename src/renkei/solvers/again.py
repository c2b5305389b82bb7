"""Solving a problem again after a small change: other capacities, applications forced in or out; and the smallest
raise."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from renkei.solvers.certificate import certified_bound
from renkei.solvers.packing import Bound, Level, Limit, Mask, Packing, Portfolio, Whole
from renkei.solvers.proof import Proof
from renkei.solvers.start import first_set, mask


class Again:
    """A solved problem, ready to be solved again with changes; keeps the base's set and multipliers."""

    def __init__(self, packing: Packing, levels: Sequence[Level], portfolio: Portfolio) -> None:
        self.packing = packing
        self.levels = tuple(levels)
        self.portfolio = portfolio

    def solve(
        self,
        capacity: Whole | None = None,
        inside: Mask | None = None,
        outside: Mask | None = None,
        start: Mask | None = None,
        limit: Limit | None = None,
    ) -> Portfolio:
        """The optimal set with other capacities (one a funder), or applications forced in or out; as `lexicographic`.

        The base's multipliers, and the start or the greedy set, often prove every level without a search."""
        packing = self.packing if capacity is None else Packing(self.packing.demand, capacity)
        start = self._start(packing, inside, outside, start)
        known = self._bounds(packing, start, inside, outside)
        if all(bound.value == bound.certified for bound in known):
            return Portfolio(start, known, True, None)
        proof = Proof(packing, self.levels, inside, outside, start)
        stopped = proof.run(limit or Limit())
        chosen = proof.best.astype(np.bool_)
        found = self._bounds(packing, chosen, inside, outside)
        claims = [
            bound.certified if claim is None else claim for bound, claim in zip(found, proof.claims(), strict=True)
        ]
        found = tuple(replace(b, claimed=min(b.certified, c)) for b, c in zip(found, claims, strict=True))
        return Portfolio(chosen, found, stopped is None, stopped, proof.work)

    def optimal(self, chosen: Mask, capacity: Whole | None = None, limit: Limit | None = None) -> bool | None:
        """Whether no set is lexicographically better than ``chosen``, with other capacities where given.

        Quicker than solving, as it ends with the first better set; None where the limit left it open. Raises ValueError
        when ``chosen`` is not affordable."""
        packing = self.packing if capacity is None else Packing(self.packing.demand, capacity)
        if not packing.affordable(chosen):
            raise ValueError("the set asks for more than the capacities; give capacities that pay for it")
        if self._ahead(packing, chosen):
            return False
        beaten = Proof(packing, self.levels, None, None, chosen).beaten(limit or Limit())
        return None if beaten is None else not beaten

    def _ahead(self, packing: Packing, chosen: Mask) -> bool:
        """Whether a set known beforehand is better than ``chosen``."""
        known = self._start(packing, None, None, chosen)
        return [w.value(known) for w in self.levels] > [w.value(chosen) for w in self.levels]

    def with_capacity(self, funder: int, raised: int) -> Whole:
        """The capacities with one of them replaced."""
        capacity = self.packing.capacity.copy()
        capacity[funder] = raised
        return capacity

    def _start(self, packing: Packing, inside: Mask | None, outside: Mask | None, start: Mask | None) -> Mask:
        """The best set known beforehand: the one given, the base's, or the greedy one."""
        must, never = mask(inside, packing.applications), mask(outside, packing.applications)
        best = first_set(packing, self.levels, must, never, self.portfolio.chosen)
        return best if start is None else self._better(best, first_set(packing, self.levels, must, never, start))

    def _better(self, one: Mask, other: Mask) -> Mask:
        """The lexicographically better of two sets."""
        ahead = [w.value(other) for w in self.levels] > [w.value(one) for w in self.levels]
        return other if ahead else one

    def _bounds(self, packing: Packing, chosen: Mask, inside: Mask | None, outside: Mask | None) -> tuple[Bound, ...]:
        """The bounds on ``chosen`` by the base's multipliers, which hold for the changed problem too."""
        values = [level.value(chosen) for level in self.levels]
        found: list[Bound] = []
        for k, base in enumerate(self.portfolio.bounds):
            certified = certified_bound(
                packing, self.levels, values, k, base.scale, base.funders, base.levels, inside=inside, outside=outside
            )
            found.append(Bound(values[k], certified, certified, base.scale, base.funders, base.levels))
        return tuple(found)


def smallest_raise(again: Again, funder: int, most: int, limit: Limit | None = None) -> tuple[Portfolio, int] | None:
    """The smallest capacity of ``funder``, up to ``most``, at which its raise lets the lexicographic value improve.

    Returns the optimal set at that capacity and the capacity; None where no capacity up to ``most`` improves the
    value, or where the limit ends a proof. The improvement is counted level by level without the last one (money), so
    that the same applications at the same price are no improvement. Bisection over the sums at which something can
    change: the value never falls when a capacity rises."""
    base = again.portfolio.values[:-1]
    low, high = int(again.packing.capacity[funder]), most
    best: tuple[Portfolio, int] | None = None
    start: Mask | None = None
    while low < high:
        middle = high if best is None else (low + high) // 2
        found = again.solve(capacity=again.with_capacity(funder, middle), start=start, limit=limit)
        if not found.complete:
            return None
        if found.values[:-1] > base:
            # only what the set uses is needed, so the bisection goes on below its own demand
            high = int(again.packing.demand[funder] @ found.chosen.astype(np.int64))
            best, start = (found, high), found.chosen
        elif best is None:
            return None
        else:
            low = middle + 1
    return best
