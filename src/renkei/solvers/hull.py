"""What one funder's budget says about whole applications: every inequality that cuts a relaxed solution off.

The sets that a funder can pay span a polytope; a point outside it is cut off by an inequality found exactly, as the
multipliers of a covering problem: as few sets as possible (in parts) that together hold the point. It is solved by
the simplex method, sets coming in one by one as a knapsack finds them. The coefficients are made whole, the
right-hand side is then computed anew with a table of the least money for each profit, and what the point does not
divide is lifted in: so each inequality holds whatever the rounding. After Boyd, "Fenchel cutting planes for integer
programs", 1994, and Avella, Boccia and Vasilyev, "A computational study of exact knapsack separation for the
generalized assignment problem", 2010.
"""

import numpy as np

from renkei.solvers.machine_code import compiled, entry
from renkei.solvers.tableau import Reals, Whole, added

PROFITS = 512  # the largest right-hand side
SCALES = 64  # the largest common denominator of the coefficients that is tried
ENOUGH = 1e-3  # of the right-hand side: by how much an inequality must be violated
EDGE = 1e-6
PIVOTS = 400
VISITS = 20_000


@compiled
def add_profit(least: Whole, top: int, last: int, ask: int, profit: int) -> int:
    """Enter one more application into the table of the least money for each profit up to ``top``, and up to ``last``
    at most; the new ``top``."""
    top = min(top + profit, last)
    for p in range(top, 0, -1):
        with_it = least[max(0, p - profit)] + ask
        least[p] = min(least[p], with_it)
    return top


@compiled
def most(least: Whole, top: int, budget: int) -> int:
    """The largest profit that ``budget`` pays for; -1 where it is negative."""
    if budget < 0:
        return -1
    low, high = 0, top
    while low < high:
        half = (low + high + 1) // 2
        if least[half] <= budget:
            low = half
        else:
            high = half - 1
    return low


@compiled
def worth_at_most(ask: Whole, worth: Reals, order: Whole, k: int, room: int) -> float:
    """What the applications from place ``k`` of ``order`` on are worth within ``room``, the last one in part."""
    total = 0.0
    for i in range(k, len(order)):
        j = order[i]
        if worth[j] <= 0.0:
            break
        if ask[j] > room:
            total += worth[j] * room / ask[j]
            break
        total += worth[j]
        room -= ask[j]
    return total


@compiled
def worthiest(ask: Whole, room: int, worth: Reals, chosen: Whole) -> float:
    """The set of the greatest worth that ``room`` pays for, in ``chosen``; -1 where the search takes too long.

    Depth first, by worth for money, as far as what may still come in makes a better one (Horowitz and Sahni 1974)."""
    order = np.argsort(-(worth / ask), kind="mergesort")
    end = added(worth > 0.0)
    now = np.zeros(len(ask), np.int64)
    best, got, left, k = 0.0, 0.0, room, 0
    chosen[:] = 0
    for _ in range(VISITS):
        if got + worth_at_most(ask, worth, order, k, left) > best + 1e-12:
            while k < end and ask[order[k]] <= left:
                j = order[k]
                now[j] = 1
                left -= ask[j]
                got += worth[j]
                k += 1
            if got > best + 1e-12:
                best = got
                chosen[:] = now
            if k < end:
                k += 1
                continue
        k -= 1
        while k >= 0 and now[order[k]] == 0:
            k -= 1
        if k < 0:
            return best
        j = order[k]
        now[j] = 0
        left += ask[j]
        got -= worth[j]
        k += 1
    return -1.0


@compiled
def facet(ask: Whole, room: int, point: Reals, worth: Reals) -> bool:
    """Multipliers in ``worth`` under which payable sets come to 1 at most and ``point`` to more; false if none."""
    n = len(ask)
    inverse, level, cost = np.eye(n), point.copy(), np.ones(n)
    chosen, column = np.zeros(n, np.int64), np.zeros(n)
    for _ in range(PIVOTS):
        if added(cost * level) <= 1.0 + ENOUGH:
            return False
        worth[:] = 0.0
        for i in range(n):
            if cost[i] != 0.0:
                worth += inverse[i]
        lowest = 0
        for i in range(1, n):
            if worth[i] < worth[lowest]:
                lowest = i
        surplus = worth[lowest] < -1e-9
        if surplus:
            column[:] = 0.0
            column[lowest] = -1.0
        else:
            gain = worthiest(ask, room, worth, chosen)
            if gain < 0.0:
                return False
            if gain <= 1.0 + 1e-7:
                return True
            column[:] = chosen
        if not bring_in(inverse, level, cost, column, 0.0 if surplus else 1.0):
            return False
    return False


@compiled
def bring_in(inverse: Reals, level: Reals, cost: Reals, column: Reals, price: float) -> bool:
    """A step of the simplex method: ``column`` enters the basis at ``price``; false where nothing leaves."""
    n = len(level)
    image = np.zeros(n)
    leave, ratio = -1, np.inf
    for i in range(n):
        for k in range(n):
            image[i] += inverse[i, k] * column[k]
        if image[i] > 1e-9:
            r = level[i] / image[i]
            if r < ratio - 1e-12 or (r <= ratio + 1e-12 and image[i] > image[leave]):
                leave, ratio = i, r
    if leave < 0:
        return False
    level[leave] = ratio
    inverse[leave] /= image[leave]
    for i in range(n):
        if i != leave:
            level[i] = max(level[i] - ratio * image[i], 0.0)
            inverse[i] -= image[i] * inverse[leave]
    cost[leave] = price
    return True


@compiled
def whole(worth: Reals, coefficient: Whole) -> None:
    """``worth`` times the smallest common denominator; rounded down where that is too large."""
    for scale in range(1, SCALES + 1):
        exact = True
        for k in range(len(worth)):
            near = np.rint(worth[k] * scale)
            if abs(near - worth[k] * scale) > 1e-5:
                exact = False
                break
        if exact or scale == SCALES:
            for k in range(len(worth)):
                coefficient[k] = int(np.floor(worth[k] * scale + 1e-5))
            return


@compiled
def inequality(ask: Whole, budget: int, x: Reals, used: Whole, coefficient: Whole) -> int:
    """An inequality ``coefficient . x <= result`` that cuts ``x`` off, for the applications ``used``; -1 where none
    is found."""
    coefficient[:] = 0
    room = budget
    part = np.zeros(len(used), np.int64)
    n = 0
    for j in used:
        if x[j] > 1.0 - EDGE:
            room -= ask[j]
        elif x[j] > EDGE:
            part[n] = j
            n += 1
    if n == 0 or room < 0:
        return -1
    part = part[:n]
    # what cannot be paid at all beside the whole ones must be 0 there; so little of it that no inequality comes of
    # that alone is lifted in with what is left out
    dear = ask[part] > room
    scaled = dear.astype(np.int64)
    if added(x[part] * scaled) <= ENOUGH:
        part = part[~dear]
        n = len(part)
        if n == 0:
            return -1
        scaled = np.zeros(n, np.int64)
        worth = np.zeros(n)
        if not facet(ask[part], room, x[part], worth):
            return -1
        whole(worth, scaled)
    least = np.full(PROFITS + 1, np.int64(1) << 60)
    least[0], top = 0, 0
    for k in range(n):
        if scaled[k] > 0:
            coefficient[part[k]] = scaled[k]
            top = add_profit(least, top, PROFITS, ask[part[k]], scaled[k])
    return lifted(ask, budget, room, top, x, used, least, coefficient)


@compiled
def lifted(
    ask: Whole, budget: int, room: int, top: int, x: Reals, used: Whole, least: Whole, coefficient: Whole
) -> int:
    """Bring in the applications that ``x`` takes whole, then those it leaves out; the right-hand side, or -1."""
    right = most(least, top, room)
    for j in used:
        if x[j] > 1.0 - EDGE:
            room += ask[j]
            reached = most(least, top, room)
            value = max(reached - right, 0)
            right += value
            if right >= PROFITS:
                return -1
            if value > 0:
                coefficient[j] = value
                top = add_profit(least, top, PROFITS, ask[j], value)
    if right <= 0:
        return -1
    over = -float(right)
    for j in used:
        over += coefficient[j] * x[j]
    if over <= ENOUGH * right:
        return -1
    top = min(top, right)  # no payable set comes to more
    for j in used:
        if coefficient[j] == 0 and x[j] <= 1.0 - EDGE:
            reached = most(least, top, budget - ask[j])
            value = right if reached < 0 else right - reached
            if value > 0:
                coefficient[j] = value
                top = add_profit(least, top, right, ask[j], value)
    return right


@entry
def separate(demand: Whole, capacity: Whole, x: Reals, cuts: Whole, right: Whole, owner: Whole) -> int:
    """Fill ``cuts`` with violated inequalities, at most one a funder, right-hand sides in ``right``, the funder in
    ``owner``; returns how many."""
    found = 0
    width = demand.shape[1]
    for f in range(len(demand)):
        ask = demand[f]
        used = np.zeros(width, np.int64)
        count, total = 0, 0
        for j in range(width):
            if 0 < ask[j] <= capacity[f]:
                used[count] = j
                count += 1
                total += ask[j]
        if total <= capacity[f]:
            continue
        used = used[:count]
        used = used[np.argsort(-ask[used], kind="mergesort")]
        right[found] = inequality(ask, capacity[f], x, used, cuts[found])
        if right[found] > 0:
            owner[found] = f
            found += 1
    return found
