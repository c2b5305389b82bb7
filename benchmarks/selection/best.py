"""`best` beside chains of raw solves by SciPy's HiGHS, SCIP and CP-SAT, on made-up calls, in the same run.

usage: python benchmarks/selection/best.py [--quick] [--first 1] [--seeds 10] [--limit 120] [--calls FOLDER]

A chain solves the first aim, holds it, solves the second, and so on, as one would with the solver alone; two threads
allowed, `--limit` seconds in all. Each run has a process of its own; its time counts from the arrays to the proven
set, after imports and one tiny solve (ours loads or compiles its machine code there). Processor seconds
stand beside wall seconds, for machines that are busy. Writes best.json (every run, and the summary) and best.md
beside this file, again after every call. `--classes` and `--bands` choose among the classes; 1000x40 with three bands
is left out unless it is named, as no peer proves it within the limit: an hour and more for ten seeds. Where a level is
not proven, best.md shows how far each came: the levels proven, then value and bound of the next one.
"""

# ruff: noqa: PLC0415  each solver is imported in its own process only
import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
CLASSES = {"151x34": (151, 34, 0.42), "300x38": (300, 38, 0.25), "1000x40": (1000, 40, 0.2)}
BANDS = ("each", "three")
LONG = ("1000x40", "three")
NO_BOUND = 1e9
QUICK = {"151x34": (151, 34, 0.42)}
Arrays = tuple[np.ndarray, np.ndarray, list[np.ndarray]]
Result = tuple[list[int], list[float], bool]  # values and bounds up to the first level not proven; all proven


def calls_folder(given: str | None) -> Path:
    folder = Path(given) if given else HERE.parents[2] / "shared" / "tools"
    if not (folder / "calls.py").is_file():
        sys.exit(f"no calls.py in {folder}: give the folder of the made-up calls with --calls FOLDER")
    return folder


def arrays(folder: Path, name: str, seed: int, bands: str) -> Arrays:
    sys.path.insert(0, str(folder))
    from calls import generate  # type: ignore[import-not-found]

    scores, requests, budgets = generate(*CLASSES[name][:2], seed, CLASSES[name][2])
    if bands == "each":
        sets = [scores == value for value in sorted(set(scores.tolist()), reverse=True)]
    else:
        sets = [scores >= 130, (scores >= 115) & (scores < 130), scores < 115]
    demand = requests.astype(np.int64)
    levels = [*(part.astype(np.int64) for part in sets), scores.astype(np.int64), -demand.sum(0)]
    return demand, budgets.astype(np.int64), levels


def ours(demand: np.ndarray, capacity: np.ndarray, weights: list[np.ndarray], limit: float) -> Result:
    from renkei.solvers.lexicographic import lexicographic
    from renkei.solvers.packing import Level, Limit, Packing

    found = lexicographic(Packing(demand, capacity), [Level(w) for w in weights], limit=Limit(seconds=limit, threads=2))
    proven = next((k for k, b in enumerate(found.bounds) if b.claimed != b.value), len(weights))
    reached = found.bounds[: proven + 1]
    return [b.value for b in reached], [b.claimed for b in reached], found.complete


def highs(demand: np.ndarray, capacity: np.ndarray, weights: list[np.ndarray], limit: float) -> Result:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix, vstack

    end, values, bounds = time.monotonic() + limit, [], []
    rows, low, high = csr_matrix(demand), np.full(len(capacity), -np.inf), capacity.astype(float)
    for w in weights:
        options = {"time_limit": max(end - time.monotonic(), 0.01), "mip_rel_gap": 0}
        integral = np.ones(demand.shape[1])
        found = milp(
            -w.astype(float),
            integrality=integral,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(rows, low, high),
            options=options,
        )
        if found.x is not None:
            values.append(int(w @ np.round(found.x).astype(np.int64)))
        bounds.append(round(-found.mip_dual_bound, 2) if found.mip_dual_bound is not None else NO_BOUND)
        if found.status != 0:
            return values, bounds, False
        rows, low, high = vstack([rows, csr_matrix(w)]), np.append(low, values[-1]), np.append(high, np.inf)
    return values, bounds, True


def scip(demand: np.ndarray, capacity: np.ndarray, weights: list[np.ndarray], limit: float) -> Result:
    from pyscipopt import Model, quicksum

    end, values, bounds, model = time.monotonic() + limit, [], [], Model()
    model.hideOutput()
    x = [model.addVar(vtype="B") for _ in range(demand.shape[1])]
    for row, right in zip(demand, capacity, strict=True):
        model.addCons(quicksum(int(row[j]) * x[j] for j in np.nonzero(row)[0]) <= int(right))
    for w in weights:
        aim = quicksum(int(w[j]) * x[j] for j in np.nonzero(w)[0])
        model.setObjective(aim, "maximize")
        model.setParam("limits/time", max(end - time.monotonic(), 0.01))
        model.optimize()
        if model.getNSols():
            values.append(round(model.getObjVal()))
        bounds.append(round(model.getDualbound(), 2))
        if model.getStatus() != "optimal":
            return values, bounds, False
        model.freeTransform()
        model.addCons(aim >= values[-1])
    return values, bounds, True


def cpsat(demand: np.ndarray, capacity: np.ndarray, weights: list[np.ndarray], limit: float) -> Result:
    from ortools.sat.python import cp_model

    end, values, bounds, model = time.monotonic() + limit, [], [], cp_model.CpModel()
    x = [model.new_bool_var("") for _ in range(demand.shape[1])]

    def total(row: np.ndarray) -> Any:
        used = np.nonzero(row)[0]
        return cp_model.LinearExpr.weighted_sum([x[j] for j in used], [int(row[j]) for j in used])

    for row, right in zip(demand, capacity, strict=True):
        model.add(total(row) <= int(right))
    for w in weights:
        model.maximize(total(w))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.max_time_in_seconds = max(end - time.monotonic(), 0.01)
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            values.append(int(w @ np.array([solver.value(v) for v in x])))
        bounds.append(round(solver.best_objective_bound, 2))
        if status != cp_model.OPTIMAL:
            return values, bounds, False
        model.add(total(w) >= values[-1])
        model.clear_hints()
        for variable in x:
            model.add_hint(variable, solver.value(variable))
    return values, bounds, True


SOLVERS: dict[str, Callable[..., Result]] = {"ours": ours, "highs": highs, "scip": scip, "cpsat": cpsat}


def one(folder: Path, name: str, seed: int, bands: str, solver: str, limit: float) -> None:
    """Solve one call in this process and print the outcome as a line of JSON."""
    demand, capacity, weights = arrays(folder, name, seed, bands)
    tiny = np.array([[3, 2, 2, 3, 1], [1, 4, 3, 2, 2]]), np.array([5, 6])
    if solver == "ours":
        from renkei.solvers.prepare import prepare

        prepare()
    SOLVERS[solver](*tiny, [np.array([3, 2, 2, 4, 1]), np.array([1, 1, 2, 1, 1])], 60.0)
    wall, processor = time.monotonic(), time.process_time()
    values, bounds, proven = SOLVERS[solver](demand, capacity, weights, limit)
    wall, processor = time.monotonic() - wall, time.process_time() - processor
    print(json.dumps({"values": values, "bounds": bounds, "proven": proven, "wall": wall, "processor": processor}))


def run(arguments: argparse.Namespace, name: str, seed: int, bands: str, solver: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", name, str(seed), bands, solver, "--limit", str(arguments.limit)]
    if arguments.calls:
        command += ["--calls", arguments.calls]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1] / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"{solver} failed on {name} seed {seed} {bands}:\n{done.stderr}")
    return {"class": name, "seed": seed, "bands": bands, "solver": solver, **json.loads(done.stdout.splitlines()[-1])}


def median(rows: list[dict[str, Any]], key: str) -> float:
    return statistics.median(row[key] for row in rows)


def summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A line a class: medians and proven counts of each solver, and the fastest peer's median over ours."""
    lines = []
    for name, bands in dict.fromkeys((r["class"], r["bands"]) for r in rows):
        mine = [r for r in rows if (r["class"], r["bands"]) == (name, bands)]
        by = {solver: [r for r in mine if r["solver"] == solver] for solver in SOLVERS}
        line: dict[str, Any] = {"class": name, "bands": bands, "calls": len(by["ours"])}
        for key in ("wall", "processor"):
            line[key] = {solver: round(median(runs, key), 3) for solver, runs in by.items() if runs}
        line["proven"] = {solver: sum(r["proven"] for r in runs) for solver, runs in by.items() if runs}
        peers = {solver: wall for solver, wall in line["wall"].items() if solver != "ours"}
        if peers and line["wall"]["ours"]:
            line["fastest_peer"] = min(peers, key=lambda solver: peers[solver])
            line["ratio"] = round(min(peers.values()) / line["wall"]["ours"], 2)
        lines.append(line)
    return lines


def table(lines: list[dict[str, Any]]) -> str:
    """The summary as Markdown: wall seconds, processor seconds in brackets, proven calls where not all are."""
    text = ["| class | bands | calls | " + " | ".join(SOLVERS) + " | fastest peer / ours |"]
    text.append("|---|---|---|" + "---|" * len(SOLVERS) + "---|")
    for line in lines:
        cells = []
        for solver in SOLVERS:
            if solver in line["wall"]:
                proven = line["proven"][solver]
                short = "" if proven == line["calls"] else f", {proven} proven"
                cells.append(f"{line['wall'][solver]:.2f} ({line['processor'][solver]:.2f}){short}")
            else:
                cells.append("")
        ratio = f"{line['ratio']:.2f} ({line['fastest_peer']})" if "ratio" in line else ""
        text.append(f"| {line['class']} | {line['bands']} | {line['calls']} | {' | '.join(cells)} | {ratio} |")
    return "\n".join(text)


def reached(row: dict[str, Any]) -> str:
    """How far a chain came: all, or the levels proven and the next one's value and bound."""
    if row["proven"]:
        return "all"
    levels, bound = len(row["bounds"]) - 1, row["bounds"][-1]
    value = row["values"][levels] if len(row["values"]) > levels else "no set"
    return f"{levels}, then {value} ≤ {bound:g}"


def not_proven(rows: list[dict[str, Any]]) -> str:
    """A line for each call on which somebody did not prove every level, as Markdown."""
    text = ["| class | bands | seed | " + " | ".join(SOLVERS) + " |", "|---|---|---|" + "---|" * len(SOLVERS)]
    for key in dict.fromkeys((r["class"], r["bands"], r["seed"]) for r in rows if not r["proven"]):
        by = {r["solver"]: reached(r) for r in rows if (r["class"], r["bands"], r["seed"]) == key}
        text.append(f"| {' | '.join(map(str, key))} | {' | '.join(by.get(solver, '') for solver in SOLVERS)} |")
    return "\n".join(text) if len(text) > 2 else ""


def write(rows: list[dict[str, Any]]) -> None:
    lines = summary(rows)
    (HERE / "best.json").write_text(json.dumps({"summary": lines, "runs": rows}, indent=1) + "\n", encoding="utf-8")
    head = "Median wall seconds (processor seconds) from the arrays to the proven set; made by best.py.\n\n"
    text = "\n\n".join(part for part in (table(lines), not_proven(rows)) if part)
    (HERE / "best.md").write_text(head + text + "\n", encoding="utf-8")


def disagreements(rows: list[dict[str, Any]]) -> list[str]:
    """Calls on which two proven answers differ: must be none."""
    found = []
    for key in dict.fromkeys((r["class"], r["seed"], r["bands"]) for r in rows):
        values = {tuple(r["values"]) for r in rows if (r["class"], r["seed"], r["bands"]) == key and r["proven"]}
        if len(values) > 1:
            found.append(f"{key}: {sorted(values)}")
    return found


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the smallest class and two seeds only")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--seeds", type=int, default=10, help="how many seeds")
    parser.add_argument("--limit", type=float, default=120.0)
    parser.add_argument("--classes", nargs="*", choices=list(CLASSES))
    parser.add_argument("--bands", nargs="*", choices=BANDS)
    parser.add_argument("--calls")
    parser.add_argument("--one", nargs=4, metavar=("CLASS", "SEED", "BANDS", "SOLVER"), help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    arguments = options()
    folder = calls_folder(arguments.calls)
    if arguments.one:
        name, seed, bands, solver = arguments.one
        one(folder, name, int(seed), bands, solver, arguments.limit)
        return
    rows: list[dict[str, Any]] = []
    for name in arguments.classes or (QUICK if arguments.quick else CLASSES):
        for bands in arguments.bands or [b for b in BANDS if arguments.classes or (name, b) != LONG]:
            for seed in range(arguments.first, arguments.first + (2 if arguments.quick else arguments.seeds)):
                rows += [run(arguments, name, seed, bands, solver) for solver in SOLVERS]
                write(rows)
                print(f"{name} {bands} seed {seed} done", file=sys.stderr)
    print(table(summary(rows)), not_proven(rows), sep="\n\n")
    for line in disagreements(rows):
        print("DISAGREE", line)


if __name__ == "__main__":
    main()
