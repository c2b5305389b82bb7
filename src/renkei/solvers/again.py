"""Solving a problem again after a small change: other capacities, applications forced in or out; and the smallest
raise."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

import numpy as np

from renkei.solvers.certificate import certified_bound
from renkei.solvers.packing import Bound, Cut, Level, Limit, LimitReachedError, Mask, Packing, Portfolio, Whole
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
        known = self._bounds(packing, start, inside, outside, cuts)
        if all(bound.value == bound.certified for bound in known):
            return Portfolio(start, known, True, None, 0, free, cuts, self.portfolio.roots)
        proof = self._proof(packing, inside, outside, start)
        stopped = proof.run(limit or Limit())
        if stopped == "interrupted":
            raise KeyboardInterrupt
        chosen = proof.best.astype(np.bool_)
        found = self._bounds(packing, chosen, inside, outside, cuts)
        claims = [
            bound.certified if claim is None else claim for bound, claim in zip(found, proof.claims(), strict=True)
        ]
        found = tuple(replace(b, claimed=min(b.certified, c)) for b, c in zip(found, claims, strict=True))
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
        bounds = tuple(Bound(value, value, value, 1, (), ()) for value in self._values(chosen))
        cuts, roots = self.cuts(packing), self.portfolio.roots
        return Portfolio(chosen, bounds, True, None, proof.work, packing.capacity, cuts, roots, proof)

    def _ahead(self, packing: Packing, chosen: Mask) -> Mask | None:
        """A set known beforehand that is better than ``chosen``; None where there is none."""
        known = self._start(packing, None, None, chosen)
        return known if self._values(known) > self._values(chosen) else None

    def _proof(self, packing: Packing, inside: Mask | None, outside: Mask | None, start: Mask) -> Proof:
        """A proof of the changed problem that begins from the base's cuts and roots."""
        return Proof(packing, self.levels, inside, outside, start, cuts=self.cuts(packing), roots=self.portfolio.roots)

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
        return found if self._values(found) > self._values(chosen) else None

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
        return tuple(compress(self.portfolio.cuts, self._held(packing)))

    def _held(self, packing: Packing) -> list[bool]:
        """Of each of the base's cuts, whether it still holds."""
        no_more = packing.capacity <= self.packing.capacity
        return [bool(no_more[cut.funder]) for cut in self.portfolio.cuts]

    def _values(self, chosen: Mask) -> list[int]:
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
        return other if self._values(other) > self._values(one) else one

    def _bounds(
        self, packing: Packing, chosen: Mask, inside: Mask | None, outside: Mask | None, cuts: Sequence[Cut]
    ) -> tuple[Bound, ...]:
        """The bounds on ``chosen`` by the base's multipliers, which hold for the changed problem too."""
        values = [level.value(chosen) for level in self.levels]
        held = self._held(packing)
        width = packing.applications
        never = mask(outside, width) | (packing.dear & ~mask(inside, width))
        found: list[Bound] = []
        for k, base in enumerate(self.portfolio.bounds):
            own = tuple(compress(base.cuts, held))
            certified = certified_bound(
                packing,
                self.levels,
                values,
                k,
                base.scale,
                base.funders,
                base.levels,
                inside=inside,
                outside=never,
                cuts=[(cut, z) for cut, z in zip(cuts, own, strict=True) if z],
            )
            found.append(Bound(values[k], certified, certified, base.scale, base.funders, base.levels, own))
        return tuple(found)


def _any(given: Mask | None) -> bool:
    """Whether a mask is given and holds anything."""
    return given is not None and bool(np.any(given))


def smallest_raise(again: Again, funder: int, most: int, levels: int, limit: Limit | None = None) -> int | None:
    """The smallest capacity of ``funder``, up to ``most``, with which the first ``levels`` values together improve.

    None where no capacity up to ``most`` does. Raises LimitReachedError where a limit (one for each proof) leaves that
    open. Every better set found pays for itself with what it asks of the funder, so the search goes on just below
    that until nothing better is left: the values never fall when a capacity rises, and only the last step is a proof
    that there is nothing."""
    first = again.known(levels, limit)
    found: int | None = None
    while most > first.packing.capacity[funder]:
        better = first.better(first.portfolio.chosen, first.with_capacity(funder, most), limit)
        if better is None:
            break
        found = int(first.packing.demand[funder] @ better.astype(np.int64))
        most = found - 1
    return found
