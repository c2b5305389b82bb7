"""A lot among whole assignments, for rules of a panel that no flow states.

The shares of the assignments are a linear program: the largest expected total with no pair above the cap. Its
columns are found as they are needed: the assignment that would gain most at the present prices of the pairs is the
best one for the affinity less the price, so the same branch and bound finds it, and proves when none gains any more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from renkei.engines.assignment.best import Best, best
from renkei.engines.assignment.pairs import MILLION
from renkei.engines.assignment.task import Chosen, Task

Real = NDArray[np.float64]
ROUNDS = 400  # columns at most
NEAR = 1e-7  # of a probability
FINE = 1000  # prices count in thousandths of a millionth


@dataclass(frozen=True)
class Mixture:
    """Assignments (rows) with their shares, which add up to 1; the bound on the expected total in millionths."""

    assignments: NDArray[np.bool_]
    shares: Real
    bound: int
    nodes: int


@dataclass(frozen=True)
class _Prices:
    shares: Real
    over: float  # probability above the cap, in all
    pair: Real
    whole: float


def mixture(task: Task, cap: float, work: int) -> Mixture | None:
    """The lot with the largest expected total; None where the cap cannot be kept."""
    caps = np.where(task.pinned, 1.0, cap)
    first = best(task, task.worth, work)
    if first is None:
        return None
    columns, spent = [first.chosen], first.nodes
    heavy = 4.0 * task.size * len(task.applications)  # a pair above the cap costs more than any total gains
    bound = float("inf")
    for _ in range(ROUNDS):
        prices = _master(np.array(columns), task.worth / MILLION, caps, heavy)
        found = _dearest(task, prices, max(work - spent, 1))
        spent += found.nodes
        gain = found.bound / (MILLION * FINE) - prices.whole
        bound = min(bound, float(caps @ prices.pair) + found.bound / (MILLION * FINE))
        if gain <= NEAR or any((found.chosen == one).all() for one in columns) or spent >= work:
            break
        columns.append(found.chosen)
    if prices.over > NEAR * len(columns):
        return None
    kept = prices.shares > NEAR
    shares = prices.shares[kept] / prices.shares[kept].sum()
    return Mixture(np.array(columns)[kept], shares, int(np.ceil(bound * MILLION - 1e-3)), spent)


def _master(columns: Chosen, worth: Real, caps: Real, heavy: float) -> _Prices:
    """The shares of the assignments so far and what a pair above its cap is priced at."""
    kinds, pairs = columns.shape
    touched = np.flatnonzero(columns.any(axis=0))
    rows = np.hstack([columns[:, touched].T.astype(float), -np.eye(len(touched))])
    cost = np.concatenate([-(columns @ worth), np.full(len(touched), heavy)])
    whole = np.concatenate([np.ones(kinds), np.zeros(len(touched))]).reshape(1, -1)
    solved = linprog(cost, A_ub=rows, b_ub=caps[touched], A_eq=whole, b_eq=[1.0], method="highs")
    price = np.zeros(pairs)
    price[touched] = -solved.ineqlin.marginals
    return _Prices(solved.x[:kinds], float(solved.x[kinds:].sum()), price, -float(solved.eqlin.marginals[0]))


def _dearest(task: Task, prices: _Prices, work: int) -> Best:
    weight = np.rint((task.worth / MILLION - prices.pair) * MILLION * FINE).astype(np.int64)
    found = best(task, weight, work)
    if found is None:
        raise RuntimeError("an assignment that was found is gone; please report this call")
    return found
