"""Among assignments with the largest total, one that serves the worst served better, where a few more flows find it.

What a flow adds to its first aim counts less than one unit of it in all, so the total stays what it is: each round
leans towards the applications that are now served worst, and the best of the rounds is kept. It is a search, not a
proof.
"""

import numpy as np

from renkei.engines.assignment.best import Best, by_flow
from renkei.engines.assignment.task import Task
from renkei.solvers.flow import Whole

ROUNDS = 8
FINE = 100  # what leaning towards an application adds, at most, in one round
MOST = 200_000  # pairs; beyond, equal totals are rare and flows take long


def evened(task: Task, weight: Whole, found: Best) -> Best:
    """The assignment found, or another with the same sum of `weight` whose sorted totals of panels are higher."""
    unit = max(int(np.gcd.reduce(weight)), 1)
    most = max(int(task.worth.max(initial=0)), 1)
    limit = ROUNDS * FINE * task.size * len(task.applications) + 1
    if len(task.app) > MOST or int(weight.max(initial=0)) // unit * limit > 2**40:
        return found
    lean = np.zeros(len(task.applications), np.int64)
    best, served = found, np.sort(task.served(found.chosen))
    now = task.served(found.chosen)
    for _ in range(ROUNDS):
        lean[now <= np.sort(now)[(len(now) - 1) // 10]] += FINE
        other, _bound = by_flow(task, weight // unit * limit + lean[task.app] * task.worth // most)
        if other is None:
            break
        now = task.served(other.chosen)
        if tuple(np.sort(now)) > tuple(served):
            best, served = Best(other.chosen, found.value, found.bound, found.nodes), np.sort(now)
    return best
