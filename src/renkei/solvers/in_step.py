"""What a first search has not proven of the first level: best-first branch and bound, and improvement, in step.

Each round is a fixed amount of work for two workers, one on the bound, one on better sets, by exchange and in a core;
when these no longer come, both work on the bound. They exchange what they have found between rounds, so the result is
the same whatever the threads, and the same limit of work always ends at the same set and the same bound."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from renkei.solvers.best_first import SEARCHES, BestFirst
from renkei.solvers.branch import reach
from renkei.solvers.clock import Clock
from renkei.solvers.core import Core
from renkei.solvers.improve import SLICE, Improvement, ranked
from renkei.solvers.node import tree
from renkei.solvers.packing import Whole
from renkei.solvers.tableau import Tableau
from renkei.solvers.tree import HARD, Search

if TYPE_CHECKING:
    from renkei.solvers.proof import Proof

MOVES_PER_STEP = 10  # of improvement, which take about as long as a simplex step
STEPS = 5000  # for one relaxation
WORTH_IT = 0.1  # of the gap: what cuts have to take off the bound
ROUND = 40_000_000  # what a round of both workers costs, in products: about a tenth of a second
STEP_PER_COLUMN = 10  # products that a simplex step costs for each column, beside the square of the rows
SMALL_STEP = 1000  # products that a step costs however small the problem is
MOVE = 1200  # products that a move of improvement costs
ALONE = 5000  # steps on the bound that often are all there is to do, before improvement goes on
SHARES = 16  # what a unit of weight is divided into where levels are weighed against each other
DEARER = 2  # times the relaxation's price, for what is lost on an earlier level
PATIENCE = 30  # moves of improvement for each pair of columns without success before both work on the bound


def improve(proof: "Proof", moves: int, clock: Clock) -> None:
    """Look for sets that are better on the level to prove, and take over what is found."""
    found = _improvement(proof)
    try:
        while found.rounds < moves:
            found.go()
            clock.check()
    finally:  # where an interrupt or a limit ends it too, which nothing here may stand in the way of
        proof.work += found.rounds // MOVES_PER_STEP
        better = proof.keep(found.best)
    proof.end_if(better)


def by_best_first(proof: "Proof", t: Tableau, s: Search, clock: Clock) -> None:
    """Prove the first level. Raises LimitReachedError where a limit ends that, with the best set and the bound taken
    over."""
    rows, right = _rows(proof, t, s)
    low, high = proof.low.astype(np.int64), proof.high.astype(np.int64)
    search = BestFirst(rows, right, proof.weight[0], proof.best, low, high)
    improvement = _improvement(proof)
    worth = proof.weight[0] - np.maximum(proof.prices, 0.0) @ proof.packing.demand
    core = Core(proof.packing, proof.weight[0], worth, proof.low < proof.high)
    try:
        with ThreadPoolExecutor(min(clock.limit.threads, SEARCHES)) as pool:
            while not search.ended:
                clock.check()
                proof.work += _round(search, improvement, core, clock, pool)
    finally:
        proof.hope = min(proof.hope, search.bound)
        better = proof.keep(search.best)
    proof.end_if(better)
    proof.proven, proof.hope = 1, np.inf


def _round(search: BestFirst, improvement: Improvement, core: Core, clock: Clock, pool: ThreadPoolExecutor) -> int:
    """A round of work for both workers; how much it was, in steps."""
    patience = max(PATIENCE * len(improvement.used) ** 2, improvement.gained)
    improving = search.work >= ALONE and improvement.rounds - improvement.gained < patience
    steps = max(ROUND // (len(search.rows) ** 2 + STEP_PER_COLUMN * len(search.open)), 1)
    jobs = search.jobs(1 if improving else SEARCHES, max(clock.slice(SEARCHES * steps) // SEARCHES, 1))
    before = search.work
    waiting = [pool.submit(job) for job in jobs]
    beside = pool.submit(_beside, improvement, core) if improving else None
    search.merge([one.result() for one in waiting])
    done = 0 if beside is None else int(beside.result())
    search.take(improvement.best)
    improvement.take(search.best)
    return search.work - before + done


def _beside(improvement: Improvement, core: Core) -> int:
    """A round's work on better sets, half of it by exchange and half in the core; how much it was, in steps."""
    slices = ROUND // (2 * MOVE * SLICE)
    improvement.go(slices)
    steps = ROUND // (2 * (len(core.packing.capacity) ** 2 + STEP_PER_COLUMN * core.open + SMALL_STEP))
    improvement.take(core.go(improvement.best, steps))
    return slices * SLICE // MOVES_PER_STEP + steps


def _improvement(proof: "Proof") -> Improvement:
    """A search for sets that are better on the level to prove.

    A set may lose on earlier levels on its way, at more than the relaxation's price: at that price itself it would
    never come back to what is proven of them."""
    weight, held = proof.weight[proof.proven], proof.weight[: proof.proven]
    free = proof.low < proof.high
    if not len(held):
        return Improvement(proof.packing, weight, proof.prices, proof.best, free)
    dearer = np.maximum(DEARER * proof.level_prices, 1.0)
    together = np.round(SHARES * (weight + dearer @ held)).astype(np.int64)
    rank, scale = ranked(proof.weight[: proof.proven + 1]), DEARER * SHARES * float(np.abs(weight[weight != 0]).mean())
    return Improvement(proof.packing, together, SHARES * proof.prices, proof.best, free, rank=rank, scale=scale)


def _rows(proof: "Proof", t: Tableau, s: Search) -> tuple[Whole, Whole]:
    """The funders' rows, and the cuts that the root's bound rests on where they are worth the time that they take."""
    demand, capacity = proof.packing.demand, proof.packing.capacity
    weight, first = proof.weight[0].astype(np.float64), len(capacity)
    bound = float(reach(t, weight, np.zeros(len(weight)), STEPS))
    tight = [i for i in range(first, int(s.state[HARD])) if t.dual[i] > 0 and s.right[i] > 0]
    proof.count(t)
    without, _ = tree(demand, capacity, np.maximum(proof.weight[0], 0), 0, 0)
    without.low[: len(weight)], without.high[: len(weight)] = t.low[: len(weight)], t.high[: len(weight)]
    relaxed = float(reach(without, weight, np.zeros(len(weight)), STEPS))
    if relaxed - bound < WORTH_IT * (relaxed - float(weight @ proof.best)):
        return demand, capacity
    cuts, right = [s.cut[i - first] for i in tight], np.array([s.right[i] for i in tight], np.int64)
    return np.vstack([demand, *cuts]), np.concatenate([capacity, right])
