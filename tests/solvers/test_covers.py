import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.solvers.covers import separate


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_every_lifted_cover_holds_for_every_affordable_set(seed: int) -> None:
    rng = np.random.default_rng(seed)
    width = int(rng.integers(2, 10))
    demand = rng.integers(0, 25, (2, width)).astype(np.int64)
    capacity = np.maximum((demand.sum(1) * rng.uniform(0.1, 0.9, 2)).astype(np.int64), 1)
    relaxed = np.where(rng.random(width) < 0.5, rng.random(width), rng.integers(0, 2, width)).astype(np.float64)
    cuts, right = np.zeros((4, width), np.int64), np.zeros(4, np.int64)
    count = separate(demand, capacity, relaxed, cuts, right)
    sets = np.array(list(itertools.product([0, 1], repeat=width)), np.int64)
    sets = sets[(sets @ demand.T <= capacity).all(1)]
    for k in range(count):
        assert (sets @ cuts[k] <= right[k]).all()
        assert cuts[k] @ relaxed > right[k]
