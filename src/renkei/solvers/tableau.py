"""A linear programme with few rows and many columns between 0 and 1, and the state of its solution by the simplex
method.

Maximise ``cost . x`` where every row reads ``coefficients . x <= right`` and ``low <= x <= high``. The basis inverse is
kept whole (rows are few), which also gives exact steepest-edge weights.

Everything here runs compiled; the first use on a machine compiles for some seconds, later uses load the result.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.solvers.machine_code import compiled, entry

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]

AT_LOW = -1
AT_HIGH = -2
OPTIMAL = 0
CUT_OFF = 1
UNFINISHED = 2
TINY = 1e-9
SLACKNESS = 1e-7
PERTURBATION = 1e-6


class Tableau(NamedTuple):
    """A linear programme and the state of its solution; slack i is variable ``columns + i``."""

    start: Whole  # columns + 1: where each column's entries begin
    stop: Whole  # per column: where they end; up to the next start there is room for entries of the spare rows
    row: Whole  # row of each entry
    value: Reals  # coefficient of each entry
    right: Reals  # one per row
    cost: Reals  # one per variable, slacks 0: the aim, a little perturbed so that steps do not stall
    aim: Reals  # what is maximised, one per variable
    low: Reals  # one per variable
    high: Reals  # one per variable
    head: Whole  # the variable basic in each place
    place: Whole  # per variable: its place in the basis, AT_LOW or AT_HIGH
    inverse: Reals  # basis inverse, transposed: one line a row, one column a place
    norm: Reals  # squared length of each place's column
    level: Reals  # value of the variable basic in each place
    rest: Reals  # right minus what the non-basic variables take
    gain: Reals  # reduced cost per variable (of columns only while they are open)
    turn: Reals  # the pivot row, per variable
    dual: Reals  # one multiplier a row
    open: Whole  # the columns not fixed, first count[OPEN] entries
    queue: Whole  # scratch: candidates of the ratio test
    ratio: Reals  # scratch: their ratios
    image: Reals  # scratch: the entering column in terms of the basis
    tally: Whole  # OPEN, STEPS, SINCE, FLIPPED


OPEN, STEPS, SINCE, FLIPPED = 0, 1, 2, 3


def tableau(rows: Reals, right: Reals, spare: int) -> Tableau:
    """A tableau for dense ``rows`` [rows, columns] with all columns between 0 and 1, started at the slack basis.

    Each column has room for entries in ``spare`` rows that are still empty."""
    height, width = rows.shape
    column, row = np.nonzero(rows.T)
    filled = np.bincount(column, minlength=width)
    start = np.zeros(width + 1, np.int64)
    np.cumsum(filled + spare, out=start[1:])
    at = np.arange(len(column)) + spare * column
    entry_row, value = np.zeros(start[-1], np.int64), np.zeros(start[-1])
    entry_row[at], value[at] = row, rows[row, column]
    every = width + height

    def empty(length: int) -> Reals:
        return np.zeros(length, np.float64)

    place = np.full(every, AT_LOW, np.int64)
    place[width:] = np.arange(height)
    high = np.ones(every)
    high[width:] = right - np.minimum(rows, 0).sum(1)
    return Tableau(
        start=start,
        stop=start[:-1] + filled,
        row=entry_row,
        value=value,
        right=right.astype(np.float64),
        cost=empty(every),
        aim=empty(every),
        low=empty(every),
        high=high,
        head=np.arange(width, every, dtype=np.int64),
        place=place,
        inverse=np.eye(height),
        norm=np.ones(height),
        level=empty(height),
        rest=empty(height),
        gain=empty(every),
        turn=empty(every),
        dual=empty(height),
        open=np.zeros(width, np.int64),
        queue=np.zeros(every, np.int64),
        ratio=empty(every),
        image=empty(height),
        tally=np.zeros(4, np.int64),
    )


@compiled
def added(values: NDArray[Any]) -> Any:
    """The sum, one by one. (NumPy's own, compiled, would have every command load a linear algebra library.)"""
    total = values[0] * 0
    for value in values:
        total += value
    return total


@compiled
def by_lines(t: Tableau, weights: Reals, found: Reals) -> None:
    """The inner product of ``weights`` with each line of the inverse, in ``found``; 0 for a basic slack's, a unit.

    Four strands: a fixed order of addition that processors can do side by side."""
    m = len(weights)
    quarter = m // 4
    n = len(t.start) - 1
    for r in range(m):
        if t.place[n + r] >= 0:
            found[r] = 0.0
            continue
        s0, s1, s2, s3 = 0.0, 0.0, 0.0, 0.0
        for q in range(quarter):  # a range with a step is slow in machine code
            k = 4 * q
            s0 += weights[k] * t.inverse[r, k]
            s1 += weights[k + 1] * t.inverse[r, k + 1]
            s2 += weights[k + 2] * t.inverse[r, k + 2]
            s3 += weights[k + 3] * t.inverse[r, k + 3]
        for k in range(4 * quarter, m):
            s0 += weights[k] * t.inverse[r, k]
        found[r] = (s0 + s1) + (s2 + s3)


@compiled
def column_in_basis(t: Tableau, j: int) -> None:
    """Column ``j`` in terms of the basis, in ``image``."""
    t.image[:] = 0.0
    for k in range(t.start[j], t.stop[j]):
        v, line = t.value[k], t.inverse[t.row[k]]
        for i in range(len(line)):
            t.image[i] += v * line[i]


@compiled
def pivot(t: Tableau, p: int) -> None:
    """Apply the exchange at place ``p``, the entering column in ``image``, to the inverse."""
    inverse, image = t.inverse, t.image  # a line of its own for each row would be counted, which takes longer
    for r in range(len(image)):
        factor = inverse[r, p] / image[p]
        if factor != 0.0:
            for i in range(len(image)):
                inverse[r, i] -= factor * image[i]
            inverse[r, p] = factor


@compiled
def lengths(t: Tableau) -> None:
    """Compute the squared length of each place's column of the inverse (the line of a basic slack is a unit)."""
    n = len(t.start) - 1
    t.norm[:] = 0.0
    for r in range(len(t.norm)):
        q = t.place[n + r]
        if q >= 0:
            t.norm[q] += 1.0
            continue
        line = t.inverse[r]
        for i in range(len(line)):
            t.norm[i] += line[i] * line[i]


@compiled
def levels(t: Tableau) -> None:
    """Compute the basic variables' values from what is left of the rows."""
    n = len(t.start) - 1
    t.level[:] = 0.0
    for r in range(len(t.rest)):
        x, q = t.rest[r], t.place[n + r]
        if q >= 0:
            t.level[q] += x
        elif x != 0.0:
            line = t.inverse[r]
            for i in range(len(line)):
                t.level[i] += x * line[i]


@entry
def invert(t: Tableau) -> bool:
    """Compute the basis inverse afresh, columns entering a basis of slacks one by one; false where it is singular.

    Places may change."""
    m = len(t.right)
    n = len(t.start) - 1
    columns = t.head[t.head < n]
    free = np.zeros(m, np.int64)
    t.inverse[:, :] = 0.0
    for i in range(m):
        free[i] = t.place[n + i] < 0
        t.inverse[i, i] = 1.0
        if not free[i]:
            t.head[i], t.place[n + i] = n + i, i
    for j in columns:
        column_in_basis(t, j)
        p = -1
        for i in range(m):
            if free[i] and (p < 0 or abs(t.image[i]) > abs(t.image[p])):
                p = i
        if p < 0 or abs(t.image[p]) < 1e-11:
            return False
        free[p] = 0
        pivot(t, p)
        t.head[p], t.place[j] = j, p
    lengths(t)
    t.tally[SINCE] = 0
    return True


@entry
def slack_basis(t: Tableau) -> None:
    """Start again from the basis of slacks."""
    m = len(t.right)
    n = len(t.start) - 1
    t.place[:] = AT_LOW
    t.inverse[:, :] = 0.0
    for i in range(m):
        t.head[i] = n + i
        t.place[n + i] = i
        t.inverse[i, i] = 1.0
        t.norm[i] = 1.0
    t.tally[SINCE] = 0


@compiled
def along(t: Tableau, weights: Reals, j: int) -> float:
    """The product of ``weights`` (one a row) with column ``j``."""
    total = 0.0
    for k in range(t.start[j], t.stop[j]):
        at = np.uint64(k)  # an index that cannot be negative needs no check for it
        total += weights[np.uint64(t.row[at])] * t.value[at]
    return total


@compiled
def take(t: Tableau, j: int, x: float) -> None:
    """Take ``x`` times column ``j`` from what is left of the rows."""
    n = len(t.start) - 1
    if j >= n:
        t.rest[j - n] -= x
    elif x != 0.0:
        for k in range(t.start[j], t.stop[j]):
            t.rest[t.row[k]] -= t.value[k] * x


@compiled
def aim_at(t: Tableau, weights: Reals, lesser: Reals) -> None:
    """Maximise ``weights``; of what is equal, a little more of ``lesser`` (0 to 1 a column)."""
    size = 0.0
    for j in range(len(weights)):
        size = max(size, abs(weights[j]))
    for j in range(len(weights)):
        t.aim[j] = weights[j]
        t.cost[j] = weights[j] + size * PERTURBATION * lesser[j]


@compiled
def price(t: Tableau, cost: Reals) -> None:
    """Compute the multipliers, and every open variable's reduced cost, from the basis."""
    m = len(t.right)
    n = len(t.start) - 1
    by_lines(t, cost[t.head], t.dual)
    for k in range(t.tally[OPEN]):
        j = t.open[k]
        t.gain[j] = cost[j] - along(t, t.dual, j)
    for i in range(m):
        t.gain[n + i] = -t.dual[i]


@compiled
def measure(t: Tableau) -> None:
    """Compute afresh what the non-basic columns leave of each row, and the basic variables' values."""
    t.tally[FLIPPED] = 0
    t.rest[:] = t.right
    for j in range(len(t.place)):
        if t.place[j] < 0:
            x = t.high[j] if t.place[j] == AT_HIGH else t.low[j]
            if x != 0.0:
                take(t, j, x)
    levels(t)


@compiled
def settle(t: Tableau) -> None:
    """After bounds changed: list the open columns, put non-basic ones where the multipliers want them, and find the
    levels."""
    n = len(t.start) - 1
    t.tally[OPEN] = 0
    for j in range(n):
        if t.low[j] < t.high[j]:
            t.open[t.tally[OPEN]] = j
            t.tally[OPEN] += 1
    price(t, t.cost)
    m = len(t.right)
    for k in range(t.tally[OPEN] + m):
        j = t.open[k] if k < t.tally[OPEN] else n + k - t.tally[OPEN]
        if t.place[j] < 0:
            if t.gain[j] > TINY:
                t.place[j] = AT_HIGH
            elif t.gain[j] < -TINY:
                t.place[j] = AT_LOW
    measure(t)


@compiled
def ceiling(t: Tableau) -> float:
    """An upper bound on ``aim . x`` that holds whatever the quality of ``dual``."""
    n = len(t.start) - 1
    total = 0.0
    for i in range(len(t.right)):
        y = t.dual[i]
        total += y * (t.right[i] if y > 0.0 else t.right[i] - t.high[n + i])
    for j in range(n):
        if t.high[j] > 0.0:
            d = t.aim[j] - along(t, t.dual, j)
            if d > 0.0 or t.low[j] > 0.0:
                total += d
    return total


@compiled
def value_now(t: Tableau) -> float:
    """The cost of the present basic solution: an upper bound, up to rounding, while the basis is dual feasible."""
    total = 0.0
    for i in range(len(t.right)):
        total += t.cost[t.head[i]] * t.level[i]
    for j in range(len(t.start) - 1):
        if t.place[j] < 0 and t.cost[j] != 0.0:
            total += t.cost[j] * (t.high[j] if t.place[j] == AT_HIGH else t.low[j])
    return total
