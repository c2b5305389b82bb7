"""What branch and bound does at one node of a single level, its conclusions drawn in whole numbers alone.

The relaxation is a tableau without rows to spare: a node takes microseconds where few funders pay. Multipliers are
found in floating point and rounded; every bound that closes a node or fixes an application is computed from them in
64-bit integers, so it holds whatever the rounding. Branching goes by what the first step of the dual simplex method
costs on either side (Driebeek, "An algorithm for the solution of mixed integer programming problems", 1966).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.solvers.machine_code import compiled, entry
from renkei.solvers.packing import Whole
from renkei.solvers.simplex import optimise
from renkei.solvers.tableau import (
    AT_HIGH,
    AT_LOW,
    OPEN,
    PERTURBATION,
    STEPS,
    TINY,
    Reals,
    Tableau,
    along,
    invert,
    price,
    settle,
    slack_basis,
    tableau,
)

Small = NDArray[np.int8]
Places = NDArray[np.int32]

DEPTH, TRAIL, VALUE, BEST, SHELVED, BITS, GIVEN = range(7)
WHOLE_BITS = 55  # of the sum of all weights times the multipliers' scale
SUM_BITS = 62  # of what the rows add to a bound; with the weights, which are below that too, it stays below 63
PIVOTS = 500
EDGE = 1e-6
LEAST_FALL = 1e-6  # what a branch counts for at least


class Tree(NamedTuple):
    """A level's whole numbers and a depth-first search in it."""

    whole: Whole  # integer coefficients, in the order of the tableau's entries
    size: Reals  # what each row of the tableau was divided by
    limit: Whole  # the largest rounded multiplier of each row
    weight: Whole  # per column
    room: Whole  # what each row has left beside what is in
    price: Whole  # scratch: rounded multipliers
    worth: Whole  # scratch: reduced costs by them
    trail: Whole  # columns fixed, in order
    branch: Whole  # column branched on at each depth
    side: Whole  # value tried at each depth
    second: Whole  # whether it is the second one
    mark: Whole  # length of the trail before each depth
    hope: Whole  # bound at each depth
    best: Whole  # the best set found here, 0 or 1 per column
    state: Whole  # DEPTH, TRAIL, VALUE (of what is in), BEST (value), SHELVED, BITS (of the multipliers' scale), GIVEN


class Nodes(NamedTuple):
    """Open nodes: a bound on each, what is fixed there (-1 what is not), and the basis to begin from."""

    bound: Whole
    fixed: Small  # nodes x columns
    head: Places  # nodes x rows


def tree(rows: Whole, right: Whole, weight: Whole, given: int, value: int) -> tuple[Tableau, Tree]:
    """A tableau for ``rows . x <= right``, and a search for sets that come to more than ``value`` by ``weight`` beside
    what is ``given``; nothing is below 0."""
    height, width = rows.shape
    size = np.maximum(rows.max(axis=1, initial=1), 1).astype(np.float64)
    t = tableau(rows / size[:, None], right / size, 0)
    column, row = np.nonzero(rows.T)
    unlike = (np.arange(width) * 7919 + 104729) % 1009 / 1009  # a trace of disorder: no two columns are quite equal
    t.aim[:width] = weight
    t.cost[:width] = weight + weight.max(initial=0) * PERTURBATION * unlike
    share = (1 << SUM_BITS) // (height + 1)
    most = abs(given) + int(weight.sum())

    def scratch(length: int) -> Whole:
        return np.zeros(length, np.int64)

    return t, Tree(
        whole=rows[row, column].astype(np.int64),
        size=size,
        limit=share // np.maximum(np.maximum(rows.sum(1), right), 1),
        weight=weight.copy(),
        room=right.copy(),
        price=scratch(height),
        worth=scratch(width),
        trail=scratch(width + 1),
        branch=scratch(width + 1),
        side=scratch(width + 1),
        second=scratch(width + 1),
        mark=scratch(width + 1),
        hope=scratch(width + 1),
        best=scratch(width),
        state=np.array([0, 0, given, value, 0, max(WHOLE_BITS - most.bit_length(), 0), given], np.int64),
    )


@compiled
def fix(t: Tableau, s: Tree, j: int, value: int) -> None:
    """Fix column ``j`` until the search goes back above this point."""
    t.low[j] = value
    t.high[j] = value
    s.trail[s.state[TRAIL]] = j
    s.state[TRAIL] += 1
    if value == 1:
        s.state[VALUE] += s.weight[j]
        for k in range(t.start[j], t.stop[j]):
            s.room[t.row[k]] -= s.whole[k]


@compiled
def release(t: Tableau, s: Tree, mark: int) -> None:
    """Release what was fixed since the trail had length ``mark``."""
    while s.state[TRAIL] > mark:
        s.state[TRAIL] -= 1
        j = s.trail[s.state[TRAIL]]
        if t.low[j] == 1.0:
            s.state[VALUE] -= s.weight[j]
            for k in range(t.start[j], t.stop[j]):
                s.room[t.row[k]] += s.whole[k]
        t.low[j] = 0.0
        t.high[j] = 1.0


@compiled
def fitting(t: Tableau, s: Tree) -> bool:
    """Fix at 0 what no longer fits; false where what is in does not fit itself."""
    for i in range(len(s.room)):
        if s.room[i] < 0:
            return False
    for j in range(len(s.weight)):
        if t.low[j] < t.high[j]:
            over = 0
            for k in range(t.start[j], t.stop[j]):
                over += s.whole[k] > s.room[t.row[k]]
            if over > 0:
                fix(t, s, j, 0)
    return True


@compiled
def certain(t: Tableau, s: Tree) -> int:
    """The node's bound in whole numbers over two to the ``BITS``, from the multipliers rounded.

    The open columns' reduced costs by these are left in ``worth``."""
    scale = np.int64(1) << s.state[BITS]
    total = s.state[VALUE] * scale
    for i in range(len(s.room)):
        y = np.int64(min(max(np.round(t.dual[i] / s.size[i] * scale), 0.0), float(s.limit[i])))
        s.price[i] = y
        total += y * s.room[i]
    for j in range(len(s.weight)):
        if t.low[j] < t.high[j]:
            d = s.weight[j] * scale
            for k in range(t.start[j], t.stop[j]):
                d -= s.price[t.row[k]] * s.whole[k]
            s.worth[j] = d
            total += max(d, 0)
    return int(total)


@compiled
def falls(t: Tableau, p: int) -> tuple[float, float]:
    """By how much the bound falls at least when the column basic in place ``p`` goes to 0, and to 1."""
    n = len(t.start) - 1
    m = len(t.right)
    rho = t.inverse[:, p].copy()
    down, up = np.inf, np.inf
    for k in range(t.tally[OPEN] + m):
        j = t.open[k] if k < t.tally[OPEN] else n + k - t.tally[OPEN]
        if t.place[j] < 0 and t.low[j] < t.high[j]:
            turn = along(t, rho, j) if j < n else rho[j - n]
            if abs(turn) > TINY:
                ratio = abs(t.gain[j] / turn)
                if (turn < 0.0) == (t.place[j] == AT_LOW):
                    up = min(up, ratio)
                else:
                    down = min(down, ratio)
    return down * t.level[p], up * (1.0 - t.level[p])


@compiled
def choose(t: Tableau, gap: float) -> tuple[int, int]:
    """The column to branch on and the value to try first; -1 where the relaxed solution is whole."""
    n = len(t.start) - 1
    best, chosen, side = -1.0, -1, 0
    for p in range(len(t.head)):
        j = t.head[p]
        if j < n and t.low[j] < t.high[j] and EDGE < t.level[p] < 1.0 - EDGE:
            down, up = falls(t, p)
            if down > gap:
                return j, 0
            if up > gap:
                return j, 1
            merit = max(down, LEAST_FALL) * max(up, LEAST_FALL)
            if merit > best:
                best, chosen, side = merit, j, 1 if up < down else 0
    return chosen, side


@compiled
def take(t: Tableau, s: Tree) -> None:
    """Keep the relaxed solution, rounded, where it fits and is better than the best."""
    x, room, value = s.worth, s.room.copy(), s.state[VALUE]
    for j in range(len(x)):
        p = t.place[j]
        x[j] = int(t.low[j])
        if t.low[j] < t.high[j] and (p == AT_HIGH or (p >= 0 and t.level[p] > 0.5)):
            x[j] = 1
            value += s.weight[j]
            for k in range(t.start[j], t.stop[j]):
                room[t.row[k]] -= s.whole[k]
    if value > s.state[BEST] and room.min() >= 0:
        s.state[BEST] = value
        s.best[:] = x


@compiled
def visit(t: Tableau, s: Tree, shelf: Nodes, floor: int) -> bool:
    """Bound the present node, and branch on it; false where it is closed, or put on the shelf with a bound below
    ``floor``."""
    t.tally[STEPS] += 1
    if not fitting(t, s):
        return False
    settle(t)
    optimise(t, s.state[BEST] + 1.0 - EDGE - s.state[GIVEN], PIVOTS)
    price(t, t.aim)
    total = certain(t, s)
    gap = total - ((s.state[BEST] + 1) << s.state[BITS])
    if gap < 0:
        return False
    for k in range(t.tally[OPEN]):
        j = t.open[k]
        if t.place[j] < 0 and abs(s.worth[j]) > gap:
            fix(t, s, j, 1 if s.worth[j] > 0 else 0)
    bound = total >> s.state[BITS]
    if bound < floor and s.state[SHELVED] + len(s.weight) + 1 < len(shelf.bound):
        put(t, shelf, s.state[SHELVED], bound)
        s.state[SHELVED] += 1
        return False
    j, side = choose(t, gap / 2.0 ** s.state[BITS])
    if j < 0:
        take(t, s)
        j, side = first_open(t), 0
        if j < 0 or s.state[BEST] >= bound:
            return False
    descend(t, s, j, side, bound)
    return True


@compiled
def first_open(t: Tableau) -> int:
    """A column not yet fixed, or -1."""
    for j in range(len(t.start) - 1):
        if t.low[j] < t.high[j]:
            return int(j)
    return -1


@compiled
def put(t: Tableau, shelf: Nodes, at: int, bound: int) -> None:
    """Write the present node down."""
    shelf.bound[at] = bound
    shelf.head[at] = t.head
    for j in range(len(t.start) - 1):
        shelf.fixed[at, j] = -1 if t.low[j] < t.high[j] else t.low[j]


@compiled
def descend(t: Tableau, s: Tree, j: int, value: int, bound: int) -> None:
    """Branch: fix ``j`` to ``value``, remembering that the other side is still to come."""
    d = s.state[DEPTH]
    s.branch[d], s.side[d], s.second[d], s.mark[d], s.hope[d] = j, value, 0, s.state[TRAIL], bound
    s.state[DEPTH] += 1
    fix(t, s, j, value)


@compiled
def go_back(t: Tableau, s: Tree) -> bool:
    """Go back to the deepest node with a side still to try, and try it; false when there is none."""
    while s.state[DEPTH] > 0:
        d = s.state[DEPTH] - 1
        release(t, s, s.mark[d])
        if s.second[d] == 0 and s.hope[d] > s.state[BEST]:
            s.second[d], s.side[d] = 1, 1 - s.side[d]
            fix(t, s, s.branch[d], s.side[d])
            return True
        s.state[DEPTH] = d
    return False


@compiled
def begin_at(t: Tableau, s: Tree, nodes: Nodes, i: int) -> None:
    """Go to the open node ``i``, from whatever node the search was at."""
    release(t, s, 0)
    for j in range(len(s.weight)):
        if nodes.fixed[i, j] >= 0:
            fix(t, s, j, nodes.fixed[i, j])
    s.state[DEPTH] = 0
    t.head[:] = nodes.head[i]
    t.place[:] = AT_LOW
    for p in range(len(t.head)):
        t.place[t.head[p]] = p
    if not invert(t):
        slack_basis(t)


@compiled
def shelve_rest(t: Tableau, s: Tree, shelf: Nodes, bound: int) -> None:
    """Put on the shelf what the search has still to come: the present node, ``bound`` where it is the first, and the
    other side of every node above it."""
    d = s.state[DEPTH]
    put(t, shelf, s.state[SHELVED], s.hope[d - 1] if d > 0 else bound)
    s.state[SHELVED] += 1
    while go_back(t, s):
        put(t, shelf, s.state[SHELVED], s.hope[s.state[DEPTH] - 1])
        s.state[SHELVED] += 1


@entry
def explore(t: Tableau, s: Tree, nodes: Nodes, shelf: Nodes, floor: int, steps: int) -> int:
    """Search the open ``nodes`` one after the other within about so many steps; how many were begun.

    What is left open of the last one is on the ``shelf`` in the end, beside what has a bound below ``floor``."""
    s.state[SHELVED] = 0
    t.tally[STEPS] = 0
    for i in range(len(nodes.bound)):
        if t.tally[STEPS] >= steps:
            return i
        if nodes.bound[i] > s.state[BEST]:
            begin_at(t, s, nodes, i)
            going = True
            while going:
                if t.tally[STEPS] >= steps:
                    shelve_rest(t, s, shelf, nodes.bound[i])
                    return i + 1
                going = visit(t, s, shelf, floor) or go_back(t, s)
    return len(nodes.bound)
