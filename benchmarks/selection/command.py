#!/usr/bin/env python3
"""The whole command `select --rule best`, with all reasons and reports, beside the raw proof of the fastest peer.

usage: python benchmarks/selection/command.py [--runs 3]

The peers are the plain chains of `best.py` (one solve a level, two threads) on the same call in the same run: the
example of `renkei example` (171 × 38), and made-up calls 171 × 38 of calls.py.
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
    """Name → (folder, bands; empty: those of its programme.yaml)."""
    found = {"renkei example 171 38": (scratch / "example", "")}
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
    runs = options.parse_args().runs
    print("| call | fastest raw proof | the command | ratio | reasons settled |\n|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as scratch:
        for name, (folder, bands) in folders(Path(scratch)).items():
            numbers, levels = in_numbers(folder, bands)
            out = Path(scratch) / "out"
            given = ["--bands", bands] if bands else []
            pairs = [
                (
                    fastest(numbers.demand, numbers.capacity, levels),
                    renkei("select", folder, "--rule", "best", *given, "--out", out),
                )
                for _ in range(runs)
            ]
            raw, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(
                f"| {name} | {raw:.2f} s | {ours:.2f} s | {ours / raw:.1f} | {states(out / 'decision.json')} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
