"""Compiling the machine code before it is needed."""

import numpy as np

from renkei.solvers.again import Again, smallest_raise
from renkei.solvers.best_first import BestFirst
from renkei.solvers.improve import Improvement
from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.optimal_sets import always_and_sometimes
from renkei.solvers.packing import Level, Packing


def prepare() -> None:
    """Compile, or load from the cache on disk, everything that a solve may need, by solving a problem
    that goes through every stage of the search.

    For set-up: the first solve on a machine then starts at once."""
    rng = np.random.default_rng(2)
    demand = rng.integers(8, 32, (8, 50)) * (rng.random((8, 50)) < 0.5)
    packing = Packing(demand, demand.sum(1) * 2 // 5)
    levels = [Level(rng.integers(0, 2, 50)), Level(rng.integers(16, 31, 50)), Level(-demand.sum(0))]
    best = lexicographic(packing, levels)
    Improvement(packing, levels[1].weights, np.ones(8), np.zeros(50, np.int64), np.ones(50, np.bool_)).go()
    nothing, all_of_them = np.zeros(50, np.int64), np.ones(50, np.int64)
    search = BestFirst(packing.demand, packing.capacity, levels[1].weights, nothing, nothing, all_of_them)
    search.merge([job() for job in search.jobs(1, 1)])
    always_and_sometimes(packing, levels, best)
    smallest_raise(Again(packing, levels, best), 0, int(demand[0].sum()), len(levels) - 1)


if __name__ == "__main__":
    prepare()
