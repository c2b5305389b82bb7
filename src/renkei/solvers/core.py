"""Better sets from a core: only the applications near the line are open, and those are searched to the end.

Which applications the linear relaxation is least sure of shows in what they are worth beyond its prices (Balas and
Zemel, "An algorithm for large zero-one knapsack problems", 1980). The core grows each time it has been searched, and
holds besides every application that the best set known treats otherwise than the relaxation does.
"""

import numpy as np

from renkei.solvers.best_first import BestFirst
from renkei.solvers.packing import Mask, Packing, Whole
from renkei.solvers.tableau import Reals

FIRST = 20  # applications of the first core, beside those that the best set treats otherwise
GROWS = 5


class Core:
    """A search for sets of more ``weight`` over the applications in ``free``; ``worth`` is theirs beyond the prices."""

    def __init__(self, packing: Packing, weight: Whole, worth: Reals, free: Mask) -> None:
        self.packing, self.weight, self.free = packing, weight, free & (weight > 0)
        self.relaxed = (worth > 0).astype(np.int64)
        self.nearest = np.argsort(np.where(self.free, np.abs(worth), np.inf), kind="stable")
        self.size = FIRST
        self.search: BestFirst | None = None

    @property
    def open(self) -> int:
        """How many applications are open."""
        return self.size if self.search is None else len(self.search.open)

    def go(self, best: Whole, steps: int) -> Whole:
        """Search on for about so many steps; the best set known then, ``best`` or another."""
        if self.search is None:
            self.search = self._opened(best)
        search, end = self.search, self.search.work + steps
        search.take(best)
        while not search.ended and search.work < end:
            search.merge([job() for job in search.jobs(1, end - search.work)])
        if search.ended and self.size < self.free.sum():
            self.size, self.search = self.size + GROWS, None
        return search.best

    def _opened(self, best: Whole) -> BestFirst:
        """A search of the core around a set."""
        core = self.free & (best != self.relaxed)
        core[self.nearest[: self.size]] |= self.free[self.nearest[: self.size]]
        low, high = np.where(core, 0, best), np.where(core, 1, best)
        return BestFirst(self.packing.demand, self.packing.capacity, self.weight, best, low, high)
