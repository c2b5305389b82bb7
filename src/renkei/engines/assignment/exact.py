"""The task as a program in whole numbers, for what no flow states: branch and bound by HiGHS, its bound with it.

Limits count nodes, one thread searches: the same task gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from renkei.engines.assignment.task import Chosen, Task
from renkei.solvers.flow import Whole

Real = NDArray[np.float64]
OPTIMAL, INFEASIBLE = 0, 2


@dataclass(frozen=True)
class Program:
    """`low` ≤ `rows` · x ≤ `high`, and `least` ≤ x ≤ `most`; the first columns are the task's pairs."""

    rows: csr_array
    low: Real
    high: Real
    least: Real
    most: Real

    def also(self, rows: csr_array, low: Real, high: Real) -> Program:
        """With further rows."""
        return replace(
            self,
            rows=csr_array(vstack([self.rows, rows])),
            low=np.concatenate([self.low, low]),
            high=np.concatenate([self.high, high]),
        )

    def wider(self, most: Real, least: Real | None = None) -> Program:
        """With further columns from `least` (0) to `most`, which stand in no row yet."""
        empty = csr_array((self.rows.shape[0], len(most)))
        none = np.zeros(len(most)) if least is None else least
        return replace(
            self,
            rows=csr_array(hstack([self.rows, empty])),
            least=np.concatenate([self.least, none]),
            most=np.concatenate([self.most, most]),
        )


@dataclass(frozen=True)
class Solved:
    """The best found (None: none found within the work), a bound on what can be, and the nodes spent.

    `none` says that there is proven to be none.
    """

    x: Real | None
    bound: float
    nodes: int
    none: bool = False

    def chosen(self, task: Task) -> Chosen:
        """The pairs of the best found; ValueError where there is none."""
        if self.x is None:
            raise ValueError("nothing was found")
        return self.x[: len(task.app)] > 0.5


def program_of(task: Task) -> Program:
    """All conditions of the task."""
    pairs, every = len(task.app), np.ones(len(task.app))
    apps, revs = len(task.applications), len(task.reviewers)
    size = np.full(apps, float(task.size))
    program = Program(
        csr_array(vstack([incidence(task.app, apps, every), incidence(task.rev, revs, every)])),
        np.concatenate([size, task.low]),
        np.concatenate([size, task.high.astype(float)]),
        task.pinned.astype(float),
        np.ones(pairs),
    )
    for one in task.groupings:
        rows = incidence(one.group, len(one.owner), every)
        least, most = np.full(len(one.owner), float(one.least)), np.full(len(one.owner), float(one.most))
        program = program.also(_padded(rows, program), least, most)
    for spread in task.spreads:
        program = _spread(program, spread.group, spread.owner, spread.least, apps)
    return program


def _spread(program: Program, group: Whole, owner: Whole, least: int, apps: int) -> Program:
    """A column for each group: it counts at most 1, and only with a member chosen."""
    before, groups = program.rows.shape[1], len(owner)
    program = program.wider(np.ones(groups))
    members = incidence(group, groups, np.ones(len(group)))
    gap = csr_array((groups, before - len(group)))
    counted = csr_array(hstack([members, gap, -_diagonal(groups)]))
    enough = csr_array(hstack([csr_array((apps, before)), incidence(owner, apps, np.ones(groups))]))
    program = program.also(counted, np.zeros(groups), np.full(groups, np.inf))
    return program.also(enough, np.full(apps, float(least)), np.full(apps, np.inf))


def incidence(row: Whole, rows: int, values: Real | Whole) -> csr_array:
    """A matrix with the value of each column in its row; none where the row is -1."""
    there = row >= 0
    columns = np.flatnonzero(there)
    return csr_array((values[there].astype(float), (row[there], columns)), shape=(rows, len(row)))


def _diagonal(size: int) -> csr_array:
    return incidence(np.arange(size), size, np.ones(size))


def _padded(rows: csr_array, program: Program) -> csr_array:
    """The rows with zeros for the columns that they do not have."""
    return csr_array(hstack([rows, csr_array((rows.shape[0], program.rows.shape[1] - rows.shape[1]))]))


def row_of(program: Program, values: Whole | Real) -> csr_array:
    """One row over the first columns."""
    return _padded(csr_array(values.astype(float).reshape(1, -1)), program)


def largest(program: Program, aim: Whole | Real, work: int, whole: int | None = None) -> Solved:
    """The x with the largest `aim` · x, in whole numbers (the first `whole` columns, or all); `work` counts nodes."""
    columns = program.rows.shape[1]
    cost = np.zeros(columns)
    cost[: len(aim)] = -aim
    kinds = (np.arange(columns) < (columns if whole is None else whole)).astype(int)
    found = milp(
        cost,
        constraints=LinearConstraint(program.rows, program.low, program.high),
        integrality=kinds,
        bounds=Bounds(program.least, program.most),
        options={"node_limit": max(work, 1), "mip_rel_gap": 0.0},
    )
    if found.status == INFEASIBLE:
        return Solved(None, -np.inf, 0, none=True)
    if found.mip_dual_bound is not None:
        bound = -found.mip_dual_bound
    else:  # without whole numbers what is found is the bound itself
        bound = -found.fun if found.status == OPTIMAL else np.inf
    return Solved(found.x, bound, int(found.mip_node_count or 0))
