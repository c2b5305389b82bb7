"""A lot among whole assignments, for rules of a panel that no flow states.

The shares of the assignments are a linear program: the largest expected total with no pair above the cap. Its
columns are found as they are needed: the assignment that would gain most at the present prices of the pairs is the
best one for the affinity less the price, so the same branch and bound finds it, and proves when none gains any more.
Prices begin at those of parts of reviews, and move from the ones that gave the best bound so far only by and by
(Wentges, 1997): prices that swing would find assignments that nobody needs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import vstack

from renkei.engines.assignment.best import Best, best
from renkei.engines.assignment.exact import INFEASIBLE, program_of
from renkei.engines.assignment.options import AssignmentError
from renkei.engines.assignment.pairs import MILLION
from renkei.engines.assignment.task import Chosen, Task

Real = NDArray[np.float64]
ROUNDS = 500  # columns at most
NEAR = 1e-7  # of a probability
STEADY = 0.8  # how much of the best prices so far is kept
HEAVIEST = 1e6
FINE = 1000  # prices count in thousandths of a millionth


@dataclass(frozen=True)
class Mixture:
    """Assignments (rows) with their shares, which add up to 1; the bound on the expected total in millionths."""

    assignments: NDArray[np.bool_]
    shares: Real
    bound: int
    nodes: int


@dataclass(frozen=True)
class _Shares:
    shares: Real
    over: float  # probability above the cap, in all
    pair: Real
    whole: float


def mixture(task: Task, cap: float, work: int) -> Mixture | None:
    """The lot with the largest expected total; None where the cap cannot be kept.

    Raises AssignmentError where that is not known after ROUNDS columns.
    """
    caps = np.where(task.pinned, 1.0, cap)
    steady = _relaxed(task, caps)
    first = None if steady is None else best(task, task.worth, work)
    if steady is None or first is None:
        return None
    worth, columns, spent, bound, near = task.worth / MILLION, [first.chosen], first.nodes, np.inf, STEADY
    heavy = 2.0 * (1 + float(steady.max(initial=0)))  # what a pair above its cap costs, dearer than any price
    for _ in range(ROUNDS):
        shares = _master(np.array(columns), worth, caps, heavy)
        price = near * steady + (1 - near) * shares.pair
        found = _dearest(task, price, max(work - spent, 1))
        spent += found.nodes
        reached = float(caps @ price) + found.bound / (MILLION * FINE)
        bound, steady = (reached, price) if reached < bound else (bound, steady)
        gain = float((worth - shares.pair) @ found.chosen) - shares.whole
        if gain > NEAR:
            columns.append(found.chosen)
            near = STEADY
        elif near == 0 and shares.over > NEAR and heavy < HEAVIEST:
            heavy *= 10
        elif near == 0 or spent >= work:
            return _mixture(columns, shares, bound, spent) if shares.over <= NEAR else None
        else:
            near = 0.0  # ask at the prices themselves before it is over
    shares = _master(np.array(columns), worth, caps, heavy)
    if shares.over > NEAR:
        raise AssignmentError(f"no lot that keeps the cap was found in {ROUNDS} rounds: raise the cap")
    return _mixture(columns, shares, bound, spent)


def _mixture(columns: list[Chosen], found: _Shares, bound: float, nodes: int) -> Mixture:
    kept = found.shares > NEAR
    shares = found.shares[kept] / found.shares[kept].sum()
    return Mixture(np.array(columns)[kept], shares, int(np.ceil(bound * MILLION - 1e-3)), nodes)


def _relaxed(task: Task, caps: Real) -> Real | None:
    """The prices of the pairs' caps where parts of reviews may be given; None where even these cannot keep the caps."""
    program = program_of(task)
    pairs, columns = len(caps), program.rows.shape[1]
    most = np.concatenate([np.minimum(program.most[:pairs], caps), program.most[pairs:]])
    cost = np.concatenate([-task.worth / MILLION, np.zeros(columns - pairs)])
    same = program.low == program.high
    rows, low, high = program.rows[~same], program.low[~same], program.high[~same]
    solved = linprog(
        cost,
        A_ub=vstack([rows[np.isfinite(high)], -rows[np.isfinite(low)]]),
        b_ub=np.concatenate([high[np.isfinite(high)], -low[np.isfinite(low)]]),
        A_eq=program.rows[same],
        b_eq=program.low[same],
        bounds=np.column_stack([program.least, most]),
        method="highs",
    )
    return None if solved.status == INFEASIBLE else np.maximum(-solved.upper.marginals[:pairs], 0.0)


def _master(columns: Chosen, worth: Real, caps: Real, heavy: float) -> _Shares:
    """The shares of the assignments so far and what a pair above its cap is priced at."""
    kinds, pairs = columns.shape
    touched = np.flatnonzero(columns.any(axis=0))
    rows = np.hstack([columns[:, touched].T.astype(float), -np.eye(len(touched))])
    cost = np.concatenate([-(columns @ worth), np.full(len(touched), heavy)])
    whole = np.concatenate([np.ones(kinds), np.zeros(len(touched))]).reshape(1, -1)
    solved = linprog(cost, A_ub=rows, b_ub=caps[touched], A_eq=whole, b_eq=[1.0], method="highs")
    price = np.zeros(pairs)
    price[touched] = -solved.ineqlin.marginals
    return _Shares(solved.x[:kinds], float(solved.x[kinds:].sum()), price, -float(solved.eqlin.marginals[0]))


def _dearest(task: Task, price: Real, work: int) -> Best:
    weight = np.rint((task.worth / MILLION - price) * MILLION * FINE).astype(np.int64)
    found = best(task, weight, work)
    if found is None:
        raise RuntimeError("an assignment that was found is gone; please report this call")
    return found
