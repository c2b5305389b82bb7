import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.solvers.best_first import BestFirst
from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.packing import Level, Limit, Packing

from .cases import Case, enumerate_all, middle, small

# OR-Library's first small problem (Petersen 1967): 6 applications, 10 funders, the most is 3800
PETERSEN = (
    [
        [8, 12, 13, 64, 22, 41],
        [8, 12, 13, 75, 22, 41],
        [3, 6, 4, 18, 6, 4],
        [5, 10, 8, 32, 6, 12],
        [5, 13, 8, 42, 6, 20],
        [5, 13, 8, 48, 6, 20],
        [0, 0, 0, 0, 8, 0],
        [3, 0, 4, 0, 8, 0],
        [3, 2, 4, 0, 8, 4],
        [3, 2, 4, 8, 8, 4],
    ],
    [80, 96, 20, 36, 44, 48, 10, 18, 22, 24],
    [100, 600, 1200, 2400, 500, 2000],
)


def begun(case: Case, best: np.ndarray | None = None) -> BestFirst:
    """A search for the fourth level's best value, from the set of what is forced in."""
    low, high = case.inside.astype(np.int64), 1 - case.outside.astype(np.int64)
    begin = low if best is None else best
    return BestFirst(case.packing.demand, case.packing.capacity, case.levels[3].weights, begin, low, high)


def searched(search: BestFirst, searches: int = 2, steps: int = 10_000) -> BestFirst:
    while not search.ended:
        search.merge([job() for job in search.jobs(searches, steps)])
    return search


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 3, 10_000]), st.sampled_from([1, 2]))
def test_the_value_is_that_of_complete_enumeration_however_small_the_rounds(
    seed: int, steps: int, searches: int
) -> None:
    case = small(seed)
    found = searched(begun(case), searches, steps)
    truth = enumerate_all(case)
    assert found.value == (truth.sets @ case.levels[3].weights).max()
    assert found.bound == found.value == case.levels[3].weights @ found.best
    assert case.packing.affordable(found.best.astype(np.bool_))
    assert found.best[case.inside].all()
    assert not found.best[case.outside].any()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_bound_holds_and_never_rises_while_the_search_goes_on(seed: int) -> None:
    case = small(seed)
    most = (enumerate_all(case).sets @ case.levels[3].weights).max()
    search, last = begun(case), np.inf
    while not search.ended:
        search.merge([job() for job in search.jobs(2, 1)])
        assert most <= search.bound <= last
        last = search.bound


def test_a_round_that_is_broken_off_leaves_a_bound_that_holds() -> None:
    packing, levels = middle(6)
    weight = levels[3].weights
    ones, nothing = np.ones(60, np.int64), np.zeros(60, np.int64)
    search = BestFirst(packing.demand, packing.capacity, weight, nothing, nothing, ones)
    for _ in range(3):
        search.merge([job() for job in search.jobs(1, 1)])
    before = search.bound
    search.jobs(2, 100)
    assert search.bound == before >= lexicographic(packing, [levels[3]]).values[0]


@pytest.mark.parametrize("heaviest", [10**6, 2**58])
def test_money_in_the_smallest_units_and_the_largest_weights_are_bounded_exactly(heaviest: int) -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        demand = rng.integers(10**9, 10**10, (3, 9))
        capacity, weight = demand.sum(1) // 3, rng.integers(1, heaviest, 9)
        packing = Packing(demand, capacity)
        nothing = np.zeros(9, np.bool_)
        case = Case(packing, (Level(weight),) * 4, nothing, nothing)
        assert searched(begun(case)).value == (enumerate_all(case).sets @ weight).max()


def test_what_weighs_nothing_or_less_is_left_out() -> None:
    ones, nothing = np.ones(3, np.int64), np.zeros(3, np.int64)
    found = searched(BestFirst(np.array([[1, 1, 1]]), np.array([3]), np.array([2, 0, -1]), nothing, nothing, ones))
    assert found.best.tolist() == [1, 0, 0]
    assert found.value == 2


def test_a_set_found_elsewhere_is_taken_over_and_the_proof_goes_on_from_it() -> None:
    packing, levels = middle(5)
    weight = levels[3].weights
    ones, nothing = np.ones(60, np.int64), np.zeros(60, np.int64)
    alone = searched(BestFirst(packing.demand, packing.capacity, weight, nothing, nothing, ones))
    helped = BestFirst(packing.demand, packing.capacity, weight, nothing, nothing, ones)
    helped.take(alone.best)
    assert searched(helped).value == alone.value
    assert helped.work < alone.work


def test_a_known_problem_reaches_its_known_optimum() -> None:
    rows, right, weight = PETERSEN
    packing = Packing(np.array(rows), np.array(right))
    nothing = np.zeros(6, np.bool_)
    assert searched(begun(Case(packing, (Level(np.array(weight)),) * 4, nothing, nothing))).value == 3800


@pytest.mark.parametrize("applications", [60, 90])
def test_a_hard_level_is_proven_the_same_on_one_thread_and_on_two(applications: int) -> None:
    packing, levels = middle(6, applications=applications, funders=6)
    one, two = (lexicographic(packing, [levels[3]], limit=Limit(threads=threads)) for threads in (1, 2))
    assert one.complete
    assert (one.chosen == two.chosen).all()
    assert one.bounds == two.bounds
    assert one.work == two.work
