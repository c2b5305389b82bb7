"""The bound for small organisations: kept, and at the least cost, against complete enumeration."""

from itertools import permutations
from math import floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.matching.exposure import chosen, due, worth

candidates = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=6)


def keeps(order: tuple[int, ...], small: list[bool], share: float) -> bool:
    """Whether each of the first r places has its small ones, as far as there are any."""
    there = sum(small)
    return all(
        sum(small[at] for at in order[:r]) >= min(floor(share * r + 1e-9), there) for r in range(1, len(order) + 1)
    )


@settings(max_examples=150, deadline=None)
@given(candidates, st.sampled_from([0.0, 0.2, 1 / 3, 0.5, 0.75, 1.0]), st.integers(1, 6))
def test_no_list_that_keeps_the_bound_is_stronger_in_its_first_places(
    given_candidates: list[tuple[int, bool]], share: float, many: int
) -> None:
    values, small = [float(one) for one, _ in given_candidates], [one for _, one in given_candidates]
    found = chosen(np.array(values), np.array(small), many, share)
    size = min(many, len(values))
    assert len(found) == len(set(found)) == size
    assert keeps(tuple(found), small, share)
    lists = [order for order in permutations(range(len(values)), size) if keeps(order, small, share)]
    for r in range(1, size + 1):
        assert sum(values[at] for at in found[:r]) == max(sum(values[at] for at in order[:r]) for order in lists)


def test_without_a_share_the_strongest_stand_in_order_and_equal_ones_as_they_came() -> None:
    assert chosen(np.array([1.0, 3.0, 3.0, 2.0]), np.array([True, False, True, False]), 3, 0) == [1, 2, 3]


def test_the_share_is_counted_in_whole_places() -> None:
    assert [due(0.3, place) for place in (1, 3, 4, 10)] == [0, 0, 1, 3]


def test_a_place_further_down_exposes_less() -> None:
    assert worth([1]) == 1
    assert worth([1, 3]) == pytest.approx(1.5)
