"""The largest total affinity; after an earlier assignment, as many of its pairs as can stay, and then the total."""

from dataclasses import dataclass

import numpy as np

from renkei.engines.assignment.best import Best, best, best_of, by_flow
from renkei.engines.assignment.even import evened
from renkei.engines.assignment.exact import Program, program_of, row_of
from renkei.engines.assignment.task import Task


@dataclass(frozen=True)
class Kept:
    """How many pairs of the earlier assignment stay, and the bound on how many can."""

    value: int = 0
    bound: int = 0
    nodes: int = 0


def most_kept(task: Task, work: int) -> Kept | None:
    """How many pairs of the earlier assignment can stay; None where some might, and no assignment holds at all."""
    if not task.kept.any():
        return Kept()
    found = best(task, task.kept.astype(np.int64), work)
    return None if found is None else Kept(found.value, found.bound, found.nodes)


def keeping(program: Program, task: Task, kept: Kept) -> Program:
    """The program with at least so many pairs kept."""
    if not task.kept.any():
        return program
    return program.also(row_of(program, task.kept.astype(np.int64)), np.array([float(kept.value)]), np.array([np.inf]))


def largest_total(task: Task, kept: Kept, work: int) -> Best | None:
    """The largest total among the assignments that keep so many pairs; None where there is none."""
    heavy = 1 + task.size * len(task.applications) * int(task.worth.max(initial=0)) if task.kept.any() else 0
    weight = task.worth + heavy * task.kept  # a flow weighs both at once, exactly
    found, bound = by_flow(task, weight)
    if found is not None:
        found = evened(task, weight, found)
    elif bound is not None:
        found = best_of(task, keeping(program_of(task), task, kept), task.worth, work)
        heavy = 0
    if found is None:
        return None
    value = int(task.worth[found.chosen].sum())
    return Best(found.chosen, value, found.bound - heavy * kept.value, found.nodes)
