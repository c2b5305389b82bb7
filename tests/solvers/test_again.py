import numpy as np
import pytest

from renkei.solvers import proof
from renkei.solvers.again import Again, smallest_raise
from renkei.solvers.improve import Improvement
from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.packing import Level, Limit, LimitReachedError, Packing

from .cases import Case, enumerate_all, middle, small


@pytest.mark.parametrize("block", range(5))
def test_solving_again_equals_complete_enumeration(block: int) -> None:
    for seed in range(block * 40, block * 40 + 40):
        case = small(seed + 9000, forced=False)
        again = Again(case.packing, case.levels, lexicographic(case.packing, case.levels))
        rng = np.random.default_rng(seed)
        capacity = case.packing.capacity + rng.integers(0, 20, len(case.packing.capacity))
        inside = np.zeros(case.packing.applications, np.bool_)
        one = int(rng.integers(case.packing.applications))
        inside[one] = bool((case.packing.demand[:, one] <= capacity).all())
        changed = Case(Packing(case.packing.demand, capacity), case.levels, inside, np.zeros_like(inside))
        found = again.solve(capacity=capacity, inside=inside)
        assert found.complete
        assert found.values == enumerate_all(changed).best
        assert all(bound.value == bound.claimed <= bound.certified for bound in found.bounds)
        truth = enumerate_all(Case(changed.packing, case.levels, case.inside, case.outside))
        for chosen in truth.sets[:: max(1, len(truth.sets) // 3)]:
            best = tuple(level.value(chosen) for level in case.levels) == truth.best
            assert (again.proven(chosen, capacity) is not None) is best
        assert again.proven(truth.optimal[0], capacity) is not None


def first_better(case: Case, values: tuple[int, ...], most: int) -> int | None:
    """By enumeration: the first capacity of funder 0 at which the best set's first values are above ``values``."""
    for capacity in range(int(case.packing.capacity[0]) + 1, most + 1):
        raised = case.packing.capacity.copy()
        raised[0] = capacity
        truth = enumerate_all(Case(Packing(case.packing.demand, raised), case.levels, case.inside, case.outside))
        if truth.best[: len(values)] > values:
            return capacity
    return None


@pytest.mark.parametrize("block", range(3))
def test_the_smallest_raise_is_the_first_capacity_that_improves_the_first_levels(block: int) -> None:
    for seed in range(block * 15, block * 15 + 15):
        case = small(seed + 20000, forced=False)
        base = lexicographic(case.packing, case.levels)
        most = int(case.packing.demand[0].sum())
        levels = 1 + seed % len(case.levels)
        found = smallest_raise(Again(case.packing, case.levels, base), 0, most, levels)
        assert found == first_better(case, base.values[:levels], most)


def test_the_smallest_raise_compares_with_the_capacities_asked_about_not_with_the_base() -> None:
    for seed in range(30):
        case = small(seed + 30000, forced=False)
        less = Packing(case.packing.demand, case.packing.capacity // 2)
        base = lexicographic(less, case.levels)
        most = int(case.packing.demand[0].sum())
        found = smallest_raise(Again(case.packing, case.levels, base), 0, most, 4)
        assert found == first_better(case, enumerate_all(case).best[:4], most)


def test_a_limit_that_leaves_the_raise_open_is_an_error_and_not_none() -> None:
    packing, levels = middle(3)
    again = Again(packing, levels, lexicographic(packing, levels))
    raises = (
        smallest_raise(again, funder, int(have) + 100, 4, Limit(work=1)) for funder, have in enumerate(packing.capacity)
    )
    with pytest.raises(LimitReachedError, match="work"):
        list(raises)


def test_a_better_set_that_improvement_finds_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "EARLY_TRY", 0)  # so that improvement is tried before the search
    rng = np.random.default_rng(0)
    demand = rng.integers(10, 100, (5, 40))
    packing, levels = Packing(demand, demand.sum(1) // 3), [Level(rng.integers(10, 100, 40))]
    again = Again(packing, levels, lexicographic(packing, levels))
    better = 0
    for part in (101, 103, 110):
        capacity = packing.capacity * part // 100
        best = again.solve(capacity).values[0]
        found = again.better(again.portfolio.chosen, capacity)
        assert (found is not None) == (best > again.portfolio.values[0])
        better += found is not None
    assert better


def test_an_interrupt_is_raised_again_although_improvement_has_found_a_better_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(0)
    demand = rng.integers(10, 100, (5, 40))
    packing, levels = Packing(demand, demand.sum(1) // 3), [Level(rng.integers(10, 100, 40))]
    again = Again(packing, levels, lexicographic(packing, levels))
    monkeypatch.setattr(proof, "EARLY_TRY", 0)
    go = Improvement.go

    def interrupted(improvement: Improvement, slices: int = 1) -> None:
        go(improvement, 50 * slices)
        raise KeyboardInterrupt

    monkeypatch.setattr(Improvement, "go", interrupted)
    with pytest.raises(KeyboardInterrupt):
        again.better(again.portfolio.chosen, packing.capacity * 101 // 100)
