"""`sum` beside raw solves by SciPy's HiGHS, SCIP and CP-SAT, in the same time, in the same run.

usage: python benchmarks/selection/sum.py [--seeds 3] [--limit 20] [--library-limit 10] [--instances 30]
                                          [--only calls|library] [--calls FOLDER] [--library FOLDER]

On made-up calls: the total of score - 8 that each holds after `--limit` seconds with two threads, and its bound, beside
the best value and the best bound that any of the four has. On OR-Library's multidimensional knapsacks (Chu and Beasley
1998): how far the value after `--library-limit` seconds is from the bound of the linear relaxation, and what is proven.
Each run has a process of its own; its time counts from the arrays on. Writes sum.json beside this file after every
call, and prints the tables.
"""

# ruff: noqa: PLC0415  each solver is imported in its own process only
import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from best import CLASSES, HERE, calls_folder

LIBRARY = {"5x100": "mknapcb1.txt", "5x250": "mknapcb2.txt", "10x100": "mknapcb4.txt"}
FLOOR = 80  # scores are in tenths
Problem = tuple[np.ndarray, np.ndarray, np.ndarray]
Result = tuple[int, float]


def call(folder: Path, name: str, seed: int) -> Problem:
    sys.path.insert(0, str(folder))
    from calls import generate  # type: ignore[import-not-found]

    scores, requests, budgets = generate(*CLASSES[name][:2], seed, CLASSES[name][2])
    return requests.astype(np.int64), budgets.astype(np.int64), (scores - FLOOR).astype(np.int64)


def instance(folder: Path, name: str, number: int) -> Problem:
    """One problem of an OR-Library file: how many, then columns, rows, best known, weights, rows, right-hand sides."""
    figures = iter((folder / LIBRARY[name]).read_text().split())

    def take(count: int) -> np.ndarray:
        return np.array([int(float(next(figures))) for _ in range(count)], np.int64)

    next(figures)
    for _ in range(number + 1):
        columns, rows, _ = take(3)
        weight, demand, capacity = take(columns), take(rows * columns).reshape(rows, columns), take(rows)
    return demand, capacity, weight


def ours(demand: np.ndarray, capacity: np.ndarray, weight: np.ndarray, limit: float) -> Result:
    from renkei.solvers.lexicographic import lexicographic
    from renkei.solvers.packing import Level, Limit, Packing

    found = lexicographic(Packing(demand, capacity), [Level(weight)], limit=Limit(seconds=limit, threads=2))
    return found.values[0], float(found.bounds[0].claimed)


def highs(demand: np.ndarray, capacity: np.ndarray, weight: np.ndarray, limit: float) -> Result:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix

    found = milp(
        -weight.astype(float),
        integrality=np.ones(len(weight)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(csr_matrix(demand), -np.inf, capacity.astype(float)),
        options={"time_limit": limit, "mip_rel_gap": 0},
    )
    value = 0 if found.x is None else int(weight @ np.round(found.x).astype(np.int64))
    return value, float(-found.mip_dual_bound)


def scip(demand: np.ndarray, capacity: np.ndarray, weight: np.ndarray, limit: float) -> Result:
    from pyscipopt import Model, quicksum

    model = Model()
    model.hideOutput()
    x = [model.addVar(vtype="B") for _ in weight]
    for row, right in zip(demand, capacity, strict=True):
        model.addCons(quicksum(int(row[j]) * x[j] for j in np.nonzero(row)[0]) <= int(right))
    model.setObjective(quicksum(int(w) * one for w, one in zip(weight, x, strict=True)), "maximize")
    model.setParam("limits/time", limit)
    model.optimize()
    return round(model.getObjVal()), float(model.getDualbound())


def cpsat(demand: np.ndarray, capacity: np.ndarray, weight: np.ndarray, limit: float) -> Result:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in weight]
    for row, right in zip(demand, capacity, strict=True):
        used = np.nonzero(row)[0]
        total = cp_model.LinearExpr.weighted_sum([x[j] for j in used], [int(row[j]) for j in used])
        model.add(total <= int(right))
    model.maximize(cp_model.LinearExpr.weighted_sum(x, [int(w) for w in weight]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = limit
    solver.solve(model)
    return round(solver.objective_value), float(solver.best_objective_bound)


SOLVERS: dict[str, Callable[..., Result]] = {"ours": ours, "highs": highs, "scip": scip, "cpsat": cpsat}


def one(arguments: argparse.Namespace) -> None:
    """Solve one problem in this process and print the outcome as a line of JSON."""
    name, number, solver, limit = arguments.one
    if name in CLASSES:
        problem = call(calls_folder(arguments.calls), name, int(number))
    else:
        problem = instance(library_folder(arguments.library), name, int(number))
    if solver == "ours":
        from renkei.solvers.prepare import prepare

        prepare()
    SOLVERS[solver](np.array([[3, 2, 2]]), np.array([5]), np.array([3, 2, 2]), 60.0)
    begun = time.monotonic()
    value, bound = SOLVERS[solver](*problem, float(limit))
    print(json.dumps({"value": value, "bound": bound, "wall": time.monotonic() - begun}))


def library_folder(given: str | None) -> Path:
    return Path(given) if given else HERE.parents[2] / "shared" / "data" / "selection"


def run(arguments: argparse.Namespace, name: str, number: int, solver: str, limit: float) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", name, str(number), solver, str(limit)]
    for option in ("calls", "library"):
        if getattr(arguments, option):
            command += [f"--{option}", getattr(arguments, option)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1] / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"{solver} failed on {name} {number}:\n{done.stderr}")
    return {"class": name, "number": number, "solver": solver, **json.loads(done.stdout.splitlines()[-1])}


def calls_table(rows: list[dict[str, Any]]) -> list[str]:
    """Value and bound of each solver, the best of each in bold."""
    lines = ["| class | seed | " + " | ".join(SOLVERS) + " |", "|---|---|" + "---|" * len(SOLVERS)]
    for key in dict.fromkeys((r["class"], r["number"]) for r in rows):
        mine = {r["solver"]: r for r in rows if (r["class"], r["number"]) == key}
        best, least = max(r["value"] for r in mine.values()), min(r["bound"] for r in mine.values())
        cells = [_bold(r["value"], best) + " ≤ " + _bold(round(r["bound"], 1), round(least, 1)) for r in mine.values()]
        lines.append(f"| {key[0]} | {key[1]} | {' | '.join(cells)} |")
    return lines


def _bold(figure: float, best: float) -> str:
    return f"**{figure}**" if figure == best else str(figure)


def library_table(rows: list[dict[str, Any]], relaxed: dict[str, float]) -> list[str]:
    """The mean gap to the relaxation's bound in percent, and how many are proven."""
    lines = ["| class | instances | " + " | ".join(SOLVERS) + " |", "|---|---|" + "---|" * len(SOLVERS)]
    for name in dict.fromkeys(r["class"] for r in rows):
        cells = []
        for solver in SOLVERS:
            mine = [r for r in rows if (r["class"], r["solver"]) == (name, solver)]
            gaps = [100 * (1 - r["value"] / relaxed[_key(r)]) for r in mine]
            proven = sum(r["bound"] < r["value"] + 1 for r in mine)
            cells.append(f"{np.mean(gaps):.4f} %, {proven} proven" if mine else "")
        count = len({r["number"] for r in rows if r["class"] == name})
        lines.append(f"| {name} | {count} | {' | '.join(cells)} |")
    return lines


def _key(row: dict[str, Any]) -> str:
    return f"{row['class'].replace('x', '.')}-{row['number']:02d}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=20.0)
    parser.add_argument("--library-limit", type=float, default=10.0)
    parser.add_argument("--instances", type=int, default=30, help="of each library class, evenly spread")
    parser.add_argument("--only", choices=["calls", "library"])
    parser.add_argument("--calls")
    parser.add_argument("--library")
    parser.add_argument("--one", nargs=4, metavar=("CLASS", "NUMBER", "SOLVER", "LIMIT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        one(arguments)
        return
    seeds = [(name, seed, arguments.limit) for name in CLASSES for seed in range(1, arguments.seeds + 1)]
    numbers = np.linspace(0, 29, arguments.instances).round().astype(int).tolist()
    library = [(name, number, arguments.library_limit) for name in LIBRARY for number in numbers]
    chosen = {"calls": seeds, "library": library, None: seeds + library}[arguments.only]
    rows: list[dict[str, Any]] = []
    for name, number, limit in chosen:
        rows += [run(arguments, name, number, solver, limit) for solver in SOLVERS]
        (HERE / "sum.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        print(f"{name} {number} done", file=sys.stderr)
    known = json.loads((library_folder(arguments.library) / "best_known.json").read_text())
    relaxed = {key: entry["lp_bound"] for key, entry in known.items()}
    print("\n".join(calls_table([r for r in rows if r["class"] in CLASSES])))
    print("\n".join(library_table([r for r in rows if r["class"] in LIBRARY], relaxed)))


if __name__ == "__main__":
    main()
