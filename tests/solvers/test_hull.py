import itertools

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from renkei.solvers.hull import ENOUGH, separate


def one_funder(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A funder's asks, its capacity, and a point that its relaxation allows; many of its entries are whole."""
    rng = np.random.default_rng(seed)
    width = int(rng.integers(2, 10))
    ask = rng.integers(1, 25, width)
    capacity = np.maximum((ask.sum() * rng.uniform(0.2, 0.9, 1)).astype(np.int64), ask.min())
    ask[ask > capacity[0]] = 0
    point = np.where(rng.random(width) < 0.6, rng.random(width), rng.integers(0, 2, width)).astype(np.float64)
    while ask @ point > capacity[0]:
        point[rng.integers(width)] *= 0.5
    return ask[None, :].astype(np.int64), capacity, point


def payable(demand: np.ndarray, capacity: np.ndarray) -> np.ndarray:
    """All sets that the funder can pay for."""
    sets = np.array(list(itertools.product([0, 1], repeat=demand.shape[1])), np.int64)
    return sets[(sets @ demand.T <= capacity).all(1)]


def parts_needed(sets: np.ndarray, point: np.ndarray) -> float:
    """How many payable sets, in parts, it takes to hold the point: more than 1 where it is outside the hull."""
    return float(linprog(np.ones(len(sets)), A_ub=-sets.T, b_ub=-point).fun)


def cuts_of(demand: np.ndarray, capacity: np.ndarray, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    cuts, right, owner = np.zeros(demand.shape, np.int64), np.zeros(len(demand), np.int64), np.zeros(1, np.int64)
    count = separate(demand, capacity, point, cuts, right, owner)
    return cuts[:count], right[:count]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_every_cut_holds_for_every_payable_set_and_cuts_the_point_off(seed: int) -> None:
    demand, capacity, point = one_funder(seed)
    sets = payable(demand, capacity)
    for cut, right in zip(*cuts_of(demand, capacity, point), strict=True):
        assert (sets @ cut <= right).all()
        assert cut @ point > right
        assert (cut >= 0).all()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1))
@example(48541719)  # a trace of an application that cannot be paid beside the whole ones
def test_a_point_is_cut_off_if_and_only_if_no_mixture_of_payable_sets_holds_it(seed: int) -> None:
    demand, capacity, point = one_funder(seed)
    needed = parts_needed(payable(demand, capacity), np.where(demand[0] > 0, point, 0.0))
    cuts, _ = cuts_of(demand, capacity, point)
    if needed > 1.0 + 3 * ENOUGH:
        assert len(cuts) == 1
    if needed < 1.0 + ENOUGH / 3:
        assert len(cuts) == 0


def test_a_cut_is_as_strong_as_it_can_be_on_a_budget_for_two_of_three() -> None:
    demand, capacity = np.array([[50, 50, 50]], np.int64), np.array([100], np.int64)
    cuts, right = cuts_of(demand, capacity, np.array([0.7, 0.7, 0.7]))
    assert cuts.tolist() == [[1, 1, 1]]
    assert right.tolist() == [2]
