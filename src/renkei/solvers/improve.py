"""Better sets by exchange: an application enters, those it leaves no money for leave, what then fits comes in.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing", 1983) with ejections
(Glover, "Ejection chains, reference structures and alternating path methods for traveling salesman problems", 1996).
Nothing here is a proof: it finds sets that a proof then starts from, on calls where branch and bound takes long. Who
enters and who leaves goes by what an application is worth beyond the relaxation's prices. A move costs some
microseconds whatever the number of applications.
"""

import math
from typing import NamedTuple

import numpy as np

from renkei.solvers.machine_code import compiled, entry
from renkei.solvers.packing import LARGEST, Mask, Packing, Whole
from renkei.solvers.tableau import Reals

SLICE = 1000  # moves between looks at the clock
FIRST = 50_000  # moves of the first annealing; each one after it is twice as long
HOT, COLD = 0.6, 0.1  # what a move may lose at first and in the end, in parts of the scale
ENTRANTS = 40  # at most, of whom the one worth most enters
LEAVERS = 16  # at most, of whom the one worth least leaves
MISSES = 60  # looks for a leaver among a funder's applications before the move is given up
FILLS = 3  # looks for somebody who fits, for each funder of each one who left


class Columns(NamedTuple):
    """The applications that may come and go: what each asks of whom, whom each funder is asked by, and weights."""

    start: Whole  # columns + 1: where each one's requests begin
    row: Whole  # the funder of each request
    ask: Whole  # its amount
    first: Whole  # funders + 1: where each one's applications begin
    asking: Whole  # the column of each
    weight: Whole  # what the search goes by
    rank: Whole  # what tells which set is best
    worth: Reals  # weight beyond the prices


class State(NamedTuple):
    """Where the search is."""

    x: Whole  # 0 or 1 per column
    room: Whole  # what each funder has left
    moved: Whole  # the columns that the present move has changed, in order
    gain: Whole  # how many these are; what they gain by weight and by rank


MOVED, WEIGHT, RANK = 0, 1, 2


class Improvement:
    """A search for sets of more ``rank`` from ``best`` on, over the applications in ``free``; the rest stays.

    It goes by ``weight``, which is ``rank`` where that is not given. ``prices`` are the relaxation's multipliers, one a
    funder; ``scale`` is what losses are measured by, half the mean weight where that is not given."""

    def __init__(
        self,
        packing: Packing,
        weight: Whole,
        prices: Reals,
        best: Whole,
        free: Mask,
        *,
        rank: Whole | None = None,
        scale: float | None = None,
    ) -> None:
        self.packing = packing
        self.rank = weight if rank is None else rank
        self.best, self.now = best.copy(), best.copy()
        self.used = np.flatnonzero(free & (weight > 0))
        self.columns = _columns(packing.demand.T[self.used], weight[self.used], self.rank[self.used], prices)
        self.scale = (
            max(0.5 * float(weight[self.used].mean()), 1.0) if scale is None and len(self.used) else scale or 0.0
        )
        self.random = np.random.default_rng(0)
        self.rounds, self.done, self.length = 0, 0, FIRST
        self.gained = 0  # how many moves there had been when the best set was found

    def go(self, slices: int = 1) -> None:
        """Do so many slices of moves."""
        for _ in range(slices):
            before = self.best.copy()
            self._slice()
            if (self.best != before).any():
                self.gained = self.rounds

    def take(self, chosen: Whole) -> None:
        """Know of a set found elsewhere."""
        if self.rank @ chosen > self.rank @ self.best:
            self.best[:] = chosen
            self.gained = self.rounds

    def _slice(self) -> None:
        """Do a slice of moves."""
        if self.done >= self.length:  # cold: begin again from the best set, hot and for longer
            self.length, self.done = 2 * self.length, 0
            self.now[:] = self.best
        heat = HOT * self.scale * (COLD / HOT) ** (self.done / self.length)
        x, best = self.now[self.used], self.best[self.used]
        room = self.packing.capacity - self.packing.demand @ self.now
        if len(x):
            state = State(x, room, np.zeros(2 * len(x) + 1, np.int64), np.zeros(3, np.int64))
            anneal(self.columns, state, best, heat, SLICE, self.random)
        self.now[self.used], self.best[self.used] = x, best
        self.done += SLICE
        self.rounds += SLICE


def rankable(levels: Whole) -> bool:
    """Whether one whole number can tell which of two sets is better on ``levels``, the first one first."""
    return math.prod(2 * int(np.abs(weight).sum()) + 1 for weight in levels) < LARGEST


def ranked(levels: Whole) -> Whole:
    """Weights by which a set counts for more exactly where it is better on ``levels`` (`rankable`), the first one
    first."""
    rank = np.zeros(levels.shape[1], np.int64)
    for weight in levels:
        rank = rank * (2 * int(np.abs(weight).sum()) + 1) + weight
    return rank


def _columns(demand: Whole, weight: Whole, rank: Whole, prices: Reals) -> Columns:
    """``demand`` [applications, funders] and the weights in the shape that the moves use."""
    column, row = np.nonzero(demand)
    by_funder = np.argsort(row, kind="stable")
    return Columns(
        start=np.searchsorted(column, np.arange(len(demand) + 1)).astype(np.int64),
        row=row.astype(np.int64),
        ask=demand[column, row].astype(np.int64),
        first=np.searchsorted(row[by_funder], np.arange(demand.shape[1] + 1)).astype(np.int64),
        asking=column[by_funder].astype(np.int64),
        weight=weight,
        rank=rank,
        worth=weight.astype(np.float64) - demand @ np.maximum(prices, 0.0),
    )


@entry
def anneal(c: Columns, s: State, best: Whole, heat: float, moves: int, random: np.random.Generator) -> None:
    """Do so many moves; what ranks above ``best`` is kept there. ``heat`` is how much of a loss is taken."""
    behind = np.sum(c.rank * best) - np.sum(c.rank * s.x)
    for _ in range(moves):
        j = entrant(c, s, random)
        if j < 0:
            continue
        s.gain[:] = 0
        turn(c, s, j)
        kept = make_room(c, s, j, random)
        if kept:
            fill(c, s, random)
            kept = s.gain[WEIGHT] >= 0 or random.random() < np.exp(s.gain[WEIGHT] / heat)
        if not kept:
            undo(c, s)
            continue
        behind -= s.gain[RANK]
        if behind < 0:
            behind = 0
            best[:] = s.x


@compiled
def flip(c: Columns, s: State, j: int) -> int:
    """Put column ``j`` in, or take it out; 1 where it came in, -1 where it left."""
    sign = 1 - 2 * s.x[j]
    s.x[j] = 1 - s.x[j]
    for k in range(c.start[j], c.start[j + 1]):
        s.room[c.row[k]] -= sign * c.ask[k]
    return int(sign)


@compiled
def turn(c: Columns, s: State, j: int) -> None:
    """Put column ``j`` in, or take it out, and note it."""
    sign = flip(c, s, j)
    s.moved[s.gain[MOVED]] = j
    s.gain[MOVED] += 1
    s.gain[WEIGHT] += sign * c.weight[j]
    s.gain[RANK] += sign * c.rank[j]


@compiled
def undo(c: Columns, s: State) -> None:
    """Take the present move back."""
    for i in range(s.gain[MOVED] - 1, -1, -1):
        flip(c, s, s.moved[i])


@compiled
def entrant(c: Columns, s: State, random: np.random.Generator) -> int:
    """Of some columns that are out, the one worth most; -1 where none was met."""
    found, wanted = -1, 1 + int(random.random() * ENTRANTS)
    for _ in range(ENTRANTS):
        j = int(random.random() * len(s.x))
        if s.x[j] == 0:
            if found < 0 or c.worth[j] > c.worth[found]:
                found = j
            wanted -= 1
            if wanted == 0:
                break
    return found


@compiled
def leaver(c: Columns, s: State, r: int, entered: int, random: np.random.Generator) -> int:
    """Of some columns that funder ``r`` pays for, the one worth least; -1 where none was met."""
    found, wanted = -1, 1 + int(random.random() * LEAVERS)
    for _ in range(MISSES):
        j = c.asking[c.first[r] + int(random.random() * (c.first[r + 1] - c.first[r]))]
        if s.x[j] == 1 and j != entered:
            if found < 0 or c.worth[j] < c.worth[found]:
                found = j
            wanted -= 1
            if wanted == 0:
                break
    return int(found)


@compiled
def make_room(c: Columns, s: State, entered: int, random: np.random.Generator) -> bool:
    """Let columns leave until what entered is paid for; false where nobody was found to leave."""
    for k in range(c.start[entered], c.start[entered + 1]):
        while s.room[c.row[k]] < 0:
            j = leaver(c, s, c.row[k], entered, random)
            if j < 0:
                return False
            turn(c, s, j)
    return True


@compiled
def fill(c: Columns, s: State, random: np.random.Generator) -> None:
    """Let in what now fits, of some that ask the funders of those who left."""
    left = s.gain[MOVED]
    for i in range(1, left):
        for k in range(c.start[s.moved[i]], c.start[s.moved[i] + 1]):
            r = c.row[k]
            for _ in range(FILLS):
                j = c.asking[c.first[r] + int(random.random() * (c.first[r + 1] - c.first[r]))]
                if s.x[j] == 0 and fits(c, s.room, j):
                    turn(c, s, j)


@compiled
def fits(c: Columns, room: Whole, j: int) -> bool:
    """Whether what is left pays for column ``j``."""
    over = 0
    for k in range(c.start[j], c.start[j + 1]):
        over += c.ask[k] > room[c.row[k]]
    return over == 0
