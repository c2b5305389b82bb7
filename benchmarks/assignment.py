#!/usr/bin/env python3
"""`assign` beside openreview-matcher's own solvers on real bids, and beside the bare flow on a large made-up review.

usage: python benchmarks/assignment.py [--matcher DIR] [--data DIR] [--large N] [--runs N]

`--matcher` is a checkout of openreview/openreview-matcher, which is fetched by hand; without it that part is left out.
Of its solvers those that need a commercial optimiser (FairIR, PerturbedMaximization) are not run. Its randomised solver
is asked for its probabilities; the sampling after that is a C extension, which changes no expectation.
"""

import argparse
import importlib
import statistics
import sys
import time
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from renkei.engines.assignment import Assignment, AssignmentOptions, assign
from renkei.review import Review
from renkei.tables import APPLICATIONS, REVIEWERS

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.engines.assignment.bidding import DATA, LOADS, bidding

SIZE = 3
CAP = "0.5"
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One solver on one set: each panel's affinity where there are panels, else the expected total."""

    name: str
    served: Matrix | None
    expected: float | None
    seconds: float
    proof: str = ""

    def cells(self) -> list[str]:
        if self.served is None:
            figures = [f"{self.expected:,.3f}", "–", "–"]
        else:
            tenth = np.sort(self.served)[: -(-len(self.served) // 10)]
            figures = [f"{self.served.sum():,.2f}", f"{self.served.min():.2f}", f"{tenth.mean():.3f}"]
        return [self.name, *figures, self.proof or "–", f"{self.seconds:.2f}"]


def ours(name: str, path: Path) -> Iterator[Row]:
    frames = bidding(path)
    conflicts = frames.pop("conflicts")
    for fair in ("total", "leximin", "random"):
        options = AssignmentOptions(
            Review(SIZE, load_max=LOADS[name]), fair, Decimal(CAP) if fair == "random" else Decimal(1)
        )
        begun = time.perf_counter()
        found = assign(*frames.values(), options, conflicts=conflicts)
        seconds = time.perf_counter() - begun
        served = found.applications["total"].cast(pl.Float64).to_numpy()
        if fair == "random":
            yield Row(f"**random**, cap {CAP}", None, (found.figures.expected or 0) / 1e6, seconds, _proof(found))
        else:
            yield Row(f"**{fair}**", served, None, seconds, _proof(found))


def _proof(found: Assignment) -> str:
    own = found.figures
    if found.options.fair == "leximin":
        first = "first level" if own.minimum == own.minimum_bound else "none"
        return f"all {found.levels.height + 1} levels" if own.settled else first
    value, bound = (own.total, own.total_bound) if found.options.fair == "total" else (own.expected, own.expected_bound)
    return "exact" if value == bound else f"≤ {(bound or 0) / 1e6:.3f}"


def solvers(root: Path) -> dict[str, Callable[..., object]]:
    """Their solvers, each module by itself: the package as a whole wants a commercial optimiser."""
    for name, path in (("matcher", root / "matcher"), ("matcher.solvers", root / "matcher/solvers")):
        package = types.ModuleType(name)
        package.__path__ = [str(path)]
        sys.modules[name] = package
    for name in ("_bvn_extension", "_bvn_extension.lib"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["_bvn_extension.lib"].run_bvn = lambda *_: None  # type: ignore[attr-defined]
    wanted = {
        "MinMaxSolver": "minmax_solver",
        "FairFlow": "fairflow",
        "FairSequence": "fairsequence",
        "RandomizedSolver": "randomized_solver",
    }
    return {name: getattr(importlib.import_module(f"matcher.solvers.{file}"), name) for name, file in wanted.items()}


def theirs(name: str, path: Path, root: Path) -> Iterator[Row]:
    with np.load(path, allow_pickle=False) as data:
        affinity, mask = data["similarity_matrix"].T.copy(), data["mask_matrix"].T
    applications, reviewers = affinity.shape
    for solver, kind in solvers(root).items():
        encoder = types.SimpleNamespace(
            aggregate_score_matrix=affinity.copy(),
            cost_matrix=-affinity * 100,
            constraint_matrix=np.where(mask != 0, -1, 0),
            prob_limit_matrix=np.full(affinity.shape, float(CAP)),
        )
        loads = [0] * reviewers, [LOADS[name]] * reviewers, [SIZE] * applications
        begun = time.perf_counter()
        made = kind(*loads, encoder, allow_zero_score_assignments=True)
        random = solver == "RandomizedSolver"
        try:
            found = made.solve()
        except Exception as error:
            if not random or made.fractional_assignment_matrix is None:
                print(f"{solver} on {name}: {error}", file=sys.stderr)
                continue
        seconds = time.perf_counter() - begun
        if random:
            yield Row(
                f"RandomizedSolver, cap {CAP}",
                None,
                float((made.fractional_assignment_matrix * affinity).sum()),
                seconds,
            )
            continue
        panels = np.asarray(found)
        panels = panels if panels.shape == affinity.shape else panels.T
        yield Row(solver, (panels * affinity).sum(axis=1), None, seconds)


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---", "---", *["--:"] * (len(head) - 2)], *rows)]
    return "\n".join(lines)


def bids(data: Path, matcher: Path | None) -> str:
    rows = []
    for name in LOADS:
        path = data / f"{name}.npz"
        found = [*ours(name, path), *(theirs(name, path, matcher) if matcher else ())]
        rows += [[f"{name} (≤ {LOADS[name]})", *row.cells()] for row in found]
    return table(["set", "solver", "total (expected)", "minimum", "lowest tenth", "proven", "seconds"], rows)


def large(number: int, runs: int) -> str:
    """Our whole way from tables to panels and reasons beside the bare solver on the same arcs, medians of runs."""
    drawn = np.random.Generator(np.random.PCG64(1))
    keys = np.unique(np.repeat(np.arange(number), 50) * number + drawn.integers(0, number, number * 50))
    app, rev = keys // number, keys % number
    worth = drawn.integers(1, 1_000_001, len(keys))
    ids = [pl.Series(name, [f"{name[0]}{n:06}" for n in range(number)]) for name in ("application_id", "reviewer_id")]
    applications = pl.concat([APPLICATIONS.empty(), pl.DataFrame([ids[0], ids[0].alias("title")])], how="diagonal")
    reviewers = pl.concat([REVIEWERS.empty(), pl.DataFrame([ids[1], ids[1].alias("name")])], how="diagonal")
    pairs = [ids[0].gather(app), ids[1].gather(rev)]
    affinity = pl.DataFrame([*pairs, (pl.Series("affinity", worth) / 1e6).cast(pl.Decimal(38, 6))])
    options = AssignmentOptions(Review(SIZE, load_max=6))
    measured: dict[str, list[tuple[float, float]]] = {"bare": [], "ours": []}
    totals = set()
    for _ in range(runs):
        measured["bare"].append(_timed(lambda: totals.add(bare(app, rev, worth, number))))
        measured["ours"].append(
            _timed(lambda: totals.add(assign(applications, reviewers, affinity, options).figures.total))
        )
    if len(totals) != 1:
        sys.exit(f"the totals differ: {totals}")
    rows = []
    for name, figures in measured.items():
        wall, processor = (statistics.median(column) for column in zip(*figures, strict=True))
        rows.append([f"{number:,} × {number:,}, {len(keys):,} pairs", name, f"{wall:.2f}", f"{processor:.2f}"])
    ratio = [float(rows[1][at]) / float(rows[0][at]) for at in (2, 3)]
    rows.append(["", "ours / bare", f"{ratio[0]:.2f}", f"{ratio[1]:.2f}"])
    return table(["review", "", "seconds", "processor seconds"], rows)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def bare(app: NDArray[np.int64], rev: NDArray[np.int64], worth: NDArray[np.int64], number: int) -> int:
    solver, every, nothing = min_cost_flow.SimpleMinCostFlow(), np.arange(number), np.zeros(number, np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([app, number + every]).astype(np.int32),
        np.concatenate([number + rev, nothing + 2 * number]).astype(np.int32),
        np.concatenate([np.ones(len(app), np.int64), nothing + 6]),
        np.concatenate([-worth, nothing]),
    )
    supply = np.concatenate([nothing + SIZE, nothing, [-SIZE * number]])
    solver.set_nodes_supplies(np.arange(2 * number + 1, dtype=np.int32), supply)
    solver.solve()
    return -int(solver.optimal_cost())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--matcher", type=Path)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--large", type=int, default=20_000)
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    if given.data.is_dir():
        print(f"Real bids, {SIZE} reviewers each:\n\n{bids(given.data, given.matcher)}\n")
    if given.large:
        print(f"From tables to panels with their reasons, medians of {given.runs}:\n\n{large(given.large, given.runs)}")


if __name__ == "__main__":
    main()
