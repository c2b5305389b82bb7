#!/usr/bin/env python3
"""The whole command `select --rule best`, with all reasons and reports, beside the raw proof of the fastest peer.

usage: python benchmarks/selection/command.py [--runs 3]

The peers are the plain chains of `best.py` (one solve a level, two threads) on the same call in the same run: the
example of `renkei example` (171 × 38), and made-up calls 171 × 38 of calls.py. The bar is told against the fastest of
them in a process that has everything loaded. Beside it, for calls with bands by limits, stands the fastest of the same
proofs as a process of its own (raw.py: starts Python, loads the solver, reads the same CSV files, prints).
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
from best import calls_folder, cpsat, highs, scip  # the peers, as in the table of proofs

from renkei.cli.select import read_bands
from renkei.engines.selection import options_from
from renkei.engines.selection.call import Call
from renkei.engines.selection.encode import encode
from renkei.engines.selection.portfolio_rule import levels_of
from renkei.programme import read_folder

LIMIT = 120.0


def folders(scratch: Path) -> dict[str, tuple[Path, str]]:
    """Name → (folder, bands)."""
    found = {"renkei example 171 38": (scratch / "example", "13,11.5,10")}
    renkei("example", scratch / "example")
    made_up = calls_folder(None) / "calls.py"
    for seed in ("1", "2", "3"):
        folder = scratch / f"call{seed}"
        subprocess.run([sys.executable, str(made_up), "171", "38", seed, "0.42", str(folder)], check=True)
        found[f"calls.py 171 38 {seed} 0.42, three bands"] = (folder, "13,11.5")
        found[f"calls.py 171 38 {seed} 0.42, each score"] = (folder, "each")
    return found


def fastest(demand: np.ndarray, capacity: np.ndarray, levels: list[np.ndarray]) -> float:
    """Wall seconds of the fastest peer that proves every level."""
    times = []
    for peer in (highs, scip, cpsat):
        begun = time.perf_counter()
        _, _, proven = peer(demand, capacity, levels, LIMIT)
        if proven:
            times.append(time.perf_counter() - begun)
    return min(times)


def renkei(*arguments: object) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "renkei.cli", *map(str, arguments)], check=True, stdout=subprocess.PIPE)
    return time.perf_counter() - begun


def alone(folder: Path, limits: str) -> float:
    """Wall seconds of the fastest peer as a script of its own."""
    times = []
    for peer in ("highs", "scip", "cpsat"):
        begun = time.perf_counter()
        command = [sys.executable, str(Path(__file__).with_name("raw.py")), str(folder), peer, limits]
        subprocess.run(command, check=True, stdout=subprocess.PIPE)
        times.append(time.perf_counter() - begun)
    return min(times)


def in_numbers(folder: Path, bands: str) -> tuple[Call, list[np.ndarray]]:
    """The call as the engine sees it, and the weights of its levels."""
    read = read_folder(folder, "select")
    options = options_from(read.settings, "best", bands=read_bands(bands))
    main = (read.tables[name] for name in ("applications", "requests", "funders"))
    numbers = encode(*main, options, read.tables.get("criteria_scores"), read.tables.get("rates"))
    return numbers, [level.level.weights for level in levels_of(numbers, options)]


def states(record: Path) -> str:
    """How many of the reasons that need a re-run are settled."""
    found = json.loads(record.read_bytes())
    reasons = [row["reason"] for row in found["outcomes"].values() if "unlock" in row["reason"]]
    asked = [reason[name]["state"] for reason in reasons for name in ("displaces", "unlock")]
    asked += [one["state"] for one in found["next_raises"].values()]
    counts = Counter(asked)
    return f"{sum(counts.values()) - counts['open']} of {sum(counts.values())}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--only-example", action="store_true")
    given = options.parse_args()
    head = ("call", "fastest raw proof", "the command", "ratio", "raw proof as a process", "ratio", "reasons settled")
    print(f"| {' | '.join(head)} |\n|---|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as scratch:
        for name, (folder, bands) in list(folders(Path(scratch)).items())[: 1 if given.only_example else None]:
            numbers, levels = in_numbers(folder, bands)
            out = Path(scratch) / "out"
            command = ("select", folder, "--rule", "best", "--bands", bands, "--out", out)
            limits = "" if bands == "each" else bands if name.startswith("renkei") else f"{bands},0"
            runs = [
                (
                    fastest(numbers.demand, numbers.capacity, levels),
                    renkei(*command),
                    alone(folder, limits) if limits else float("nan"),
                )
                for _ in range(given.runs)
            ]
            raw, ours, process = (statistics.median(column) for column in zip(*runs, strict=True))
            cells = (name, f"{raw:.3f} s", f"{ours:.2f} s", f"{ours / raw:.1f}", f"{process:.2f} s")
            settled = states(out / "decision.json")
            print(f"| {' | '.join(cells)} | {ours / process:.1f} | {settled} |".replace("nan", "–"), flush=True)


if __name__ == "__main__":
    main()
