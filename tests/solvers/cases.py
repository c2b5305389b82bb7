"""Small made-up problems, and their answers by complete enumeration."""

import itertools
from dataclasses import dataclass

import numpy as np

from renkei.solvers.packing import Level, Mask, Packing


@dataclass(frozen=True)
class Case:
    packing: Packing
    levels: tuple[Level, ...]
    inside: Mask
    outside: Mask


def small(seed: int, *, forced: bool = True) -> Case:
    """Up to ten applications, four funders, bands, a score and money (in large minor units half of the time)."""
    rng = np.random.default_rng(seed)
    width, height = int(rng.integers(1, 11)), int(rng.integers(1, 5))
    demand = rng.integers(0, 30, (height, width)) * (rng.random((height, width)) < 0.6)
    capacity = (demand.sum(1) * rng.random(height)).astype(np.int64)
    band = rng.integers(0, 3, width)
    money = -demand.sum(0) * int(rng.choice([1, 100, 10**7 + 1]))
    levels = [Level((band == i).astype(np.int64)) for i in range(3)] + [Level(rng.integers(1, 5, width)), Level(money)]
    inside, outside = np.zeros(width, np.bool_), np.zeros(width, np.bool_)
    if forced and rng.random() < 0.4:
        one, other = rng.integers(0, width, 2)
        inside[one] = bool((demand[:, one] <= capacity).all())
        outside[other] = one != other
    return Case(Packing(demand, capacity), tuple(levels), inside, outside)


@dataclass(frozen=True)
class Truth:
    """All affordable sets, their values, and the lexicographically best."""

    sets: Mask
    values: np.ndarray
    best: tuple[int, ...]
    optimal: Mask


def enumerate_all(case: Case) -> Truth:
    width = case.packing.applications
    sets = np.array(list(itertools.product([False, True], repeat=width)), np.bool_)
    good = (sets @ case.packing.demand.T <= case.packing.capacity).all(1)
    good &= sets[:, case.inside].all(1) & ~sets[:, case.outside].any(1)
    sets = sets[good]
    values = np.array([sets @ level.weights for level in case.levels]).T
    best = max(tuple(row) for row in values.tolist())
    return Truth(sets, values, best, sets[(values == np.array(best)).all(1)])


def middle(seed: int = 1, applications: int = 60, funders: int = 12) -> tuple[Packing, list[Level]]:
    rng = np.random.default_rng(seed)
    demand = np.zeros((funders, applications), np.int64)
    for j in range(applications):
        chosen = rng.choice(funders, 4, replace=False)
        demand[chosen, j] = rng.integers(8, 32, 4) * 10
    score = rng.integers(16, 31, applications)
    capacity = (demand.sum(1) * 0.3).astype(np.int64)
    bands = [Level((score >= 26).astype(np.int64)), Level(((score >= 22) & (score < 26)).astype(np.int64))]
    return Packing(demand, capacity), [
        *bands,
        Level((score < 22).astype(np.int64)),
        Level(score),
        Level(-demand.sum(0)),
    ]


def uneven(seed: int, applications: int = 300, funders: int = 38) -> tuple[Packing, list[Level]]:
    """Heavy and light funders with a quarter of what they are asked for; each score a level, then least money."""
    rng = np.random.default_rng(seed)
    weight = rng.dirichlet(np.ones(funders) * 1.5)
    demand = np.zeros((funders, applications), np.int64)
    for j in range(applications):
        demand[rng.choice(funders, 5, p=weight), j] = rng.integers(8, 32, 5) * 10
    score = rng.binomial(14, 0.5, applications)
    bands = [Level((score == value).astype(np.int64)) for value in sorted(set(score.tolist()), reverse=True)]
    return Packing(demand, demand.sum(1) // 4), [*bands, Level(-demand.sum(0))]
