"""The best set that reaches minima: against trying every set."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.solvers.minima import Minimum, best_with_minima
from renkei.solvers.packing import InfeasibleError, Level, Packing

SMALL = st.integers(0, 5)
SIGNED = st.integers(-4, 4)


@st.composite
def problems(draw):
    """Up to six applications, two funders, two levels, one or two minima of any sign, somebody forced in."""
    count = draw(st.integers(1, 6))
    row = st.lists(SMALL, min_size=count, max_size=count)
    signed = st.lists(SIGNED, min_size=count, max_size=count)
    packing = Packing(np.array([draw(row), draw(row)]), np.array([draw(st.integers(0, 12)), draw(st.integers(0, 12))]))
    levels = [Level(np.array(draw(signed), np.int64)), Level(np.array(draw(signed), np.int64))]
    minima = [Minimum(np.array(one, np.int64), draw(SIGNED)) for one in draw(st.lists(signed, min_size=1, max_size=2))]
    inside = np.array(draw(st.lists(st.sampled_from([False, False, False, True]), min_size=count, max_size=count)))
    return packing, levels, minima, inside


@given(problems())
@settings(max_examples=60, deadline=None)
def test_the_set_is_best_among_all_that_reach_the_minima(problem):
    packing, levels, minima, inside = problem
    everything = (np.array(bits, np.bool_) for bits in product([False, True], repeat=packing.applications))
    allowed = [
        one
        for one in everything
        if packing.affordable(one) and (one | ~inside).all() and all(minimum.reached(one) for minimum in minima)
    ]
    if not allowed:
        with pytest.raises(InfeasibleError):
            best_with_minima(packing, levels, minima, inside=inside)
        return
    found = best_with_minima(packing, levels, minima, inside=inside)
    best = max(tuple(level.value(one) for level in levels) for one in allowed)
    assert any((found.chosen == one).all() for one in allowed)
    assert (found.values, found.bounds, found.stopped) == (best, best, None)


def test_levels_known_to_be_best_are_not_searched_again():
    packing = Packing(np.array([[1, 1, 1]]), np.array([2]))
    count, first = Level(np.array([1, 1, 1])), Level(np.array([0, 0, 1]))
    minimum = Minimum(np.array([1, 0, 0]), 1)
    start = np.array([True, True, False])
    found = best_with_minima(packing, [count, first], [minimum], start=start, known=1)
    assert (found.values, found.chosen.tolist()) == ((2, 1), [True, False, True])


def test_coefficients_beyond_a_signed_64_bit_integer_are_refused():
    with pytest.raises(ValueError, match="give larger units"):
        Minimum(np.array([2**60]), 0)
