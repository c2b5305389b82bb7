"""Good multipliers for the search's own bounds, where the record has none that fit.

Subgradient steps (M. Held, P. Wolfe, H. Crowder, "Validation of subgradient optimization", Mathematical Programming 6,
1974) in floats; the result is rounded to integers, and any integers give a valid bound, so nothing rests on the floats.
"""

from collections.abc import Sequence

import numpy as np

from renkei.records.verify.search import Bound, Problem

STEPS = 60
FINE = 10**6


def prices(problem: Problem, level: int, goal: Sequence[int]) -> Bound:
    """Multipliers of a tight bound on one level, beside the goals of the levels before it."""
    have = np.array([float(max(left, 1)) for left in problem.left])
    asks = np.zeros((len(problem.asks), len(have)))
    for j, ask in enumerate(problem.asks):
        for funder, amount in ask:
            asks[j, funder] = amount / have[funder]
    able = (asks <= 1).all(axis=1)
    sizes = [max(1, *map(abs, one.weights)) if one.weights else 1 for one in problem.levels[: level + 1]]
    weights = np.array([one.weights for one in problem.levels[: level + 1]], float) / np.array(sizes)[:, None]
    goals = np.array([float(goal[k]) / sizes[k] for k in range(level + 1)])
    y, m = _descend(asks[able], weights[:, able], goals)
    scale = FINE * max(1, *problem.left)
    found = tuple(round(scale * sizes[level] * float(one / room)) for one, room in zip(y, have, strict=True))
    links = tuple(round(scale * sizes[level] * float(one) / size) for one, size in zip(m, sizes, strict=False))
    return Bound(scale, found, links)


def _descend(asks: np.ndarray, weights: np.ndarray, goals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Prices of money (at least 0) and links (of any sign) that make the bound small."""
    y, m, pace = np.zeros(asks.shape[1]), np.zeros(len(goals) - 1), 1.0
    best, kept, since = np.inf, (y, m), 0
    for _ in range(STEPS):
        reduced = weights[-1] - asks @ y + m @ weights[:-1]
        chosen = reduced > 0
        value = y.sum() - m @ goals[:-1] + reduced[chosen].sum()
        if value < best - 1e-9:
            best, kept, since = value, (y, m), 0
        else:
            since += 1
            pace, since = (pace / 2, 0) if since > 5 else (pace, since)
        slope_y = 1 - asks[chosen].sum(axis=0)
        slope_m = weights[:-1, chosen].sum(axis=1) - goals[:-1]
        norm = (slope_y**2).sum() + (slope_m**2).sum()
        if norm < 1e-12 or value <= goals[-1]:
            break
        step = pace * (value - goals[-1]) / norm
        y, m = np.maximum(0, y - step * slope_y), m - step * slope_m
    return kept
