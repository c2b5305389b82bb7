"""What no timetable of these wishes can pass, with the prices that prove it.

Each person has so many slots, all slots together so many tables; whatever the timetable, its meetings keep within these
numbers. The best choice within them, fractions allowed, is a linear program (a b-matching's relaxation, solved by
SciPy's HiGHS). Its prices make the bound: for any prices of a person's slot and of a table, no timetable is worth more
than all slots and tables at these prices, and what meetings are worth above the price of what they take (weak duality).
That sum is computed here in whole numbers, so nobody need trust the solver.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

from renkei.engines.meetings.board import Truth, Whole
from renkei.engines.meetings.task import Task

SCALE = 720_720  # parts of a price: prices that are fractions of up to sixteen are exact
DIGITS = 6  # of what part of a meeting the program holds; the rest is rounding


@dataclass(frozen=True)
class Bound:
    """`value`: what no timetable passes. `person`, `table`: the prices of a person's slot and of a table, in parts.

    `chosen`: which part of each meeting the program holds, from 0 to 1.
    """

    value: int
    person: Whole
    table: int
    chosen: NDArray[np.float64]


def most(task: Task, live: Truth, slots: Whole, tables: int) -> Bound:
    """The bound on the value of the meetings in `live`, when each person has so many `slots` left, and all so many
    `tables`."""
    chosen, some = np.zeros(len(live)), np.flatnonzero(live)
    if not len(some):
        return Bound(0, np.zeros(task.persons, np.int64), 0, chosen)
    takes = csr_matrix((np.ones(len(task.member)), (task.member, task.owner())), shape=(task.persons, len(live)))[
        :, some
    ]
    found = linprog(
        -task.value[some],
        A_ub=vstack([takes, csr_matrix(np.ones((1, len(some))))]).tocsr(),
        b_ub=np.append(slots, tables),
        bounds=(0, 1),
        method="highs-ds",
    )
    chosen[some] = np.round(found.x, DIGITS)
    prices = np.maximum(np.rint(-found.ineqlin.marginals * SCALE), 0).astype(np.int64)
    return Bound(_by_prices(task, live, slots, tables, prices), prices[:-1], int(prices[-1]), chosen)


def _by_prices(task: Task, live: Truth, slots: Whole, tables: int, prices: Whole) -> int:
    """The value that these prices prove, in whole numbers."""
    paid = np.add.reduceat(prices[:-1][task.member], task.start[:-1]) + prices[-1]
    over = np.maximum(SCALE * task.value - paid, 0)
    return (int(prices[:-1] @ slots) + int(prices[-1]) * tables + int(over[live].sum())) // SCALE
