import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.solvers.improve import FIRST, SLICE, Improvement, rankable, ranked
from renkei.solvers.lexicographic import lexicographic

from .cases import enumerate_all, middle, small


def searched(seed: int, slices: int = 6) -> tuple[Improvement, np.ndarray]:
    """A search on a small problem from the set of what is forced in, and that set."""
    case = small(seed)
    begin = case.inside.astype(np.int64)
    prices = np.ones(len(case.packing.capacity)) / 10
    search = Improvement(case.packing, case.levels[3].weights, prices, begin, ~(case.inside | case.outside))
    for _ in range(slices):
        search.go()
    return search, begin


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_what_is_found_is_affordable_never_worse_and_leaves_what_is_not_free(seed: int) -> None:
    search, begin = searched(seed)
    case, weight = small(seed), small(seed).levels[3].weights
    assert case.packing.affordable(search.best.astype(np.bool_))
    assert case.packing.affordable(search.now.astype(np.bool_))
    assert weight @ search.best >= weight @ begin
    assert search.best[case.inside].all()
    assert not search.best[case.outside].any()


def test_small_problems_are_solved_to_the_best_value() -> None:
    for seed in range(60):
        case = small(seed)
        values = enumerate_all(case).sets @ case.levels[3].weights
        assert small(seed).levels[3].weights @ searched(seed)[0].best == values.max(), seed


def test_the_same_rounds_find_the_same_set() -> None:
    packing, levels = middle(5)
    found = []
    for _ in range(2):
        search = Improvement(
            packing, levels[3].weights, np.ones(12) / 100, np.zeros(60, np.int64), np.ones(60, np.bool_)
        )
        for _ in range(6):
            search.go()
        found.append(search.best.tolist())
    assert search.rounds == 6000
    assert found[0] == found[1]


def test_on_a_larger_problem_it_comes_close_to_the_proven_best() -> None:
    packing, levels = middle(5)
    weight = levels[3].weights
    search = Improvement(packing, weight, np.ones(12) / 100, np.zeros(60, np.int64), np.ones(60, np.bool_))
    search.go(FIRST // SLICE)  # one annealing, from hot to cold
    best = lexicographic(packing, [levels[3]]).values[0]
    assert 0.98 * best <= weight @ search.best <= best


def test_a_later_level_is_improved_only_where_nothing_is_lost_on_earlier_ones() -> None:
    for seed in range(40):
        case = small(seed)
        levels = np.array([case.levels[1].weights, case.levels[3].weights])
        assert rankable(levels)
        begin = case.inside.astype(np.int64)
        free = ~(case.inside | case.outside)
        search = Improvement(
            case.packing, levels.sum(0), np.ones(len(case.packing.capacity)) / 10, begin, free, rank=ranked(levels)
        )
        search.go(6)
        found, best = levels @ search.best, max(map(tuple, enumerate_all(case).sets @ levels.T))
        assert tuple(levels @ begin) <= tuple(found) <= best, seed


def test_ranks_order_sets_as_the_levels_do() -> None:
    for seed in range(40):
        case = small(seed)
        levels = np.array([level.weights for level in case.levels[:3]])
        if rankable(levels):
            sets = enumerate_all(case).sets
            by_levels = [tuple(values) for values in (sets @ levels.T).tolist()]
            ranks = (sets @ ranked(levels)).tolist()
            assert sorted(range(len(sets)), key=lambda i: ranks[i]) == sorted(
                range(len(sets)), key=lambda i: by_levels[i]
            )


def test_levels_too_large_for_one_number_have_no_ranks() -> None:
    assert not rankable(np.full((3, 4), 2**40))
