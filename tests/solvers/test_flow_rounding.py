"""A flow in parts of a unit is made whole by lot, and keeps what it was in expectation."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.solvers.flow import Network, cheapest, shortfall
from renkei.solvers.flow_rounding import rounded

PARTS = 10


def _network(seed: int, cap: int) -> Network:
    """Three who give two units each, five who take up to two, over arcs that carry at most `cap` tenths."""
    drawn = np.random.Generator(np.random.PCG64(seed))
    pairs = np.array([(a, 3 + r) for a in range(3) for r in range(5)])
    tail = np.concatenate([pairs[:, 0], np.arange(3, 8)])
    head = np.concatenate([pairs[:, 1], np.full(5, 8)])
    high = np.concatenate([np.full(15, cap), np.full(5, 2 * PARTS)])
    cost = np.concatenate([drawn.integers(-9, 0, 15), np.zeros(5, np.int64)])
    return Network(tail, head, np.zeros(20, np.int64), high, cost, np.array([20, 20, 20, 0, 0, 0, 0, 0, -60]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 9))
def test_every_arc_is_its_flow_rounded_down_or_up_and_every_node_stays_in_balance(seed: int, cap: int) -> None:
    network = _network(seed, cap)
    flow = cheapest(network)
    assert flow is not None
    whole = rounded(network.tail, network.head, flow, PARTS, np.random.Generator(np.random.PCG64(seed)))
    assert ((whole == flow // PARTS) | (whole == -(-flow // PARTS))).all()
    net = np.bincount(network.tail, whole, 9) - np.bincount(network.head, whole, 9)
    assert (net * PARTS == network.supply).all()


def test_the_mean_of_many_draws_is_the_flow() -> None:
    network = _network(7, 6)
    flow = cheapest(network)
    assert flow is not None
    assert (flow % PARTS).any()
    stream, draws = np.random.Generator(np.random.PCG64(1)), 3000
    mean = sum(rounded(network.tail, network.head, flow, PARTS, stream) for _ in range(draws)) / draws
    assert np.abs(mean - flow / PARTS).max() < 4.5 * 0.5 / draws**0.5


def test_what_cannot_be_brought_is_counted() -> None:
    network = _network(1, 3)
    assert cheapest(network) is None
    assert shortfall(network) == 60 - 3 * 5 * 3
