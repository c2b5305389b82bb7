"""The tree of a branch and bound search over a list of levels: what is fixed, what is best, where to go back to.

Depth first; solutions are checked in 64-bit integers.
"""

from typing import NamedTuple

import numpy as np

from renkei.solvers.machine_code import compiled, entry
from renkei.solvers.tableau import AT_HIGH, AT_LOW, OPEN, Reals, Tableau, Whole, aim_at, tableau

DEPTH, TRAIL, LEVEL, NODES, FOUND, ENDED, HARD, USED = 0, 1, 2, 3, 4, 5, 6, 7


class Search(NamedTuple):
    """What the search knows besides its tableau, whose rows are the funders', then the cuts', then one for each level
    but the last."""

    demand: Whole  # funders x columns
    capacity: Whole  # one per funder
    whole: Whole  # integer coefficients, in the order of the tableau's entries
    right: Whole  # integer right-hand sides; of a level's row while it is not yet in force: what it can come to at most
    free: Reals  # the tableau's right-hand side of each level's row while not in force
    room: Reals  # the tableau's slack of each level's row while not in force
    scale: Reals  # what each row of the tableau was divided by
    cut: Whole  # cuts x columns: the coefficients in the cuts' rows; all 0 where a row is empty
    owner: Whole  # per cut: its funder
    weight: Whole  # levels x columns
    lesser: Reals  # levels x columns: what later levels would like, 0 to 1
    slack: Reals  # per level: by how much a float bound may be wrong
    trail: Whole  # columns fixed, in order
    branch: Whole  # column branched on at each depth
    side: Whole  # value first tried at each depth
    second: Whole  # whether the other value is being tried at each depth
    mark: Whole  # length of the trail before each depth
    hope: Reals  # bound at each depth
    rise: Reals  # pseudo-cost sums: [0] down, [1] up
    seen: Whole  # pseudo-cost counts: [0] down, [1] up
    best: Whole  # best solution, 0 or 1 per column
    value: Whole  # its value on each level
    state: Whole  # DEPTH, TRAIL, LEVEL, NODES, FOUND, ENDED, HARD, USED (levels)


def start(demand: Whole, capacity: Whole, weight: Whole, best: Whole, spare: int) -> tuple[Tableau, Search]:
    """A tableau with room for ``spare`` cuts, and a search at its root; ``best`` is affordable and has to be beaten."""
    height, width = demand.shape
    held, empty = weight[:-1], np.zeros((spare, width), np.int64)
    every = np.vstack([demand, empty, -held])
    right = np.concatenate([capacity, np.zeros(spare, np.int64), np.maximum(-held, 0).sum(1)]).astype(np.int64)
    scale = np.maximum(np.abs(every).max(axis=1, initial=1), 1).astype(np.float64)
    t = tableau(every / scale[:, None], right / scale, spare)
    hard = height + spare
    column, row = np.nonzero(every.T)
    entries = np.zeros(len(t.row), np.int64)
    entries[np.arange(len(column)) + spare * column] = every[row, column]

    def whole(*shape: int) -> Whole:
        return np.zeros(shape, np.int64)

    return (
        t,
        Search(
            demand=demand.copy(),  # writable, like every copy to come: machine code tells the two apart
            capacity=capacity.copy(),
            whole=entries,
            right=right,
            free=t.right[hard:].copy(),
            room=t.high[width + hard :].copy(),
            scale=scale,
            cut=empty,
            owner=whole(spare),
            weight=np.ascontiguousarray(weight, np.int64),
            lesser=_lesser(weight),
            slack=np.maximum(1e-6, 1e-14 * np.abs(weight).sum(1)),
            trail=whole(width + 1),
            branch=whole(width + 1),
            side=whole(width + 1),
            second=whole(width + 1),
            mark=whole(width + 1),
            hope=np.zeros(width + 1),
            rise=np.zeros((2, width)),
            seen=whole(2, width),
            best=best.astype(np.int64),
            value=(weight @ best).astype(np.int64),
            state=np.array([0, 0, 0, 0, 0, 0, hard, 0], np.int64),
        ),
    )


def _lesser(weight: Whole) -> Reals:
    """For each level what later ones would like, each half as much as the one before, and a trace of disorder, so that
    no two columns are quite equal."""
    levels, width = weight.shape
    found = np.zeros((levels, width))
    found[-1] = (np.arange(width) * 7919 + 104729) % 1009 / 1009
    for k in range(levels - 1, 0, -1):
        size = max(int(np.abs(weight[k]).max(initial=0)), 1)
        found[k - 1] = found[k] / 2 + weight[k] / size / 2
    return found


@entry
def enter_level(t: Tableau, s: Search, level: int) -> None:
    """Make ``level`` the objective, with every earlier level held at its best value and the later ones free."""
    n = len(t.start) - 1
    hard = s.state[HARD]
    s.state[LEVEL] = level
    aim_at(t, s.weight[level].astype(np.float64), s.lesser[level])
    for i in range(len(s.free)):
        p = hard + i
        if i < level:
            t.right[p] = -s.value[i] / s.scale[p]
            t.high[n + p] = 0.0
        else:
            t.right[p] = s.free[i]
            t.high[n + p] = s.room[i]
        if i <= level:
            s.right[p] = -s.value[i]
        else:
            s.right[p] = natural(s, i)


@compiled
def natural(s: Search, level: int) -> int:
    """The most that the row of ``level`` can come to, so that it forbids nothing."""
    total = 0
    for j in range(len(s.best)):
        total += max(-s.weight[level, j], 0)
    return total


@compiled
def fix(t: Tableau, s: Search, j: int, value: int) -> None:
    """Fix column ``j`` until the search goes back above this point."""
    t.low[j] = value
    t.high[j] = value
    s.trail[s.state[TRAIL]] = j
    s.state[TRAIL] += 1


@entry
def unfix(t: Tableau, s: Search, mark: int) -> None:
    """Release what was fixed since the trail had length ``mark``."""
    while s.state[TRAIL] > mark:
        s.state[TRAIL] -= 1
        j = s.trail[s.state[TRAIL]]
        t.low[j] = 0.0
        t.high[j] = 1.0


@compiled
def least(t: Tableau, s: Search, use: Whole) -> bool:
    """Compute the least each row can come to; false where that is already too much."""
    use[:] = 0
    for j in range(len(s.best)):
        for k in range(t.start[j], t.stop[j]):
            v = s.whole[k]
            if t.low[j] == 1.0 or (v < 0 and t.high[j] == 1.0):
                use[t.row[k]] += v
    over = 0
    for i in range(len(use)):
        over += use[i] > s.right[i]
    return over == 0


@compiled
def propagate(t: Tableau, s: Search, use: Whole) -> bool:  # noqa: PLR0912
    """Fix every column whose other value no row could bear; false where the node has no solution."""
    changed = True
    while changed:
        changed = False
        if not least(t, s, use):
            return False
        for j in range(len(s.best)):
            if t.low[j] == t.high[j]:
                continue
            out, need = False, False
            for k in range(t.start[j], t.stop[j]):
                v = s.whole[k]
                room = s.right[t.row[k]] - use[t.row[k]]
                if v > room:
                    out = True
                elif -v > room:
                    need = True
            if out and need:
                return False
            if out or need:
                fix(t, s, j, 1 if need else 0)
                if need:
                    changed = True
                    for k in range(t.start[j], t.stop[j]):
                        use[t.row[k]] += max(s.whole[k], 0)
                else:
                    for k in range(t.start[j], t.stop[j]):
                        use[t.row[k]] -= min(s.whole[k], 0)
                        changed = changed or s.whole[k] < 0
    return True


@compiled
def target(s: Search) -> float:
    """The bound below which a node is closed: nothing there is better than the best solution."""
    level = s.state[LEVEL]
    return float(s.value[level] + 1.0 - s.slack[level])


@compiled
def tighten(t: Tableau, s: Search, room: float) -> None:
    """Fix non-basic columns whose move would take more than ``room`` off the bound (reduced costs)."""
    room += s.slack[s.state[LEVEL]] * 0.5
    for k in range(t.tally[OPEN]):
        j = t.open[k]
        if t.low[j] < t.high[j]:
            if t.place[j] == AT_LOW and -t.gain[j] > room:
                fix(t, s, j, 0)
            elif t.place[j] == AT_HIGH and t.gain[j] > room:
                fix(t, s, j, 1)


@compiled
def solution(t: Tableau, s: Search, x: Whole) -> None:
    """Round the present basic solution into ``x``."""
    for j in range(len(x)):
        p = t.place[j]
        if p >= 0:
            x[j] = 1 if t.level[p] > 0.5 else 0
        else:
            x[j] = int(t.high[j] if p == AT_HIGH else t.low[j])


@compiled
def accept(t: Tableau, s: Search, x: Whole, use: Whole) -> bool:
    """Whether ``x`` satisfies every hard row exactly; kept if it is lexicographically better than the best."""
    use[:] = 0
    for j in range(len(x)):
        if x[j] == 1:
            for k in range(t.start[j], t.stop[j]):
                use[t.row[k]] += s.whole[k]
    hard = s.state[HARD]
    for i in range(hard):
        if use[i] > s.right[i]:
            return False
    for i in range(s.state[USED]):
        value = total(s.weight[i], x)
        if value != s.value[i]:
            if value > s.value[i]:
                s.best[:] = x
                s.state[FOUND] += 1
                for k in range(i, s.state[USED]):
                    s.value[k] = total(s.weight[k], x)
            break
    return True


@compiled
def total(weight: Whole, x: Whole) -> int:
    """The sum of the weights over the chosen."""
    found = 0
    for j in range(len(x)):
        if x[j] == 1:
            found += weight[j]
    return found


@compiled
def descend(t: Tableau, s: Search, j: int, value: int, bound: float) -> None:
    """Branch: fix ``j`` to ``value``, remembering that the other side is still to come."""
    d = s.state[DEPTH]
    s.branch[d] = j
    s.side[d] = value
    s.second[d] = 0
    s.mark[d] = s.state[TRAIL]
    s.hope[d] = bound
    s.state[DEPTH] += 1
    fix(t, s, j, value)


@compiled
def go_back(t: Tableau, s: Search) -> bool:
    """Go back to the deepest node with a side still to try, and try it; false when there is none."""
    while s.state[DEPTH] > 0:
        d = s.state[DEPTH] - 1
        unfix(t, s, s.mark[d])
        if s.second[d] == 0:
            enter_level(t, s, s.state[LEVEL])
            if s.hope[d] >= target(s):
                s.second[d] = 1
                fix(t, s, s.branch[d], 1 - s.side[d])
                return True
        s.state[DEPTH] = d
    return False
