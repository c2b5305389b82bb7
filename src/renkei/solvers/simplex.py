"""A bounded dual simplex method for packing problems: few rows, many columns with values between 0 and 1.

Maximise ``cost . x`` where every row reads ``coefficients . x <= right`` and ``low <= x <= high``. Because every column is
boxed, any basis can be made dual feasible by moving its non-basic columns to the right end of their box: the method starts
warm from whatever basis is at hand, and each step gives a valid upper bound. The basis inverse is kept whole (rows are few),
which also gives exact steepest-edge weights. Ratio test with bound flipping, see Koberstein, "The dual simplex method,
techniques for a fast and stable implementation", 2005, chapters 3 and 6.

Everything here runs compiled; the first use on a machine compiles for some seconds, later uses load the result.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]

AT_LOW = -1
AT_HIGH = -2
OPTIMAL = 0
CUT_OFF = 1
UNFINISHED = 2
TINY = 1e-9
SLACKNESS = 1e-7


class Tableau(NamedTuple):
    """A linear programme and the state of its solution; slack i is variable ``columns + i``."""

    start: Whole  # columns + 1: where each column's entries begin
    row: Whole  # row of each entry
    value: Reals  # coefficient of each entry
    right: Reals  # one per row
    cost: Reals  # one per variable, slacks 0
    low: Reals  # one per variable
    high: Reals  # one per variable
    head: Whole  # the variable basic in each place
    place: Whole  # per variable: its place in the basis, AT_LOW or AT_HIGH
    inverse: Reals  # basis inverse, rows x rows
    norm: Reals  # squared length of each row of the inverse
    level: Reals  # value of the variable basic in each place
    rest: Reals  # right minus what the non-basic variables take
    gain: Reals  # reduced cost per variable (of columns only while they are open)
    turn: Reals  # the pivot row, per variable
    dual: Reals  # one multiplier a row
    open: Whole  # the columns not fixed, first count[OPEN] entries
    queue: Whole  # scratch: candidates of the ratio test
    ratio: Reals  # scratch: their ratios
    image: Reals  # scratch: the entering column in terms of the basis
    count: Whole  # OPEN, STEPS, SINCE


OPEN, STEPS, SINCE = 0, 1, 2


def tableau(rows: Reals, right: Reals, cost: Reals) -> Tableau:
    """A tableau for dense ``rows`` [rows, columns] with all columns between 0 and 1, started at the slack basis."""
    height, width = rows.shape
    column, row = np.nonzero(rows.T)
    start = np.zeros(width + 1, np.int64)
    np.cumsum(np.bincount(column, minlength=width), out=start[1:])
    every = width + height

    def empty(length: int) -> Reals:
        return np.zeros(length, np.float64)

    place = np.full(every, AT_LOW, np.int64)
    place[width:] = np.arange(height)
    return Tableau(
        start=start,
        row=row.astype(np.int64),
        value=np.ascontiguousarray(rows[row, column], np.float64),
        right=right.astype(np.float64),
        cost=np.concatenate([cost.astype(np.float64), empty(height)]),
        low=empty(every),
        high=np.concatenate([np.ones(width), np.full(height, np.inf)]),
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
        count=np.zeros(3, np.int64),
    )


def compiled(function: Any) -> Any:
    """Compile ``function`` once and keep the machine code beside the module."""
    return njit(cache=True, nogil=True)(function)


@compiled
def invert(t: Tableau) -> bool:
    """Compute the basis inverse afresh (Gauss-Jordan with row exchanges); false where the basis is singular."""
    m = len(t.right)
    n = len(t.start) - 1
    work = np.zeros((m, 2 * m))
    for i in range(m):
        work[i, m + i] = 1.0
        j = t.head[i]
        if j >= n:
            work[j - n, i] = 1.0
        else:
            for k in range(t.start[j], t.start[j + 1]):
                work[t.row[k], i] = t.value[k]
    for i in range(m):
        best = i
        for r in range(i + 1, m):
            if abs(work[r, i]) > abs(work[best, i]):
                best = r
        if abs(work[best, i]) < 1e-11:
            return False
        if best != i:
            for k in range(2 * m):
                work[i, k], work[best, k] = work[best, k], work[i, k]
        work[i] /= work[i, i]
        for r in range(m):
            factor = work[r, i]
            if r != i and factor != 0.0:
                work[r] -= factor * work[i]
    t.inverse[:, :] = work[:, m:]
    for i in range(m):
        t.norm[i] = np.dot(t.inverse[i], t.inverse[i])
    t.count[SINCE] = 0
    return True


@compiled
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
    t.count[SINCE] = 0


@compiled
def price(t: Tableau) -> None:
    """Compute the multipliers, and every open variable's reduced cost, from the basis."""
    m = len(t.right)
    n = len(t.start) - 1
    t.dual[:] = 0.0
    for i in range(m):
        c = t.cost[t.head[i]]
        if c != 0.0:
            t.dual += c * t.inverse[i]
    for k in range(t.count[OPEN]):
        j = t.open[k]
        t.gain[j] = t.cost[j] - along(t, t.dual, j)
    for i in range(m):
        t.gain[n + i] = -t.dual[i]


@compiled
def along(t: Tableau, weights: Reals, j: int) -> float:
    """The product of ``weights`` (one a row) with column ``j``."""
    total = 0.0
    for k in range(t.start[j], t.start[j + 1]):
        total += weights[t.row[k]] * t.value[k]
    return total


@compiled
def settle(t: Tableau) -> None:
    """After bounds changed: list the open columns, put non-basic ones where the multipliers want them, and find the levels."""
    n = len(t.start) - 1
    t.count[OPEN] = 0
    for j in range(n):
        if t.low[j] < t.high[j]:
            t.open[t.count[OPEN]] = j
            t.count[OPEN] += 1
    price(t)
    for k in range(t.count[OPEN]):
        j = t.open[k]
        if t.place[j] < 0:
            if t.gain[j] > TINY:
                t.place[j] = AT_HIGH
            elif t.gain[j] < -TINY:
                t.place[j] = AT_LOW
    measure(t)


@compiled
def measure(t: Tableau) -> None:
    """Compute afresh what the non-basic columns leave of each row, and the basic variables' values."""
    n = len(t.start) - 1
    t.rest[:] = t.right
    for j in range(n):
        if t.place[j] < 0:
            x = t.high[j] if t.place[j] == AT_HIGH else t.low[j]
            if x != 0.0:
                for k in range(t.start[j], t.start[j + 1]):
                    t.rest[t.row[k]] -= t.value[k] * x
    t.level[:] = np.dot(t.inverse, t.rest)


@compiled
def ceiling(t: Tableau) -> float:
    """An upper bound on ``cost . x`` that holds whatever the quality of ``dual`` (negative multipliers count as 0)."""
    n = len(t.start) - 1
    total = 0.0
    for i in range(len(t.right)):
        if t.dual[i] < 0.0:
            t.dual[i] = 0.0
        total += t.dual[i] * t.right[i]
    for j in range(n):
        if t.high[j] > 0.0:
            d = t.cost[j] - along(t, t.dual, j)
            if d > 0.0 or t.low[j] > 0.0:
                total += d
    return total


@compiled
def impossible(t: Tableau, p: int, below: bool) -> bool:
    """Whether row ``p`` of the inverse proves that no values within the boxes satisfy the rows."""
    n = len(t.start) - 1
    sign = 1.0 if below else -1.0
    total, scale = 0.0, 1.0
    ray = sign * t.inverse[p]
    for i in range(len(ray)):
        ray[i] = max(0.0, -ray[i]) if below else max(0.0, -ray[i])
        total += ray[i] * t.right[i]
        scale += abs(ray[i] * t.right[i])
    for j in range(n):
        if t.high[j] > 0.0:
            d = -along(t, ray, j)
            if d > 0.0 or t.low[j] > 0.0:
                total += d
                scale += abs(d)
    return total < -1e-8 * scale


@compiled
def leaving(t: Tableau) -> int:
    """The place whose variable is furthest outside its box, by steepest edge; -1 when all are inside."""
    best, found = 0.0, -1
    for i in range(len(t.right)):
        j = t.head[i]
        excess = max(t.low[j] - t.level[i], t.level[i] - t.high[j])
        if excess > SLACKNESS:
            score = excess * excess / t.norm[i]
            if score > best:
                best, found = score, i
    return found


@compiled
def candidates(t: Tableau, p: int, below: bool) -> int:
    """Compute the pivot row of place ``p``; list in ``queue`` the variables that may enter, their ratios beside them."""
    m = len(t.right)
    n = len(t.start) - 1
    sign = 1.0 if below else -1.0
    found = 0
    rho = t.inverse[p]
    for k in range(t.count[OPEN] + m):
        j = t.open[k] if k < t.count[OPEN] else n + k - t.count[OPEN]
        if t.place[j] >= 0:
            continue
        turn = along(t, rho, j) if j < n else rho[j - n]
        t.turn[j] = turn
        if abs(turn) > TINY and (sign * turn < 0.0) == (t.place[j] == AT_LOW):
            t.queue[found] = j
            t.ratio[found] = abs(t.gain[j] / turn)
            found += 1
    return found


@compiled
def entering(t: Tableau, found: int, excess: float) -> int:
    """Ratio test with bound flipping over the queue; returns the entering variable, or -1 where the rows are infeasible.

    Columns passed by are moved to the other end of their box; ``excess`` is how far the leaving variable is outside."""
    slope = excess
    while found > 0:
        best = 0
        for k in range(1, found):
            a, b = t.ratio[k], t.ratio[best]
            if a < b - 1e-12 or (a <= b + 1e-12 and abs(t.turn[t.queue[k]]) > abs(t.turn[t.queue[best]])):
                best = k
        j = t.queue[best]
        slope -= abs(t.turn[j]) * (t.high[j] - t.low[j])
        if slope <= SLACKNESS:
            return j
        flip(t, j)
        found -= 1
        t.queue[best] = t.queue[found]
        t.ratio[best] = t.ratio[found]
    return -1


@compiled
def flip(t: Tableau, j: int) -> None:
    """Move the non-basic column ``j`` to the other end of its box."""
    step = t.high[j] - t.low[j]
    if t.place[j] == AT_HIGH:
        step = -step
        t.place[j] = AT_LOW
    else:
        t.place[j] = AT_HIGH
    for k in range(t.start[j], t.start[j + 1]):
        t.rest[t.row[k]] -= t.value[k] * step


@compiled
def take(t: Tableau, j: int, x: float) -> None:
    """Take ``x`` times column ``j`` from what is left of the rows."""
    n = len(t.start) - 1
    if j >= n:
        t.rest[j - n] -= x
    elif x != 0.0:
        for k in range(t.start[j], t.start[j + 1]):
            t.rest[t.row[k]] -= t.value[k] * x


@compiled
def exchange(t: Tableau, p: int, q: int, below: bool) -> None:
    """Pivot: variable ``q`` enters at place ``p``, whose variable leaves to the end of its box that it had passed."""
    m = len(t.right)
    n = len(t.start) - 1
    out = t.head[p]
    step = t.gain[q] / t.turn[q]
    for k in range(t.count[OPEN] + m):
        j = t.open[k] if k < t.count[OPEN] else n + k - t.count[OPEN]
        if t.place[j] < 0:
            t.gain[j] -= step * t.turn[j]
    t.gain[q] = 0.0
    t.gain[out] = -step
    if q >= n:
        t.image[:] = t.inverse[:, q - n]
    else:
        t.image[:] = 0.0
        for k in range(t.start[q], t.start[q + 1]):
            t.image += t.value[k] * t.inverse[:, t.row[k]]
    take(t, q, -(t.high[q] if t.place[q] == AT_HIGH else t.low[q]))
    take(t, out, t.low[out] if below else t.high[out])
    t.place[out] = AT_LOW if below else AT_HIGH
    t.place[q] = p
    t.head[p] = q
    update_inverse(t, p)
    t.count[SINCE] += 1


@compiled
def update_inverse(t: Tableau, p: int) -> None:
    """Apply the exchange at place ``p`` (entering column in ``image``) to the inverse, its norms and the levels."""
    m = len(t.right)
    t.inverse[p] /= t.image[p]
    pivot = t.inverse[p]
    for i in range(m):
        factor = t.image[i]
        if i != p and factor != 0.0:
            line = t.inverse[i]
            for k in range(m):
                line[k] -= factor * pivot[k]
    for i in range(m):
        line = t.inverse[i]
        square, value = 0.0, 0.0
        for k in range(m):
            square += line[k] * line[k]
            value += line[k] * t.rest[k]
        t.norm[i] = max(square, 1e-12)
        t.level[i] = value


@compiled
def refresh(t: Tableau) -> None:
    """Invert afresh against rounding errors; start again from slacks where the basis turned out singular."""
    if not invert(t):
        slack_basis(t)
    settle(t)


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


@compiled
def optimise(t: Tableau, target: float, steps: int) -> int:
    """Dual simplex steps until optimal, or proven below ``target``, or ``steps`` done; expects a settled tableau."""
    for done in range(steps):
        if value_now(t) < target:
            price(t)
            if ceiling(t) < target:
                return CUT_OFF
        p = leaving(t)
        if p < 0:
            return OPTIMAL
        j = t.head[p]
        below = t.level[p] < t.low[j]
        excess = t.low[j] - t.level[p] if below else t.level[p] - t.high[j]
        t.count[STEPS] += 1
        q = entering(t, candidates(t, p, below), excess)
        if q < 0:
            if impossible(t, p, below):
                return CUT_OFF
            if t.count[SINCE] == 0:
                return UNFINISHED
            refresh(t)
        elif abs(t.turn[q]) < 1e-7 and t.count[SINCE] > 0:
            refresh(t)
        else:
            exchange(t, p, q, below)
            if t.count[SINCE] >= 100:
                refresh(t)
    return UNFINISHED
