"""Lifted cover inequalities: what a funder's budget says about whole applications, beyond its linear relaxation.

If the applications of a cover together ask a funder for more than it has, one of them must go; the others'
coefficients are found by sequential lifting, exactly, with a table of the least money for each profit. Every
inequality holds for all sets the funder can pay. After Gu, Nemhauser and Savelsbergh, "Lifted cover inequalities for
0-1 integer programs", 1998.
"""

import numpy as np

from renkei.solvers.machine_code import compiled, entry
from renkei.solvers.tableau import Reals, Whole

PROFITS = 64
ENOUGH = 1e-3


@compiled
def cover(ask: Whole, budget: int, x: Reals, order: Whole, inside: Whole) -> int:
    """Mark a minimal cover in ``inside``, taking applications in ``order``; returns its size, 0 where there is none."""
    total, last = 0, -1
    for k in range(len(order)):
        j = order[k]
        inside[j] = 1
        total += ask[j]
        if total > budget:
            last = k
            break
    if last < 0:
        return 0
    size = last + 1
    for k in range(last, -1, -1):
        j = order[k]
        if x[j] < 1.0 - 1e-9 and total - ask[j] > budget:
            inside[j] = 0
            total -= ask[j]
            size -= 1
    return size


@compiled
def add_profit(least: Whole, ask: int, profit: int) -> None:
    """Enter one more application into the table of the least money for each profit."""
    for p in range(len(least) - 1, 0, -1):
        with_it = least[max(0, p - profit)] + ask
        least[p] = min(least[p], with_it)


@compiled
def most(least: Whole, budget: int) -> int:
    """The largest profit that ``budget`` pays for; -1 where it is negative."""
    if budget < 0:
        return -1
    found = 0
    for p in range(len(least)):
        if least[p] <= budget:
            found = p
    return found


@compiled
def lifted_cover(ask: Whole, budget: int, x: Reals, order: Whole, coefficient: Whole) -> int:
    """An inequality ``coefficient . x <= result`` that cuts ``x`` off, for applications in ``order``; -1 where none
    is found."""
    coefficient[:] = 0
    inside = np.zeros(len(x), np.int64)
    size = cover(ask, budget, x, order, inside)
    least = np.full(PROFITS + 1, np.int64(1) << 60)
    least[0] = 0
    right, room = -1, budget
    if size == 0:
        return -1
    for j in order:
        if inside[j] == 1 and x[j] > 1.0 - 1e-9:
            inside[j] = 2
            room -= ask[j]
        elif inside[j] == 1:
            coefficient[j] = 1
            right += 1
            add_profit(least, ask[j], 1)
    if right < 0 or right >= PROFITS:
        return -1
    for j in order:
        if inside[j] == 0 and x[j] > 1e-9:
            lift_up(ask, room, right, j, least, coefficient)
    right = lift_down(ask, room, right, order, inside, least, coefficient)
    if right <= 0:
        return -1
    over = -float(right) - ENOUGH
    for j in order:
        over += coefficient[j] * x[j]
    if over <= 0.0:
        return -1
    for j in order:
        if inside[j] == 0 and x[j] <= 1e-9:
            lift_up(ask, budget, right, j, least, coefficient)
    return right


@compiled
def lift_up(ask: Whole, budget: int, right: int, j: int, least: Whole, coefficient: Whole) -> None:
    """Give ``j`` the largest coefficient with which the inequality still holds."""
    reached = most(least, budget - ask[j])
    value = right if reached < 0 else right - reached
    if value > 0:
        coefficient[j] = value
        add_profit(least, ask[j], value)


@compiled
def lift_down(
    ask: Whole, budget: int, right: int, order: Whole, inside: Whole, least: Whole, coefficient: Whole
) -> int:
    """Give the applications that were taken for granted their coefficients; returns the new right-hand side, or -1."""
    room = budget
    for j in order:
        if inside[j] == 2:
            room += ask[j]
            reached = most(least, room)
            if reached >= PROFITS:
                return -1
            value = max(reached - right, 0)
            right += value
            if right >= PROFITS:
                return -1
            if value > 0:
                coefficient[j] = value
                add_profit(least, ask[j], value)
    return right


@entry
def separate(demand: Whole, capacity: Whole, x: Reals, cuts: Whole, right: Whole) -> int:
    """Fill ``cuts`` with violated inequalities, at most two a funder, right-hand sides in ``right``; returns how
    many."""
    found = 0
    width = demand.shape[1]
    for f in range(len(demand)):
        ask = demand[f]
        used = np.zeros(width, np.int64)
        count = 0
        for j in range(width):
            if 0 < ask[j] <= capacity[f]:
                used[count] = j
                count += 1
        used = used[:count]
        for rule in range(2):
            key = np.zeros(count)
            for k in range(count):
                j = used[k]
                key[k] = -x[j] - 1e-6 * ask[j] / capacity[f] if rule == 0 else (1.0 - x[j]) / ask[j]
            order = used[np.argsort(key, kind="mergesort")]
            if found < len(cuts):
                right[found] = lifted_cover(ask, capacity[f], x, order, cuts[found])
                if right[found] > 0 and fresh(cuts, right, found):
                    found += 1
    return found


@compiled
def fresh(cuts: Whole, right: Whole, last: int) -> bool:
    """Whether cut ``last`` differs from the one before it."""
    return last == 0 or right[last] != right[last - 1] or (cuts[last] != cuts[last - 1]).any()
