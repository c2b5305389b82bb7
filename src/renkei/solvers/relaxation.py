"""A quick certified bound from the linear relaxation alone."""

import numpy as np

from renkei.solvers.certificate import certified_bound
from renkei.solvers.packing import Level, Packing

SCALE = 1 << 20


def relaxed_bound(packing: Packing, level: Level) -> tuple[int, int, list[int]]:
    """(certified bound, scale, one multiplier a funder) for the most that a level can reach.

    The multipliers are the relaxation's dual prices, rounded: any are valid, these are good ones.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - loads slowly, and most commands never need it

    found = linprog(-level.weights.astype(float), packing.demand, packing.capacity, bounds=(0, 1), method="highs-ds")
    prices = [0] * len(packing.capacity) if found.ineqlin is None else _rounded(found.ineqlin.marginals)
    return certified_bound(packing, [level], [], 0, SCALE, prices, []), SCALE, prices


def _rounded(marginals: np.ndarray) -> list[int]:
    return [max(0, round(-float(price) * SCALE)) for price in marginals]
