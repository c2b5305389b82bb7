"""The worst-served application first: the largest least total of a panel, then as few as possible on each level.

An assignment is better than another where, at the lowest level at which they differ, it leaves fewer applications on
it. The first level is the largest least total of a panel; then follow the levels above it, one a step of the
affinities' common unit, or where these are many, LADDER of them at equal distances, until so many applications as are
to come before the total are settled; then the total. Each is a program in whole numbers that keeps what the levels
below reached.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, hstack

from renkei.engines.assignment.exact import Program, Solved, incidence, largest, program_of, row_of
from renkei.engines.assignment.options import AssignmentError
from renkei.engines.assignment.task import Chosen, Task
from renkei.engines.assignment.total import Kept, keeping
from renkei.solvers.flow import Whole

LADDER = 24  # levels above the first
HALVINGS = 14  # questions on the first level
QUESTION = 500  # nodes for one question; what is left open then stands with its bound
SLACK = 1e-6  # of a solver's bound, which is no whole number


@dataclass(frozen=True)
class Level:
    """How many applications have at least `least` affinity (millionths): `reached`, and the `bound` on it."""

    least: int
    reached: int
    bound: int


@dataclass(frozen=True)
class Fairest:
    """The assignment; `minimum` (millionths) with its `bound`; the levels above it that were settled, with their
    distance `step`; where that is `unit`, the affinities' own, nothing lies between them. `ended`: the work did."""

    chosen: Chosen
    minimum: int
    bound: int
    unit: int
    step: int
    levels: tuple[Level, ...] = ()
    nodes: int = 0
    ended: bool = False

    @property
    def proven(self) -> bool:
        """Whether no assignment is fairer."""
        settled = self.minimum >= self.bound and all(one.reached >= one.bound for one in self.levels)
        return settled and not self.ended and self.step == self.unit


def leximin(task: Task, kept: Kept, lowest: int, work: int) -> Fairest | None:
    """The fairest assignment that keeps so many pairs of the earlier one; None where there is none.

    The worst served, `lowest` in number, come before the total.

    `work` counts nodes of all levels together; where it ends, the levels so far stand, each with its bound.
    """
    base = keeping(program_of(task), task, kept)
    found = _first(task, base, work)
    if found is None:
        return None
    for level in _ladder(task, found):
        found = _higher(task, base, found, level, work)
        if found.ended or len(task.applications) - found.levels[-1].reached >= lowest:
            break
    return found if found.ended else _total(task, base, found, work)


def _first(task: Task, base: Program, work: int) -> Fairest | None:
    """The largest least total: first whether the relaxation's bound can be reached, then by halves below it."""
    unit = max(int(np.gcd.reduce(task.worth)), 1)
    start = largest(base, np.zeros(1), QUESTION)
    if start.none:
        return None
    if start.x is None:
        raise AssignmentError(f"no assignment was found within {QUESTION} nodes of search: relax a condition")
    chosen, nodes = start.chosen(task), start.nodes
    low, top = int(task.served(chosen).min()) // unit, _relaxed(task, base, unit)
    bound = level = max(top, low)
    for _ in range(HALVINGS):
        if low >= top or nodes >= work:
            break
        tried = _reaching(task, base, unit, level, min(QUESTION, work - nodes))
        nodes += tried.nodes
        if tried.x is not None:
            chosen = tried.chosen(task)
            low = int(task.served(chosen).min()) // unit
        else:
            top = level - 1
            bound = top if tried.none and bound == level else bound
        level = (low + top + 1) // 2
    span = int(_potential(task).max()) // unit - low
    return Fairest(chosen, low * unit, max(bound, low) * unit, unit, unit * max(1, -(-span // LADDER)), nodes=nodes)


def _relaxed(task: Task, base: Program, unit: int) -> int:
    """The bound on the least total, in units, that parts of reviews give: a column more, no higher than any panel's."""
    apps = len(task.applications)
    program = base.wider(np.array([float(_potential(task).min() // unit)]))
    program = program.also(_beside(task, base, unit, np.ones((apps, 1))), np.zeros(apps), np.full(apps, np.inf))
    return int(np.floor(largest(program, _last(program, 1), 1, whole=0).bound + SLACK))


def _reaching(task: Task, base: Program, unit: int, level: int, work: int) -> Solved:
    """An assignment that gives every panel so many units at least."""
    apps = len(task.applications)
    rows = _beside(task, base, unit, csr_array((apps, 0)))
    return largest(base.also(rows, np.full(apps, float(level)), np.full(apps, np.inf)), np.zeros(1), work)


def _potential(task: Task) -> Whole:
    """What each application's panel could have at most, were it alone."""
    order = np.lexsort((-task.worth, task.app))
    app = task.app[order]
    place = np.arange(len(app)) - np.searchsorted(app, app)
    kept = order[place < task.size]
    return np.bincount(task.app[kept], task.worth[kept], len(task.applications)).astype(np.int64)


def _ladder(task: Task, found: Fairest) -> range:
    return range(found.minimum + found.step, int(_potential(task).max()) + 1, found.step)


def _higher(task: Task, base: Program, found: Fairest, level: int, work: int) -> Fairest:
    """As many applications as can be on a further level, while the levels below keep theirs."""
    program = _climbing(task, base, found, [*(one.least for one in found.levels), level])
    solved = largest(program, _last(program, len(task.applications)), min(QUESTION, work - found.nodes))
    nodes = found.nodes + solved.nodes
    if solved.x is None or nodes > work:
        return replace(found, nodes=nodes, ended=True)
    chosen = solved.chosen(task)
    reached = int((task.served(chosen) >= level).sum())
    settled = Level(level, reached, max(reached, int(np.floor(solved.bound + SLACK))))
    return replace(found, chosen=chosen, levels=(*found.levels, settled), nodes=nodes)


def _total(task: Task, base: Program, found: Fairest, work: int) -> Fairest:
    """The largest total among those that are alike on every level."""
    program = _climbing(task, base, found, [one.least for one in found.levels])
    solved = largest(program, task.worth // found.unit, min(QUESTION, work - found.nodes))
    if solved.x is None:
        return replace(found, ended=True)
    chosen = solved.chosen(task)
    value = int(task.served(chosen).sum()) // found.unit
    ended = value < int(np.floor(solved.bound + SLACK))
    return replace(found, chosen=chosen, nodes=found.nodes + solved.nodes, ended=ended)


def _climbing(task: Task, base: Program, found: Fairest, levels: list[int]) -> Program:
    """The program with a column for each level and application, 1 where it is reached; a higher one stands on the one
    below it, and the settled levels keep theirs."""
    apps, before = len(task.applications), base.rows.shape[1]
    potential = _potential(task)
    program = base.wider(np.concatenate([(potential >= one).astype(float) for one in levels] or [np.zeros(0)]))
    steps = np.diff([found.minimum, *levels]) // found.unit
    climbed = incidence(np.tile(np.arange(apps), len(levels)), apps, np.repeat(steps, apps))
    floor = np.full(apps, float(found.minimum // found.unit))
    program = program.also(_beside(task, base, found.unit, climbed), floor, np.full(apps, np.inf))
    if len(levels) > 1:
        order = _stairs(apps * (len(levels) - 1), apps, before)
        program = program.also(order, np.zeros(order.shape[0]), np.full(order.shape[0], np.inf))
    for place, level in enumerate(found.levels):
        counted = np.zeros(program.rows.shape[1])
        counted[before + apps * place : before + apps * (place + 1)] = 1
        program = program.also(row_of(program, counted), np.array([float(level.reached)]), np.array([np.inf]))
    return program


def _beside(task: Task, base: Program, unit: int, less: csr_array) -> csr_array:
    """Each panel's total in units, less what further columns stand for."""
    apps = len(task.applications)
    values = incidence(task.app, apps, task.worth // unit)
    return csr_array(hstack([values, csr_array((apps, base.rows.shape[1] - len(task.app))), -less]))


def _stairs(size: int, apps: int, before: int) -> csr_array:
    """Rows that say: no application is on a level without being on the one below."""
    row, column = np.arange(size), before + np.arange(size)
    values = np.repeat([1.0, -1.0], size)
    where = np.tile(row, 2), np.concatenate([column, column + apps])
    return csr_array((values, where), shape=(size, before + size + apps))


def _last(program: Program, count: int) -> Whole:
    """The aim that counts the last columns."""
    aim = np.zeros(program.rows.shape[1], np.int64)
    aim[-count:] = 1
    return aim
