import numpy as np
import pytest

from renkei.solvers.core import Core
from renkei.solvers.packing import Level, Packing

from .cases import Case, enumerate_all


def problem(seed: int) -> Case:
    """A dense problem of one level, small enough for complete enumeration."""
    rng = np.random.default_rng(seed)
    width = int(rng.integers(2, 13))
    demand = rng.integers(1, 60, (3, width))
    none = np.zeros(width, np.bool_)
    return Case(Packing(demand, demand.sum(1) // 2), (Level(rng.integers(0, 40, width)),), none, none)


@pytest.mark.parametrize("seed", range(40))
def test_a_core_that_has_grown_over_everything_has_found_the_best_set(seed: int) -> None:
    case = problem(seed)
    weight, best = case.levels[0].weights, np.zeros(case.packing.applications, np.int64)
    core = Core(case.packing, weight, weight - 0.3 * case.packing.demand.sum(0), best == 0)
    core.size = 2
    for _ in range(20):
        best = core.go(best, 100)
        assert case.packing.affordable(best.astype(np.bool_))
    assert weight @ best == enumerate_all(case).best[0]


def test_a_core_leaves_what_is_not_free_as_it_is() -> None:
    case = problem(1)
    weight, free = case.levels[0].weights, np.arange(case.packing.applications) % 2 == 0
    best = np.zeros(len(weight), np.int64)
    core = Core(case.packing, weight, weight.astype(np.float64), free)
    for _ in range(5):
        best = core.go(best, 100)
    assert best[free].any()
    assert not best[~free].any()


def test_a_better_set_found_elsewhere_is_never_lost() -> None:
    case = problem(2)
    weight = case.levels[0].weights
    truth = enumerate_all(case)
    core = Core(case.packing, weight, -weight.astype(np.float64), weight > -1)
    assert (core.go(truth.optimal[0].astype(np.int64), 10) == truth.optimal[0]).all()
