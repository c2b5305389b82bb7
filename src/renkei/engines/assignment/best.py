"""The assignment with the largest total, exactly: a flow where its rules are one, else branch and bound."""

from dataclasses import dataclass

import numpy as np

from renkei.engines.assignment.exact import Program, largest, program_of
from renkei.engines.assignment.network import Groups, groups_of, network_of
from renkei.engines.assignment.options import AssignmentError
from renkei.engines.assignment.task import Chosen, Task
from renkei.solvers.flow import Whole, cheapest


@dataclass(frozen=True)
class Best:
    """What was found: its `value` and the `bound` that none can pass, both in the weights' unit; the nodes spent."""

    chosen: Chosen
    value: int
    bound: int
    nodes: int = 0


def best(task: Task, weight: Whole, work: int) -> Best | None:
    """The assignment with the largest sum of `weight`; None where no assignment holds.

    Raises AssignmentError where branch and bound finds none within its work.
    """
    found, bound = by_flow(task, weight)
    if found is not None or bound is None:
        return found
    return best_of(task, program_of(task), weight, work, bound)


def by_flow(task: Task, weight: Whole) -> tuple[Best | None, int | None]:
    """The best assignment, where a flow finds it; and the bound that the flow gives, None where no assignment holds."""
    groups = groups_of(task, task.groupings)
    flowing = groups if groups is not None else _some(task)
    flows = cheapest(network_of(task, flowing, weight))
    if flows is None:
        return None, None
    chosen = flows[: len(task.app)] > 0
    value = int(weight[chosen].sum())
    if not task.broken(chosen):  # the best of what holds in part, and it holds as a whole
        return Best(chosen, value, value), value
    return None, value


def _some(task: Task) -> Groups:
    """As many groupings as one flow states."""
    kept: tuple[int, ...] = ()
    for place in range(len(task.groupings)):
        if groups_of(task, tuple(task.groupings[one] for one in (*kept, place))) is not None:
            kept = (*kept, place)
    found = groups_of(task, tuple(task.groupings[one] for one in kept))
    if found is None:
        raise RuntimeError("groupings that do not cross cross together; please report this call")
    return found


def best_of(task: Task, program: Program, weight: Whole, work: int, bound: int | None = None) -> Best | None:
    """The same by branch and bound on a program of the task, perhaps with further rows."""
    unit = max(int(np.gcd.reduce(weight)), 1) if len(weight) else 1
    solved = largest(program, weight // unit, work)
    if solved.none:
        return None
    if solved.x is None:
        raise AssignmentError(f"no assignment was found within {work} nodes of search: give --work more")
    chosen = solved.chosen(task)
    if task.broken(chosen):
        raise RuntimeError("branch and bound returned panels that break a condition; please report this call")
    own = int(np.floor(solved.bound + 1e-6)) * unit if np.isfinite(solved.bound) else int(weight[weight > 0].sum())
    value = int(weight[chosen].sum())
    return Best(chosen, value, max(value, own if bound is None else min(own, bound)), solved.nodes)
