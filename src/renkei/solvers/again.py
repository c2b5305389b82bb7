"""Solving a problem again after a small change: other capacities, applications forced in or out; and the smallest
raise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import compress

import numpy as np

from renkei.solvers.certificate import bound_by, net_worth, priced
from renkei.solvers.packing import Bound, Cut, Level, Limit, LimitReachedError, Mask, Packing, Portfolio, Whole
from renkei.solvers.pool import Pool, pooled
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

        The base's multipliers, and the start or the greedy set, often prove every level without a search. An
        interrupt is raised again."""
        packing = self.packing if capacity is None else Packing(self.packing.demand, capacity)
        free = None if _any(inside) or _any(outside) else packing.capacity
        start = self._start(packing, inside, outside, start)
        cuts = self.cuts(packing)
        prices = _Prices(self, packing, inside, outside)
        if all(bound.value == bound.certified for bound in prices.bounds(start)):
            return Portfolio(start, tuple(prices.bounds(start)), True, None, 0, free, cuts, self.portfolio.roots)
        proof = self._proof(packing, inside, outside, start)
        stopped = proof.run(limit or Limit())
        if stopped == "interrupted":
            raise KeyboardInterrupt
        chosen = proof.best.astype(np.bool_)
        found = tuple(
            bound if claim is None else replace(bound, claimed=min(bound.certified, claim))
            for bound, claim in zip(prices.bounds(chosen), proof.claims(), strict=True)
        )
        ended = proof if stopped is None else None
        return Portfolio(chosen, found, stopped is None, stopped, proof.work, free, cuts, self.portfolio.roots, ended)

    def proven(self, chosen: Mask, capacity: Whole | None = None, limit: Limit | None = None) -> Portfolio | None:
        """``chosen`` as the portfolio that no set is lexicographically better than, with other capacities where given.

        Quicker than solving, as it ends with the first better set: then None. Raises LimitReachedError where the limit
        left that open, ValueError when ``chosen`` is not affordable."""
        packing = self.packing if capacity is None else Packing(self.packing.demand, capacity)
        if not packing.affordable(chosen):
            raise ValueError("the set asks for more than the capacities; give capacities that pay for it")
        if self._ahead(packing, chosen) is not None:
            return None
        proof = self._proof(packing, None, None, chosen)
        beaten = proof.beaten(limit or Limit())
        if beaten is None:
            raise LimitReachedError(proof.stopped or "work")
        if beaten:
            return None
        bounds = tuple(Bound(value, value, value, 1, (), ()) for value in self.values(chosen))
        cuts, roots = self.cuts(packing), self.portfolio.roots
        return Portfolio(chosen, bounds, True, None, proof.work, packing.capacity, cuts, roots, proof)

    def _ahead(self, packing: Packing, chosen: Mask) -> Mask | None:
        """A set known beforehand that is better than ``chosen``; None where there is none."""
        known = self._start(packing, None, None, chosen)
        return known if self.values(known) > self.values(chosen) else None

    def _proof(self, packing: Packing, inside: Mask | None, outside: Mask | None, start: Mask) -> Proof:
        """A proof of the changed problem that begins from the base's cuts and roots."""
        cuts = self._pool.only(self.held(packing))
        return Proof(packing, self.levels, inside, outside, start, cuts=cuts, roots=self.portfolio.roots)

    def better(self, chosen: Mask, capacity: Whole, limit: Limit | None = None) -> Mask | None:
        """A set that is lexicographically better than ``chosen``, not always the best; None where there is none.

        Raises LimitReachedError where the limit left that open."""
        packing = Packing(self.packing.demand, capacity)
        known = self._ahead(packing, chosen)
        if known is not None:
            return known
        proof = self._proof(packing, None, None, chosen)
        if proof.beaten(limit or Limit()) is None:
            raise LimitReachedError(proof.stopped or "work")
        found = proof.best.astype(np.bool_)
        return found if self.values(found) > self.values(chosen) else None

    def known(self, levels: int, limit: Limit | None = None) -> "Again":
        """The same problem with its first ``levels`` levels, solved for its own capacities.

        Solves first where the portfolio is for other capacities or unproven; raises LimitReachedError where the limit
        ends that."""
        base = self.portfolio
        if not (base.complete and base.capacity is not None and (base.capacity == self.packing.capacity).all()):
            base = self.solve(limit=limit)
        if base.stopped is not None:
            raise LimitReachedError(base.stopped)
        base = replace(base, bounds=base.bounds[:levels])
        return Again(self.packing, self.levels[:levels], base)

    def cuts(self, packing: Packing) -> tuple[Cut, ...]:
        """The base's cuts that still hold: those of funders that have no more than before."""
        return tuple(compress(self.portfolio.cuts, self.held(packing)))

    def held(self, packing: Packing) -> Mask:
        """Of each of the base's cuts, whether it still holds."""
        return np.asarray((packing.capacity <= self.packing.capacity)[self._pool.owner], np.bool_)

    @cached_property
    def _pool(self) -> Pool:
        """The base's cuts."""
        return pooled(self.portfolio.cuts, self.packing.applications)

    @cached_property
    def worth(self) -> list[Whole]:
        """Each application's net worth by the base's multipliers, level after level."""
        cuts, base = self.portfolio.cuts, self.portfolio.bounds
        return [
            net_worth(
                self.packing,
                self.levels,
                k,
                bound.scale,
                bound.funders,
                bound.levels,
                [(cut, z) for cut, z in zip(cuts, bound.cuts, strict=True) if z],
            )
            for k, bound in enumerate(base)
        ]

    def values(self, chosen: Mask) -> list[int]:
        """A set's value on each level."""
        return [level.value(chosen) for level in self.levels]

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
        return other if self.values(other) > self.values(one) else one


class _Prices:
    """The base's multipliers as they bound a changed problem: without the cuts that no longer hold."""

    def __init__(self, base: Again, packing: Packing, inside: Mask | None, outside: Mask | None) -> None:
        self.base, self.packing, self.inside = base, packing, inside
        self.never = mask(outside, packing.applications) | (packing.dear & ~mask(inside, packing.applications))
        self.held = base.held(packing)

    def bounds(self, chosen: Mask) -> Iterator[Bound]:
        """The bounds on ``chosen``, level after level."""
        values = self.base.values(chosen)
        for k, known in enumerate(self.base.portfolio.bounds):
            certified = self._certified(k, known, values)
            own = tuple(compress(known.cuts, self.held))
            yield Bound(values[k], certified, certified, known.scale, known.funders, known.levels, own)

    def _certified(self, k: int, known: Bound, values: list[int]) -> int:
        """The most that level ``k`` can come to where the earlier levels have these values."""
        worth = self.base.worth[k]
        rest = priced(self.packing, known.funders) - sum(m * v for m, v in zip(known.levels, values, strict=False))
        for cut, z, held in zip(self.base.portfolio.cuts, known.cuts, self.held, strict=True):
            if z and held:
                rest += z * cut.right
            elif z:
                worth = worth.astype(object) + cut.coefficients.astype(object) * z
        return bound_by(worth, rest, known.scale, self.inside, self.never)


def _any(given: Mask | None) -> bool:
    """Whether a mask is given and holds anything."""
    return given is not None and bool(np.any(given))


def smallest_raise(again: Again, funder: int, most: int, levels: int, limit: Limit | None = None) -> int | None:
    """The smallest capacity of ``funder``, up to ``most``, with which the first ``levels`` values together improve.

    None where no capacity up to ``most`` does. Raises LimitReachedError where a limit (one for each proof) leaves that
    open. The values never fall when a capacity rises, and every better set found pays for itself with what it asks of
    the funder: the search goes on halfway below that, and just below it once halfway was not enough."""
    first = again.known(levels, limit)
    too_little, ask, found = int(first.packing.capacity[funder]), most, None
    while most > too_little:
        better = first.better(first.portfolio.chosen, first.with_capacity(funder, ask), limit)
        if better is None:
            too_little, ask = ask, most
        else:
            found = int(first.packing.demand[funder] @ better.astype(np.int64))
            most = found - 1
            ask = max((too_little + most) // 2, too_little + 1)
    return found
