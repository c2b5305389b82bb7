"""Branch and bound of one level, best bound first: open nodes in a pool, two searches side by side.

Each round takes the nodes with the highest bounds from the pool and explores them depth first within a fixed number of
steps. Of the first search, what falls below the round's floor goes back, so that the bound falls as in best-first
search, at depth-first's speed; the second one has no floor.
The searches exchange what they have found between rounds only: the result is the same whatever the threads.
"""

from collections.abc import Callable

import numpy as np

from renkei.solvers.node import BEST, SHELVED, Nodes, explore, tree
from renkei.solvers.packing import Whole
from renkei.solvers.tableau import STEPS

SEARCHES = 2
BATCH = 256  # nodes that a search takes from the pool at a time
SHELF = 4096
LAYERS = 16  # a round's floor is this part of the gap below the highest bound
POOL_BYTES = 1 << 27
FEWER = 0.8  # of the columns: from there on a smaller problem is worth the trouble

Job = Callable[[], Nodes]


class BestFirst:
    """A search for the most that ``weight`` can come to over ``rows . x <= right`` and the boxes, from the set ``best``
    on; no entry of ``rows`` is below 0."""

    def __init__(self, rows: Whole, right: Whole, weight: Whole, best: Whole, low: Whole, high: Whole) -> None:
        self.rows, self.right, self.weight = rows, right, weight
        self.best, self.value = best.copy(), int(weight @ best)
        self.work = 0
        # per column: the value it has in every open node, or -1; what adds nothing is better left out
        self.settled = np.where(low == high, low, np.where(weight > 0, -1, 0))
        self.pool = Nodes(
            np.array([int(np.abs(weight).sum())]),
            np.full((1, int((self.settled < 0).sum())), -1, np.int8),
            np.zeros((1, len(rows)), np.int32),
        )
        self.bound = int(self.pool.bound[0])  # what no set is worth more than; between rounds and during them
        self._open()

    @property
    def ended(self) -> bool:
        """Whether the best set is proven to be."""
        return not len(self.pool.bound)

    def take(self, chosen: Whole) -> None:
        """Know of a set, found here or elsewhere."""
        value = int(self.weight @ chosen)
        if value > self.value:
            self.best, self.value = chosen.copy(), value

    def jobs(self, searches: int, steps: int) -> list[Job]:
        """One piece of work of about so many steps for each of the first ``searches``, to be done at the same time or
        one after the other."""
        floor = self._floor()
        order = np.argsort(-self.pool.bound, kind="stable")
        taken = order[: int((self.pool.bound >= floor).sum())][: searches * BATCH]
        batches = [_part(self.pool, taken[i::searches]) for i in range(searches)]
        self.pool = _part(self.pool, np.sort(order[len(taken) :]))
        # the first one lowers the bound; the other goes all the way down, where better sets are
        return [self._job(i, batches[i], floor if i == 0 else 0, steps) for i in range(searches)]

    def merge(self, found: list[Nodes]) -> None:
        """Take over what the jobs have found and left open."""
        for t, s in self.searches[: len(found)]:
            self.work += int(t.tally[STEPS])
            if s.state[BEST] > self.value:
                self.take(self._whole(s.best))
        pool = _joined([self.pool, *found])
        self.pool = _part(pool, np.flatnonzero(pool.bound > self.value))
        self.bound = int(self.pool.bound.max(initial=self.value))
        self._shrink()

    def _job(self, i: int, batch: Nodes, floor: int, steps: int) -> Job:
        t, s = self.searches[i]
        shelf = self.shelves[i]
        s.state[BEST] = self.value

        def go() -> Nodes:
            done = explore(t, s, batch, shelf, floor, steps)
            shelved = slice(0, int(s.state[SHELVED]))
            return _joined([_part(batch, slice(done, None)), _part(shelf, shelved)])

        return go

    def _floor(self) -> int:
        """The bound below which this round leaves nodes for later; none where the pool is full."""
        if sum(part.nbytes for part in self.pool) > POOL_BYTES:
            return 0
        return self.bound - (self.bound - self.value) // LAYERS

    def _whole(self, part: Whole) -> Whole:
        """A set of the open columns with what is settled."""
        chosen = np.maximum(self.settled, 0)
        chosen[self.open] = part
        return chosen

    def _open(self) -> None:
        """Set the searches up for the columns that are open."""
        self.open = np.flatnonzero(self.settled < 0)
        inside = self.settled == 1
        rows, right = self.rows[:, self.open], self.right - self.rows[:, inside].sum(1)
        given = int(self.weight[inside].sum())
        width, height = len(self.open), len(rows)
        self.searches = [tree(rows, right, self.weight[self.open], given, self.value) for _ in range(SEARCHES)]
        self.shelves = [_nodes(SHELF + width + 1, width, height) for _ in range(SEARCHES)]
        self.pool.head[:] = np.arange(width, width + height)

    def _shrink(self) -> None:
        """Leave out the columns that have the same value in every open node, where that is worth it."""
        fixed = self.pool.fixed
        if self.ended:
            return
        alike = (fixed[0] >= 0) & (fixed == fixed[0]).all(0)
        if (~alike).sum() <= FEWER * len(alike):
            self.settled[self.open[alike]] = fixed[0, alike]
            self.pool = Nodes(self.pool.bound, np.ascontiguousarray(fixed[:, ~alike]), self.pool.head)
            self._open()


def _nodes(count: int, width: int, height: int) -> Nodes:
    """Room for so many nodes."""
    return Nodes(np.zeros(count, np.int64), np.zeros((count, width), np.int8), np.zeros((count, height), np.int32))


def _part(nodes: Nodes, which: Whole | slice) -> Nodes:
    """A copy of some of the nodes."""
    return Nodes(nodes.bound[which].copy(), nodes.fixed[which].copy(), nodes.head[which].copy())


def _joined(parts: list[Nodes]) -> Nodes:
    """All of them."""
    bound, fixed, head = zip(*parts, strict=True)
    return Nodes(np.concatenate(bound), np.concatenate(fixed), np.concatenate(head))
