import numpy as np
import pytest

from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.optimal_sets import always_and_sometimes
from renkei.solvers.packing import Level, Limit, Packing

from .cases import enumerate_all, small


@pytest.mark.parametrize("block", range(5))
def test_always_and_sometimes_equal_complete_enumeration(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        case = small(seed + 5000)
        truth = enumerate_all(case)
        found = lexicographic(case.packing, case.levels, inside=case.inside, outside=case.outside)
        always, sometimes, exact = always_and_sometimes(
            case.packing, case.levels, found, inside=case.inside, outside=case.outside
        )
        assert exact
        assert (always == truth.optimal.all(0)).all(), seed
        assert (sometimes == truth.optimal.any(0)).all(), seed


def test_ties_are_found_where_applications_are_alike() -> None:
    packing = Packing(np.full((1, 6), 10), np.array([30]))
    levels = [Level(np.ones(6, np.int64))]
    always, sometimes, exact = always_and_sometimes(packing, levels, lexicographic(packing, levels))
    assert exact
    assert not always.any()
    assert sometimes.all()


def test_an_unproven_portfolio_is_refused() -> None:
    packing = Packing(np.full((1, 6), 10), np.array([35]))
    levels = [Level(np.array([3, 3, 2, 2, 2, 1]))]
    found = lexicographic(packing, levels, limit=Limit(work=0))
    if not found.complete:
        with pytest.raises(ValueError, match="complete"):
            always_and_sometimes(packing, levels, found)


def test_an_application_that_costs_and_counts_nothing_is_in_some_optimal_sets_only() -> None:
    packing = Packing(np.zeros((1, 1), np.int64), np.zeros(1, np.int64))
    levels = [Level(np.zeros(1, np.int64))]
    always, sometimes, exact = always_and_sometimes(packing, levels, lexicographic(packing, levels))
    assert (always.tolist(), sometimes.tolist(), exact) == ([False], [True], True)
