"""A dual simplex method for boxed variables, which starts warm from any basis.

Maximise ``cost . x`` where every row reads ``coefficients . x <= right`` and ``low <= x <= high``. Because every
column and every slack is boxed, any basis can be made dual feasible by moving its non-basic variables to the right
end of their box, and each step gives a valid upper bound. Leaving variables by exact steepest edge; ratio test with
bound flipping, see Koberstein, "The dual simplex method, techniques for a fast and stable implementation", 2005,
chapters 3 and 6.
"""

from renkei.solvers.machine_code import compiled
from renkei.solvers.tableau import (
    AT_HIGH,
    AT_LOW,
    CUT_OFF,
    FLIPPED,
    OPEN,
    OPTIMAL,
    SINCE,
    SLACKNESS,
    STEPS,
    TINY,
    UNFINISHED,
    Tableau,
    along,
    ceiling,
    column_in_basis,
    invert,
    lengths,
    levels,
    pivot,
    price,
    settle,
    slack_basis,
    take,
    value_now,
)


@compiled
def impossible(t: Tableau, p: int, below: bool) -> bool:
    """Whether place ``p`` of the inverse proves that no values within the boxes satisfy the rows."""
    n = len(t.start) - 1
    sign = 1.0 if below else -1.0
    total, scale = 0.0, 1.0
    ray = sign * t.inverse[:, p]
    for i in range(len(ray)):
        part = ray[i] * (t.right[i] if ray[i] > 0.0 else t.right[i] - t.high[n + i])
        total += part
        scale += abs(part)
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
            score = excess * excess / max(t.norm[i], 1e-12)
            if score > best:
                best, found = score, i
    return found


@compiled
def candidates(t: Tableau, p: int, below: bool) -> int:
    """Compute the pivot row of place ``p``; list in ``queue`` the variables that may enter, their ratios beside
    them."""
    m = len(t.right)
    n = len(t.start) - 1
    sign = 1.0 if below else -1.0
    found = 0
    rho = t.inverse[:, p].copy()
    for k in range(t.tally[OPEN] + m):
        j = t.open[k] if k < t.tally[OPEN] else n + k - t.tally[OPEN]
        if t.place[j] >= 0:
            continue
        turn = along(t, rho, j) if j < n else rho[j - n]
        t.turn[j] = turn
        if t.low[j] < t.high[j] and abs(turn) > TINY and (sign * turn < 0.0) == (t.place[j] == AT_LOW):
            t.queue[found] = j
            t.ratio[found] = abs(t.gain[j] / turn)
            found += 1
    return found


@compiled
def entering(t: Tableau, found: int, excess: float) -> int:
    """Ratio test with bound flipping over the queue; returns the entering variable, or -1 where the rows are
    infeasible.

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
            return int(j)
        flip(t, j)
        t.tally[FLIPPED] = 1
        found -= 1
        t.queue[best] = t.queue[found]
        t.ratio[best] = t.ratio[found]
    return -1


@compiled
def flip(t: Tableau, j: int) -> None:
    """Move the non-basic variable ``j`` to the other end of its box."""
    step = t.high[j] - t.low[j]
    if t.place[j] == AT_HIGH:
        step = -step
        t.place[j] = AT_LOW
    else:
        t.place[j] = AT_HIGH
    take(t, j, step)


@compiled
def exchange(t: Tableau, p: int, q: int, below: bool) -> None:
    """Pivot: variable ``q`` enters at place ``p``, whose variable leaves to the end of its box that it had passed."""
    m = len(t.right)
    n = len(t.start) - 1
    out = t.head[p]
    step = t.gain[q] / t.turn[q]
    for k in range(t.tally[OPEN] + m):
        j = t.open[k] if k < t.tally[OPEN] else n + k - t.tally[OPEN]
        if t.place[j] < 0:
            t.gain[j] -= step * t.turn[j]
    move = (t.level[p] - (t.low[out] if below else t.high[out])) / t.turn[q]
    t.gain[q] = 0.0
    t.gain[out] = -step
    if q >= n:
        t.image[:] = t.inverse[q - n]
    else:
        column_in_basis(t, q)
    entering_at = t.high[q] if t.place[q] == AT_HIGH else t.low[q]
    take(t, q, -entering_at)
    take(t, out, t.low[out] if below else t.high[out])
    t.place[out] = AT_LOW if below else AT_HIGH
    t.place[q] = p
    t.head[p] = q
    pivot(t, p)
    lengths(t)
    if t.tally[FLIPPED]:
        levels(t)
    else:
        for i in range(m):
            t.level[i] -= move * t.image[i]
        t.level[p] = entering_at + move
    t.tally[FLIPPED] = 0
    t.tally[SINCE] += 1


@compiled
def refresh(t: Tableau) -> None:
    """Invert afresh against rounding errors; start again from slacks where the basis turned out singular."""
    if not invert(t):
        slack_basis(t)
    settle(t)


@compiled
def optimise(t: Tableau, target: float, steps: int) -> int:
    """Dual simplex steps until optimal, or proven below ``target``, or ``steps`` done; expects a settled tableau."""
    for _ in range(steps):
        if value_now(t) < target:
            price(t, t.aim)
            if ceiling(t) < target:
                return CUT_OFF
            price(t, t.cost)
        p = leaving(t)
        if p < 0:
            return OPTIMAL
        j = t.head[p]
        below = t.level[p] < t.low[j]
        excess = t.low[j] - t.level[p] if below else t.level[p] - t.high[j]
        t.tally[STEPS] += 1
        q = entering(t, candidates(t, p, below), excess)
        if q < 0:
            if impossible(t, p, below):
                return CUT_OFF
            if t.tally[SINCE] == 0:
                return UNFINISHED
            refresh(t)
        elif abs(t.turn[q]) < 1e-7 and t.tally[SINCE] > 0:
            refresh(t)
        else:
            exchange(t, p, q, below)
            if t.tally[SINCE] >= 100:
                refresh(t)
    return UNFINISHED
