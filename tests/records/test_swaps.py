"""Exchanges found by arrays are those found one by one."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from renkei.records.verify.swaps import swaps_of

SMALL = st.integers(0, 6)


@given(st.lists(st.tuples(SMALL, SMALL, st.integers(0, 1), st.integers(1, 3), st.booleans()), max_size=8), SMALL, SMALL)
def test_every_gainful_exchange_of_the_four_kinds_is_found(rows, spare_x, spare_y):
    asks = [[(funder, amount) for funder, amount in enumerate(row[:2]) if amount] for row in rows]
    weights = [[row[2] for row in rows], [row[3] for row in rows], [-row[0] - row[1] for row in rows]]
    chosen, left = [row[4] for row in rows], [spare_x, spare_y]
    found = [one for one in swaps_of(asks, left, weights, chosen).not_worse() if any(one.gain)]
    for swap in found:
        assert affordable(rows, left, swap.leave, swap.enter)
        assert swap.gain == gain(weights, swap.leave, swap.enter) > (0, 0, 0)
    assert bool(found) == any_exchange(rows, left, weights, chosen)


def gain(weights, leave, enter):
    return tuple(sum(row[one] for one in enter) - sum(row[one] for one in leave) for row in weights)


def affordable(rows, left, leave, enter):
    return all(left[f] + sum(rows[one][f] for one in leave) >= sum(rows[one][f] for one in enter) for f in range(2))


def any_exchange(rows, left, weights, chosen):
    inside = [j for j, one in enumerate(chosen) if one]
    outside = [j for j, one in enumerate(chosen) if not one]
    return any(
        affordable(rows, left, leave, enter) and gain(weights, leave, enter) > (0, 0, 0)
        for out, into in ((0, 1), (1, 1), (1, 2), (2, 1))
        for leave in combinations(inside, out)
        for enter in combinations(outside, into)
    )


def test_amounts_beyond_exact_sums_are_left_to_the_search():
    assert swaps_of([[(0, 2**60)]], [2**61], [[1]], [True]) is None
