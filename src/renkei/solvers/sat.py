"""One level's optimum by CP-SAT, for levels on which branch and bound on the relaxation takes too long.

One search worker, whatever the threads, and limits in deterministic time: the same input gives the same bytes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from renkei.solvers.packing import Whole

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

WAKE = 0.1  # seconds between looks for an interrupt
STEPS_PER_UNIT = 50_000  # simplex steps that take about as long as one unit of deterministic time


@dataclass(frozen=True)
class Answer:
    """The best set (None where none beats the hint), an upper bound, whether it is proven, and the work in simplex
    steps."""

    chosen: Whole | None
    bound: int
    proven: bool
    work: int


def _total(x: list[cp_model.IntVar], weights: Whole) -> cp_model.LinearExprT:
    """The weighted sum over the applications whose weight is not 0."""
    from ortools.sat.python import cp_model

    used = np.nonzero(weights)[0]
    return cp_model.LinearExpr.weighted_sum([x[j] for j in used], [int(weights[j]) for j in used])


def _model(
    rows: Whole, right: Whole, held: Whole, values: Whole, low: Whole, high: Whole
) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """The packing with earlier levels ``held`` at their ``values``."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x = [model.new_int_var(int(a), int(b), "") for a, b in zip(low, high, strict=True)]
    for row, limit in zip(rows, right, strict=True):
        model.add(_total(x, row) <= int(limit))
    for row, value in zip(held, values, strict=True):
        model.add(_total(x, row) == int(value))
    return model, x


def best_on_level(
    rows: Whole,
    right: Whole,
    held: Whole,
    values: Whole,
    weight: Whole,
    low: Whole,
    high: Whole,
    hint: Whole,
    *,
    better: bool,
    work: int | None,
    seconds: float | None,
) -> Answer:
    """Maximise ``weight`` over ``rows . x <= right``, ``held . x == values`` and the boxes; ``hint`` satisfies them
    all.

    With ``better`` any set above the hint will do, and that there is none is the proof."""
    from ortools.sat.python import cp_model

    model, x = _model(rows, right, held, values, low, high)
    aim = _total(x, weight)
    model.add(aim >= int(weight @ hint) + better)
    if not better:
        model.maximize(aim)
        for variable, value in zip(x, hint, strict=True):
            model.add_hint(variable, int(value))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.symmetry_level = 0
    if work is not None:
        solver.parameters.max_deterministic_time = work / STEPS_PER_UNIT
    if seconds is not None:
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    status = _solve(solver, model)
    if better and status == cp_model.INFEASIBLE:
        return Answer(None, int(weight @ hint), True, _spent(solver))
    return _answer(solver, status, x, rows, right, held, values, weight)


def _solve(solver: cp_model.CpSolver, model: cp_model.CpModel) -> cp_model.CpSolverStatus:
    """Solve in a thread of its own, so that an interrupt reaches Python: then the search is stopped and it goes on."""
    solver.parameters.catch_sigint_signal = False
    found: list[cp_model.CpSolverStatus] = []
    running = threading.Thread(target=lambda: found.append(solver.solve(model)), daemon=True)
    running.start()
    try:
        while running.is_alive():
            running.join(WAKE)
    except KeyboardInterrupt:
        while running.is_alive():
            solver.stop_search()
            running.join(WAKE)
        raise
    if not found:
        raise RuntimeError("CP-SAT ended without an answer; please report this call")
    return found[0]


def _answer(
    solver: cp_model.CpSolver,
    status: cp_model.CpSolverStatus,
    x: list[cp_model.IntVar],
    rows: Whole,
    right: Whole,
    held: Whole,
    values: Whole,
    weight: Whole,
) -> Answer:
    """What the solver says, its set checked in whole numbers. Raises RuntimeError where the check fails."""
    from ortools.sat.python import cp_model

    spent = _spent(solver)
    most = int(np.maximum(weight, 0).sum())
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, most, False, spent)
    chosen = np.array([solver.value(variable) for variable in x], np.int64)
    if (rows @ chosen > right).any() or (held @ chosen != values).any():
        raise RuntimeError("CP-SAT returned a set that breaks a budget; please report this call")
    bound = min(most, int(np.floor(solver.best_objective_bound + 1e-6)))
    return Answer(chosen, bound, status == cp_model.OPTIMAL and bound <= int(weight @ chosen), spent)


def _spent(solver: cp_model.CpSolver) -> int:
    """The solver's deterministic time in simplex steps."""
    return round(solver.response_proto.deterministic_time * STEPS_PER_UNIT)
