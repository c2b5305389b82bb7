import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.solvers.certificate import certified_bound
from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.packing import InfeasibleError, Level, Limit, Packing
from renkei.solvers.proof import Proof

from .cases import enumerate_all, middle, small


@pytest.mark.parametrize("block", range(10))
def test_values_equal_complete_enumeration(block: int) -> None:
    for seed in range(block * 120, block * 120 + 120):
        case = small(seed)
        found = lexicographic(case.packing, case.levels, inside=case.inside, outside=case.outside)
        assert found.complete
        assert found.values == enumerate_all(case).best, seed
        assert case.packing.affordable(found.chosen)
        assert found.chosen[case.inside].all()
        assert not found.chosen[case.outside].any()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_certified_bounds_hold_and_can_be_recomputed(seed: int) -> None:
    case = small(seed)
    truth = enumerate_all(case)
    found = lexicographic(case.packing, case.levels, inside=case.inside, outside=case.outside)
    for k, bound in enumerate(found.bounds):
        allowed = (truth.values[:, :k] >= np.array(found.values[:k])).all(1)
        assert bound.value <= bound.claimed <= bound.certified
        assert truth.values[allowed, k].max() <= bound.certified
        again = certified_bound(
            case.packing,
            case.levels,
            found.values,
            k,
            bound.scale,
            bound.funders,
            bound.levels,
            inside=case.inside,
            outside=case.outside | (case.packing.dear & ~case.inside),
            cuts=list(zip(found.cuts, bound.cuts, strict=True)),
        )
        assert again == bound.certified
    for cut in found.cuts:
        only = case.packing.demand[[cut.funder]]
        sets = np.array(list(itertools.product([0, 1], repeat=case.packing.applications)), np.int64)
        sets = sets[(sets @ only.T <= case.packing.capacity[cut.funder]).all(1)]
        assert (sets @ cut.coefficients <= cut.right).all()


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 50), min_size=9, max_size=9), st.integers(1, 20))
def test_any_multipliers_give_a_bound_that_holds(seed: int, multipliers: list[int], scale: int) -> None:
    case = small(seed, forced=False)
    truth = enumerate_all(case)
    height = len(case.packing.capacity)
    for k in range(len(case.levels)):
        bound = certified_bound(
            case.packing, case.levels, truth.best, k, scale, multipliers[:height], multipliers[4 : 4 + k]
        )
        allowed = (truth.values[:, :k] >= np.array(truth.best[:k])).all(1)
        assert truth.values[allowed, k].max() <= bound


def test_every_stage_of_the_proof_reaches_the_same_values(monkeypatch: pytest.MonkeyPatch) -> None:
    packing, levels = middle()
    reference = lexicographic(packing, levels)
    for early, steps, rounds in ((10**9, 10**9, 60), (0, 10**9, 0), (0, 0, 60), (0, 0, 0)):
        monkeypatch.setattr("renkei.solvers.proof.EARLY_TRY", early)
        monkeypatch.setattr("renkei.solvers.proof.LEVEL_TRY", steps)
        monkeypatch.setattr("renkei.solvers.proof.ROOT_ROUNDS", rounds)
        found = lexicographic(packing, levels)
        assert found.complete
        assert found.values == reference.values


def test_threads_do_not_change_the_answer() -> None:
    packing, levels = middle(2)
    one = lexicographic(packing, levels, limit=Limit(threads=1))
    two = lexicographic(packing, levels, limit=Limit(threads=2))
    assert (one.chosen == two.chosen).all()
    assert one.bounds == two.bounds


@pytest.mark.parametrize("work", [1, 50, 400, 1500, 3000])
def test_a_limit_of_work_returns_an_affordable_set_with_bounds_that_hold_and_repeats(work: int) -> None:
    packing, levels = middle(3)
    best = lexicographic(packing, levels)
    found, again = (lexicographic(packing, levels, limit=Limit(work=work)) for _ in range(2))
    assert packing.affordable(found.chosen)
    assert found.values <= best.values
    assert (found.stopped is None) == found.complete
    assert (found.chosen == again.chosen).all()
    assert found.bounds == again.bounds
    first = next((k for k in range(len(levels)) if found.values[k] != best.values[k]), len(levels) - 1)
    assert best.values[first] <= found.bounds[first].claimed <= found.bounds[first].certified


@pytest.mark.parametrize("work", [3000, 60_000, 200_000])
def test_a_single_hard_level_cut_short_repeats_to_the_byte_with_a_claim_no_weaker_than_what_is_certified(
    work: int,
) -> None:
    packing, levels = middle(5, applications=150, funders=25)
    found, again = (lexicographic(packing, [levels[3]], limit=Limit(work=work)) for _ in range(2))
    assert found.stopped == "work"
    assert packing.affordable(found.chosen)
    assert (found.chosen == again.chosen).all()
    assert found.bounds == again.bounds
    assert found.values[0] <= found.bounds[0].claimed <= found.bounds[0].certified


def test_a_claimed_bound_is_a_sum_that_the_weights_can_come_to() -> None:
    packing, levels = middle(5, applications=150, funders=25)
    found = lexicographic(packing, [Level(levels[3].weights * 5)], limit=Limit(work=3000))
    assert found.stopped == "work"
    assert found.bounds[0].claimed % 5 == 0


def test_a_limit_of_seconds_is_marked() -> None:
    packing, levels = middle(4)
    found = lexicographic(packing, levels, limit=Limit(seconds=0.0))
    assert found.complete or found.stopped == "seconds"


def test_an_interrupt_returns_the_best_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    packing, levels = middle(5)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Proof, "_one_level", interrupted)
    found = lexicographic(packing, levels)
    assert found.stopped == "interrupted"
    assert not found.complete
    assert packing.affordable(found.chosen)


def test_money_in_minor_units_stays_exact() -> None:
    demand = np.array([[10**9 + 1, 10**9, 2 * 10**9]])
    packing = Packing(demand, np.array([2 * 10**9 + 1]))
    found = lexicographic(packing, [Level(np.array([1, 1, 1])), Level(-demand[0])])
    assert found.values == (2, -(2 * 10**9 + 1))


def test_what_is_forced_in_beyond_the_budget_is_refused_with_words() -> None:
    packing = Packing(np.array([[5, 6]]), np.array([10]))
    with pytest.raises(InfeasibleError, match="forced in"):
        lexicographic(packing, [Level(np.array([1, 1]))], inside=np.array([True, True]))


def test_fractions_and_wrong_lengths_are_refused_with_words() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        Packing(np.array([[0.5]]), np.array([1]))
    packing = Packing(np.array([[5, 6]]), np.array([10]))
    with pytest.raises(ValueError, match="2 applications"):
        lexicographic(packing, [Level(np.array([1]))])
    with pytest.raises(ValueError, match="one entry for each"):
        lexicographic(packing, [Level(np.array([1, 1]))], inside=np.array([True]))
