"""Better sets by taking some applications out and putting others in, over and over (ruin and recreate).

Schrimpf, Schneider, Stamm-Wilbrandt and Dueck, "Record breaking optimization results using the ruin and recreate
principle", 2000, with simulated annealing to decide what is kept. Nothing here is a proof: it finds sets that a proof
then starts from, on calls where branch and bound takes long. What comes in goes by weight for money at the relaxation's
prices, a little disturbed.
"""

from typing import NamedTuple

import numpy as np

from renkei.solvers.machine_code import compiled, entry
from renkei.solvers.packing import Mask, Packing, Whole
from renkei.solvers.tableau import Reals

SLICE = 1000  # rounds between looks at the clock
FIRST = 4000  # rounds of the first annealing; each one after it is half as long again
HOT = (0.3, 0.15)  # what the first rounds may lose, in mean weights, annealing after annealing
TAKEN_OUT = 8  # at most, in one round
RIVALS = 3  # at most, with which an application is compared before it is taken out
DISTURBED = (0.01, 0.03, 0.1, 0.5)  # how far weight for money is disturbed, slice after slice
DEAREST = 4.0  # beyond this weight for money is all the same


class Columns(NamedTuple):
    """The applications that may come and go: what each asks of whom, its weight, and its weight for money."""

    start: Whole  # columns + 1: where each one's requests begin
    row: Whole  # the funder of each request
    ask: Whole  # its amount
    weight: Whole
    merit: Reals


class Improvement:
    """A search for sets of more ``weight`` from ``best`` on, over the applications in ``free``; the rest stays.

    ``prices`` are the relaxation's multipliers, one a funder."""

    def __init__(self, packing: Packing, weight: Whole, prices: Reals, best: Whole, free: Mask) -> None:
        self.packing, self.weight = packing, weight
        self.best, self.now = best.copy(), best.copy()
        self.used = np.flatnonzero(free & (weight > 0))
        self.columns = _columns(packing.demand.T[self.used], weight[self.used], prices)
        self.mean = float(weight[self.used].mean()) if len(self.used) else 0.0
        self.random = np.random.default_rng(0)
        self.rounds, self.done, self.length, self.annealing = 0, 0, FIRST, 0
        self.gained = 0  # how many rounds there had been when the best set was found

    def go(self, slices: int = 1) -> None:
        """Do so many slices of rounds."""
        for _ in range(slices):
            before = self.best.copy()
            self._slice()
            if (self.best != before).any():
                self.gained = self.rounds

    def take(self, chosen: Whole) -> None:
        """Know of a set found elsewhere."""
        if self.weight @ chosen > self.weight @ self.best:
            self.best[:] = chosen
            self.gained = self.rounds

    def _slice(self) -> None:
        """Do a slice of rounds."""
        if self.done >= self.length:  # cold: begin again from the best set, hot and for longer
            self.length, self.done, self.annealing = self.length + self.length // 2, 0, self.annealing + 1
            self.now[:] = self.best
        cooling = HOT[self.annealing % len(HOT)] * self.mean / self.length
        hot = cooling * (self.length - self.done)
        x, best = self.now[self.used], self.best[self.used]
        room = self.packing.capacity - self.packing.demand @ self.now
        disturbed = DISTURBED[self.rounds // SLICE % len(DISTURBED)]
        anneal(self.columns, room, disturbed, x, best, hot, cooling, SLICE, self.random)
        self.now[self.used], self.best[self.used] = x, best
        self.done += SLICE
        self.rounds += SLICE


def _columns(demand: Whole, weight: Whole, prices: Reals) -> Columns:
    """``demand`` [applications, funders] and ``weight`` in the shape that the rounds use."""
    column, row = np.nonzero(demand)
    cost = demand @ np.maximum(prices, 0.0) + 1e-6 * float(weight.max(initial=1))
    return Columns(
        start=np.searchsorted(column, np.arange(len(demand) + 1)).astype(np.int64),
        row=row.astype(np.int64),
        ask=demand[column, row].astype(np.int64),
        weight=weight,
        merit=np.minimum(weight / cost, DEAREST),
    )


@entry
def anneal(
    c: Columns,
    room: Whole,
    disturbed: float,
    x: Whole,
    best: Whole,
    hot: float,
    cooling: float,
    rounds: int,
    random: np.random.Generator,
) -> None:
    """Ruin and recreate ``x`` for so many rounds, ``hot`` falling by ``cooling`` each; what is better than ``best``
    is kept there."""
    value, record = np.sum(c.weight * x), np.sum(c.weight * best)
    for _ in range(rounds):
        before, earlier, left = x.copy(), value, room.copy()
        value -= ruin(c, room, x, random)
        value += recreate(c, room, disturbed, x, random)
        if value > record:
            record = value
            best[:] = x
        if value < earlier and random.random() > np.exp((value - earlier) / max(hot, 1e-9)):
            x[:], room[:] = before, left
            value = earlier
        hot -= cooling


@compiled
def ruin(c: Columns, room: Whole, x: Whole, random: np.random.Generator) -> int:
    """Take some applications out, of two or some more the one with least weight for money; the weight lost."""
    inside = np.flatnonzero(x)
    lost = 0
    if len(inside) == 0:
        return 0
    for _ in range(1 + int(random.random() * TAKEN_OUT)):
        j = inside[int(random.random() * len(inside))]
        for _ in range(1 + int(random.random() * RIVALS)):
            other = inside[int(random.random() * len(inside))]
            if c.merit[other] < c.merit[j]:
                j = other
        if x[j] == 1:
            x[j] = 0
            lost += c.weight[j]
            for k in range(c.start[j], c.start[j + 1]):
                room[c.row[k]] += c.ask[k]
    return lost


@compiled
def recreate(c: Columns, room: Whole, disturbed: float, x: Whole, random: np.random.Generator) -> int:
    """Put in what fits, by disturbed weight for money; the weight gained."""
    found, key = np.zeros(len(x), np.int64), np.zeros(len(x))
    count, gained = 0, 0
    for j in range(len(x)):
        if x[j] == 0 and fits(c, room, j):
            found[count] = j
            key[count] = -c.merit[j] * (1.0 + disturbed * (2.0 * random.random() - 1.0))
            count += 1
    for k in np.argsort(key[:count], kind="mergesort"):
        j = found[k]
        if fits(c, room, j):
            x[j] = 1
            gained += c.weight[j]
            for i in range(c.start[j], c.start[j + 1]):
                room[c.row[i]] -= c.ask[i]
    return gained


@compiled
def fits(c: Columns, room: Whole, j: int) -> bool:
    """Whether what is left pays for column ``j``."""
    over = 0
    for k in range(c.start[j], c.start[j + 1]):
        over += c.ask[k] > room[c.row[k]]
    return over == 0
