"""Cuts come and go in a tableau's spare rows, in the middle of a search.

A cut takes the place of one that is slack, so nothing that the basis rests on is lost: only what of the inverse
belongs to the new slack changes.
"""

import numpy as np

from renkei.solvers.machine_code import compiled, entry
from renkei.solvers.tableau import AT_HIGH, SLACKNESS, Reals, Tableau, Whole, by_lines
from renkei.solvers.tree import HARD, Search


@entry
def point(t: Tableau, x: Reals) -> None:
    """The relaxed solution in ``x``."""
    for j in range(len(x)):
        p = t.place[j]
        if p >= 0:
            x[j] = min(max(t.level[p], t.low[j]), t.high[j])
        else:
            x[j] = t.high[j] if p == AT_HIGH else t.low[j]


@compiled
def vacant(t: Tableau, s: Search) -> int:
    """The row for a new cut: an empty one, else that of the slackest cut; -1 where all are tight."""
    first = len(s.capacity)
    n = len(t.start) - 1
    best, found = SLACKNESS, -1
    for p in range(first, s.state[HARD]):
        q = t.place[n + p]
        if q < 0:
            continue
        if s.right[p] == 0:
            return p
        if t.level[q] > best:
            best, found = t.level[q], p
    return found


@compiled
def empty(t: Tableau, s: Search, p: int) -> None:
    """Take the entries of row ``p`` out of their columns."""
    line = s.cut[p - len(s.capacity)]
    for j in range(len(line)):
        if line[j] != 0:
            line[j] = 0
            last = t.stop[j] - 1
            for k in range(t.start[j], t.stop[j]):
                if t.row[k] == p:
                    t.row[k], t.value[k], s.whole[k] = t.row[last], t.value[last], s.whole[last]
                    break
            t.stop[j] = last


@compiled
def install(t: Tableau, s: Search, coefficient: Whole, right: int, owner: int) -> bool:
    """Put the cut ``coefficient . x <= right`` of funder ``owner`` into a row; false where none is free."""
    p = vacant(t, s)
    if p < 0:
        return False
    n = len(t.start) - 1
    empty(t, s, p)
    scale = 1.0
    for j in range(n):
        scale = max(scale, float(coefficient[j]))
    s.cut[p - len(s.capacity)] = coefficient
    s.owner[p - len(s.capacity)] = owner
    for j in range(n):
        if coefficient[j] != 0:
            k = t.stop[j]
            t.row[k], t.value[k], s.whole[k] = p, coefficient[j] / scale, coefficient[j]
            t.stop[j] = k + 1
    s.scale[p], s.right[p] = scale, right
    t.right[p] = right / scale
    t.high[n + p] = right / scale
    enter_inverse(t, coefficient / scale, p)
    t.level[t.place[n + p]] = 0.0  # measured when the tableau is settled; until then not slack
    return True


@compiled
def enter_inverse(t: Tableau, cut: Reals, p: int) -> None:
    """Compute what of the inverse belongs to the slack of row ``p``, which is basic and now stands for ``cut``."""
    n = len(t.start) - 1
    q = t.place[n + p]
    mine = np.zeros(len(t.head))
    for i in range(len(mine)):
        if t.head[i] < n:
            mine[i] = cut[t.head[i]]
    by_lines(t, mine, t.image)
    t.norm[q] = 1.0
    for r in range(len(mine)):
        t.inverse[r, q] = -t.image[r]
        t.norm[q] += t.image[r] * t.image[r]
    t.inverse[p, q] = 1.0


@entry
def loosen(t: Tableau, s: Search) -> None:
    """Let cuts that the multipliers do not rest on make room for others, those that are tight last."""
    n = len(t.start) - 1
    for p in range(len(s.capacity), s.state[HARD]):
        q = t.place[n + p]
        if q >= 0:
            t.level[q] = max(t.level[q], 2.0 * SLACKNESS)


@entry
def add(t: Tableau, s: Search, cuts: Whole, right: Whole, owner: Whole) -> int:
    """Put cuts into rows as long as any is free; how many."""
    for k in range(len(cuts)):
        if not install(t, s, cuts[k], right[k], owner[k]):
            return k
    return len(cuts)


@entry
def set_capacity(t: Tableau, s: Search, capacity: Whole) -> None:
    """Give the funders other capacities; cuts of those that have more no longer hold, and are left without effect."""
    n = len(t.start) - 1
    first = len(capacity)
    for p in range(first, s.state[HARD]):
        if s.right[p] > 0 and capacity[s.owner[p - first]] > s.capacity[s.owner[p - first]]:
            total = 0
            for j in range(n):
                total += s.cut[p - first, j]
            allow(t, s, p, total)
    for f in range(first):
        if capacity[f] != s.capacity[f]:
            allow(t, s, f, capacity[f])
            s.capacity[f] = capacity[f]


@compiled
def allow(t: Tableau, s: Search, p: int, right: int) -> None:
    """Change the right-hand side of row ``p``."""
    n = len(t.start) - 1
    s.right[p] = right
    t.right[p] = right / s.scale[p]
    t.high[n + p] = right / s.scale[p]
