"""Branch and bound for packing problems on the warm dual simplex: depth first, resumable, counted in simplex steps.

The search looks for values strictly better than the best known one. Every node is closed by a bound computed afresh
from the multipliers (``ceiling``) or by a Farkas row, never by a solver's word; every solution is checked in 64-bit
integers. Branching follows pseudo-costs that are first learned by short trial solves (reliability branching:
Achterberg, Koch and Martin, "Branching rules revisited", 2005).
"""

import numpy as np

from renkei.solvers.cutting import install, point
from renkei.solvers.hull import separate
from renkei.solvers.machine_code import compiled, entry
from renkei.solvers.simplex import optimise
from renkei.solvers.tableau import (
    CUT_OFF,
    OPEN,
    OPTIMAL,
    STEPS,
    Reals,
    Tableau,
    Whole,
    added,
    aim_at,
    along,
    ceiling,
    price,
    settle,
    value_now,
)
from renkei.solvers.tree import (
    ENDED,
    LEVEL,
    NODES,
    TRAIL,
    Search,
    accept,
    descend,
    enter_level,
    fix,
    go_back,
    propagate,
    solution,
    target,
    tighten,
)

NODE_STEPS = 500
NODE_ROUNDS = 2
NODE_STALL = 0.05
TRIAL_STEPS = 8
TRIALS = 8
RELIABLE = 4


@compiled
def first_open(t: Tableau) -> int:
    """The first column not yet fixed, or -1."""
    for j in range(len(t.start) - 1):
        if t.low[j] < t.high[j]:
            return int(j)
    return -1


@compiled
def fractions(t: Tableau, where: Whole) -> int:
    """List the basic columns that are not whole; returns how many."""
    n = len(t.start) - 1
    found = 0
    for i in range(len(t.right)):
        j = t.head[i]
        if j < n and t.low[j] < t.high[j] and 1e-6 < t.level[i] < 1.0 - 1e-6:
            where[found] = j
            found += 1
    return found


@compiled
def keep(t: Tableau, o: Tableau) -> None:
    """Copy the state of ``t`` into ``o``."""
    o.head[:] = t.head
    o.place[:] = t.place
    o.inverse[:, :] = t.inverse
    o.norm[:] = t.norm
    o.level[:] = t.level
    o.rest[:] = t.rest
    o.gain[:] = t.gain
    o.open[: t.tally[OPEN]] = t.open[: t.tally[OPEN]]
    steps = t.tally[STEPS]
    o.tally[:] = t.tally
    o.tally[STEPS] = steps


@compiled
def restore(t: Tableau, o: Tableau) -> None:
    """Copy the state back, except for the count of steps."""
    steps = t.tally[STEPS]
    keep(o, t)
    t.tally[STEPS] = steps


@compiled
def trial(t: Tableau, s: Search, o: Tableau, j: int, value: int, goal: float) -> float:
    """How far the bound falls within a few steps when ``j`` is fixed to ``value``; -1 where the node closes."""
    before = value_now(t)
    t.low[j] = value
    t.high[j] = value
    status = optimise(t, goal, TRIAL_STEPS)
    fall = max(before - value_now(t), 0.0)
    restore(t, o)
    t.low[j] = 0.0
    t.high[j] = 1.0
    return -1.0 if status == CUT_OFF else fall


@compiled
def learn(s: Search, j: int, value: int, fall: float, part: float) -> None:
    """Add one observation to the pseudo-costs of ``j``: ``fall`` as a share of the gap, ``part`` how far it was
    moved."""
    s.rise[value, j] += fall / max(part, 1e-6)
    s.seen[value, j] += 1


@compiled
def guess(s: Search, j: int, value: int, part: float, mean: float) -> float:
    """The expected fall of the bound."""
    if s.seen[value, j] == 0:
        return mean * part
    return float(s.rise[value, j] / s.seen[value, j] * part)


@compiled
def merit(s: Search, j: int, x: float, mean: float) -> float:
    """How much is expected of branching on ``j`` at the fractional value ``x``."""
    return max(guess(s, j, 0, x, mean), 1e-4) * max(guess(s, j, 1, 1.0 - x, mean), 1e-4)


@compiled
def choose(t: Tableau, s: Search, o: Tableau, where: Whole, found: int, bound: float) -> int:
    """The column to branch on; -1 - j where a trial closed one side of column ``j`` (then fixed to the other)."""
    goal = target(s)
    room = max(bound - goal, 1e-6)
    seen = max(added(s.seen[0]) + added(s.seen[1]), 1)
    mean = max((added(s.rise[0]) + added(s.rise[1])) / seen, 1e-2)
    score = np.zeros(found)
    for k in range(found):
        j = where[k]
        score[k] = merit(s, j, t.level[t.place[j]], mean)
    order = np.argsort(-score, kind="mergesort")
    best, chosen, tried = -1.0, where[order[0]], 0
    kept = False
    for k in order:
        j = where[k]
        x = t.level[t.place[j]]
        value = score[k]
        if min(s.seen[0, j], s.seen[1, j]) < RELIABLE and tried < TRIALS:
            if not kept:
                keep(t, o)
                kept = True
            tried += 1
            up = trial(t, s, o, j, 1, goal)
            if up < 0.0:
                fix(t, s, j, 0)
                return int(-1 - j)
            down = trial(t, s, o, j, 0, goal)
            if down < 0.0:
                fix(t, s, j, 1)
                return int(-1 - j)
            up, down = min(up / room, 1.0), min(down / room, 1.0)
            learn(s, j, 1, up, 1.0 - x)
            learn(s, j, 0, down, x)
            value = max(up, 1e-4) * max(down, 1e-4)
        if value > best:
            best, chosen = value, j
    return int(chosen)


@entry
def relax(t: Tableau, s: Search, steps: int) -> float:
    """Bound the present node, fixing what reduced costs allow; minus infinity when the node is closed."""
    settle(t)
    return bounded(t, s, steps)


@compiled
def bounded(t: Tableau, s: Search, steps: int) -> float:
    """The bound of the settled tableau; minus infinity when that is below the target."""
    goal = target(s)
    status = optimise(t, goal, steps)
    if status == CUT_OFF:
        return -np.inf
    price(t, t.aim)
    bound = ceiling(t)
    if bound < goal:
        return -np.inf
    if status == OPTIMAL:
        tighten(t, s, bound - goal)
    return bound


@entry
def cut_off(t: Tableau, s: Search, bound: float, rounds: int, stall: float) -> float:
    """Add cuts and bound again, while that brings the bound down by ``stall`` of the gap; the bound."""
    found, right = np.zeros((len(s.capacity), len(s.best)), np.int64), np.zeros(len(s.capacity), np.int64)
    owner = np.zeros(len(right), np.int64)
    x = np.zeros(len(s.best))
    for _ in range(rounds):
        point(t, x)
        count = separate(s.demand, s.capacity, x, found, right, owner)
        added = 0
        for k in range(count):
            added += install(t, s, found[k], right[k], owner[k])
        if added == 0:
            return bound
        before, bound = bound, relax(t, s, NODE_STEPS)
        if bound == -np.inf or before - bound < stall * (bound - target(s)):
            return bound
    return bound


@entry
def fixed_for_good(t: Tableau, s: Search, steps: int) -> None:
    """Fix, for the levels to come, what this level's best value cannot bear to see changed (reduced costs)."""
    settle(t)
    goal = target(s) - 1.0
    if optimise(t, goal, steps) == OPTIMAL:
        price(t, t.aim)
        tighten(t, s, ceiling(t) - goal)
    s.state[TRAIL] = 0


@entry
def reduced(t: Tableau, low: Reals, high: Reals, gain: Reals) -> float:
    """The columns' reduced costs by the multipliers in ``t``, and the bound that these prove between ``low`` and
    ``high``."""
    total = 0.0
    n = len(gain)
    for i in range(len(t.right)):
        y = t.dual[i]
        total += y * (t.right[i] if y > 0.0 else t.right[i] - t.high[n + i])
    for j in range(n):
        gain[j] = t.aim[j] - along(t, t.dual, j)
        total += gain[j] * (high[j] if gain[j] > 0.0 else low[j])
    return total


@compiled
def visit(t: Tableau, s: Search, o: Tableau, x: Whole, use: Whole) -> bool:
    """Work on the present node and branch on it; false when the node is closed."""
    where = np.zeros(len(t.right), np.int64)
    fresh = True
    while True:
        s.state[NODES] += 1
        if not propagate(t, s, use):
            return False
        bound = relax(t, s, NODE_STEPS)
        if bound == -np.inf:
            return False
        if fresh:
            fresh = False
            bound = cut_off(t, s, bound, NODE_ROUNDS, NODE_STALL)
            if bound == -np.inf:
                return False
        found = fractions(t, where)
        if found == 0:
            solution(t, s, x)
            j = first_open(t)
            if accept(t, s, x, use):
                enter_level(t, s, s.state[LEVEL])
                if target(s) > bound:
                    return False
            if j < 0:
                return False
        else:
            j = choose(t, s, o, where, found, bound)
        if j >= 0:
            p = t.place[j]
            descend(t, s, j, 1 if p < 0 or t.level[p] > 0.3 else 0, bound)
            return True


@entry
def advance(t: Tableau, s: Search, o: Tableau, steps: int) -> bool:
    """Go on with the search until it has ended (true) or the tableau has counted ``steps`` steps (false)."""
    x = np.zeros(len(s.best), np.int64)
    use = np.zeros(len(t.right), np.int64)
    while s.state[ENDED] == 0:
        if t.tally[STEPS] >= steps:
            return False
        if not visit(t, s, o, x, use) and not go_back(t, s):
            s.state[ENDED] = 1
    return True


@entry
def reach(t: Tableau, weights: Reals, lesser: Reals, steps: int) -> float:
    """The most that ``weights`` can come to in the relaxation of ``t`` as it is; leaves the multipliers in it.

    A trace of ``lesser`` (see `aim_at`) keeps the steps from stalling; whatever it is, the bound holds."""
    aim_at(t, weights, lesser)
    settle(t)
    optimise(t, -np.inf, steps)
    price(t, t.aim)
    return float(ceiling(t))
