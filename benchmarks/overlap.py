#!/usr/bin/env python3
"""Overlap by text beside rensa and the exact join, on real abstracts; a million; one new; reworded ones.

usage: python benchmarks/overlap.py [--quick] [--only PART ...]   (parts: peer, groups, reworded, scale, index)

rensa's whole way: words and pairs of words in Python, 128 permutations, 16 bands of 8 rows. The exact join is worked
out by its own code (prefix filter: Chaudhuri, Ganti and Kaushik, 2006; Bayardo, Ma and Srikant, 2007).
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numba
import numpy as np
import polars as pl
from overlap_texts import FAMILY, abstracts, multiplied, replaced, reworded
from rensa import RMinHash, RMinHashLSH

from renkei.engines.overlap.text import TextOptions, text_pairs
from renkei.index.overlap import against, update
from renkei.text.normal import folded

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
Made = TypeVar("Made")
READS, PLANTED = 20, 1000


def table(texts: list[str], prefix: str = "p") -> pl.DataFrame:
    return pl.DataFrame({"project_id": [f"{prefix}{at:07}" for at in range(len(texts))], "text": texts})


def split(text: str) -> list[str]:
    return [word.replace("'", "") for word in WORD.findall(folded.__wrapped__(text))]


def by_rensa(texts: list[str]) -> set[tuple[int, int]]:
    """Its whole way, from text to candidate pairs."""
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=16)
    found = set()
    for at, text in enumerate(texts):
        words = split(text)
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update([f"{one} {other}" for one, other in pairwise(words)])
        found.update((other, at) for other in index.query(sketch))
        index.insert(at, sketch)
    return found


@numba.njit
def _prefix_join(tokens, bounds, starts, posts, least):
    filled, seen = np.zeros(len(starts), np.int64), np.full(len(bounds), -1, np.int64)
    met, found = np.empty(len(bounds), np.int64), [(0, 0)]
    for text in range(len(bounds) - 1):
        start, size = bounds[text], bounds[text + 1] - bounds[text]
        prefix = min(size, size - int(np.ceil(least * size - 1e-9)) + 1)
        many = 0
        for at in range(start, start + prefix):
            for post in range(starts[tokens[at]], starts[tokens[at]] + filled[tokens[at]]):
                if seen[posts[post]] != text:
                    seen[posts[post]] = text
                    met[many] = posts[post]
                    many += 1
            posts[starts[tokens[at]] + filled[tokens[at]]] = text
            filled[tokens[at]] += 1
        for n in range(many):
            one, other, common = start, bounds[met[n]], 0
            while one < start + size and other < bounds[met[n] + 1]:
                common += tokens[one] == tokens[other]
                step = tokens[one] <= tokens[other]
                other += tokens[other] <= tokens[one]
                one += step
            if common >= least * (size + bounds[met[n] + 1] - bounds[met[n]] - common):
                found.append((met[n], text))
    return found[1:]


def exact_join(texts: list[str], least: float = 0.5) -> set[tuple[int, int]]:
    """Every pair of texts that shares at least so much of its word pairs."""
    names: dict[tuple[str, str], int] = {}
    sets = []
    for text in texts:
        words = split(text)
        pairs = {names.setdefault(pair, len(names)) for pair in pairwise(words)}
        sets.append(np.fromiter(pairs, np.int64, len(pairs)))
    having = np.bincount(np.concatenate(sets), minlength=len(names))
    rank = np.empty(len(names), np.int64)
    rank[np.argsort(having, kind="stable")] = np.arange(len(names))
    bounds = np.concatenate([[0], np.cumsum([len(one) for one in sets])])
    tokens = np.concatenate([np.sort(rank[one]) for one in sets])
    starts = np.concatenate([[0], np.cumsum(np.sort(having))])
    return set(_prefix_join(tokens, bounds, starts, np.empty(len(tokens), np.int64), least))


def timed(work: Callable[[], Made]) -> tuple[Made, str]:
    """What the work makes; its seconds, and those of a processor."""
    begin, own = time.perf_counter(), time.process_time()
    made = work()
    return made, f"{time.perf_counter() - begin:.1f}, {time.process_time() - own:.1f}"


def peer(quick: bool) -> str:
    real = abstracts()[: 10_000 if quick else None]
    text_pairs(table(real[:50]))  # the machine code
    ours, seconds = timed(lambda: text_pairs(table(real)))
    theirs, their_seconds = timed(lambda: by_rensa(real))
    lines = [f"{len(real):,} abstracts, one thread, from text to pairs:", ""]
    lines += ["| | seconds, of a processor | pairs |", "|---|--:|--:|"]
    lines += [f"| **renkei**, verified, three routes | {seconds} | {len(ours.pairs):,} |"]
    lines += [f"| rensa, candidates | {their_seconds} | {len(theirs):,} |", ""]
    chance = random.Random(3)
    some = chance.sample(real, min(len(real), 10_000))
    edited = [replaced(text, chance.choice(real), chance.choice((0.08, 0.15)), chance) for text in some[:5000]]
    lines += [
        "| sample | pairs of the exact join | renkei finds | rensa's bands propose | wrong |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, texts in (("all the abstracts", real), ("10,000, 5,000 of them edited by 8 or 15 %", [*some, *edited])):
        lines.append(f"| {name} | {compared(texts)} |")
    return "\n".join(lines)


def compared(texts: list[str]) -> str:
    exact = exact_join(texts)
    rows = text_pairs(table(texts), options=TextOptions(cap=200)).pairs.filter(pl.col("jaccard") >= 0.5)
    ours = {(int(left[1:]), int(right[1:])) for left, right in rows.select("left_id", "right_id").iter_rows()}
    theirs = by_rensa(texts)
    return (
        f"{len(exact):,} | {len(exact & ours) / len(exact):.4f} | {len(exact & theirs) / len(exact):.3f} | "
        f"{len(ours - exact)}"
    )


def groups(_: bool) -> str:
    column = pl.read_parquet(Path(__file__).parents[2] / "shared/data/grants/sbir_awards.parquet")["abstract"]
    found = text_pairs(table(column.fill_null("").to_list()))
    counted = Counter(" ".join(split(text)) for text in column.drop_nulls())
    counted.pop("", None)
    wanted = {text: many for text, many in counted.items() if many > 1}
    ours = found.groups.group_by("group").len()
    long = sum(len(text) > 100 for text in wanted)
    return (
        f"Groups of abstracts identical word by word (case, width, diacritics, punctuation, blanks folded): "
        f"{len(wanted):,} counted by a dictionary, {long:,} of them over 100 signs; renkei gives {len(ours):,}, with "
        f"the same sizes: {sorted(ours['len'].to_list()) == sorted(wanted.values())}. The largest has "
        f"{max(wanted.values()):,} texts and lists no pairs."
    )


def rewording(quick: bool) -> str:
    real = abstracts()[: 10_000 if quick else None]
    chance = random.Random(5)
    sources = chance.sample(range(len(real)), PLANTED)
    lines = ["| rewording | in 20 reads a pair | of these by word pairs (≥ 0.5) | MinHash alone (rensa, 16 × 8) |"]
    lines += ["|---|--:|--:|--:|"]
    stock = table(real)
    for name, out in (("light", (0.1, 0.1)), ("heavy", (0.3, 0.25))):
        planted = [reworded(real[source], *out, chance) for source in sources]
        pairs = text_pairs(table(planted, "n"), stock).pairs.head(READS * PLANTED)
        true = pl.DataFrame(
            {"left_id": table(planted, "n")["project_id"], "right_id": stock["project_id"].gather(sources)}
        )
        found = pairs.join(true, on=["left_id", "right_id"])
        theirs = by_rensa([*real, *planted])
        met = sum((source, len(real) + at) in theirs for at, source in enumerate(sources))
        same = found.filter(pl.col("route").is_in(["same", "identical"])).height
        lines.append(f"| {name} | {len(found) / PLANTED:.3f} | {same / PLANTED:.3f} | {met / PLANTED:.3f} |")
    return "\n".join(
        [
            *lines,
            "",
            f"{PLANTED:,} planted among {len(real):,}; of the ranked list the first {READS * PLANTED:,} are read.",
        ]
    )


def write_many(place: Path, many: int) -> None:
    """A Parquet file of so many abstracts, in pieces."""
    real, families = abstracts(), many // FAMILY
    rows = multiplied(real, families)
    place.mkdir(parents=True, exist_ok=True)
    piece, start = 50_000, 0
    while texts := [text for text, _ in zip(rows, range(piece), strict=False)]:
        ids = [f"p{start + at:07}" for at in range(len(texts))]
        pl.DataFrame({"project_id": ids, "text": texts}).write_parquet(place / f"{start:08}.parquet")
        start += len(texts)


CHILD = """
import json, resource, sys, time
import polars as pl
from pathlib import Path
from renkei.engines.overlap.text import TextOptions, text_pairs
from renkei.engines.overlap.text.pairs import ROUTES
text_pairs(pl.DataFrame({"project_id": ["a", "b"], "text": ["one two three", "one two three four"]}))
frame = pl.read_parquet(sys.argv[1] + "/*.parquet")
begin, own = time.perf_counter(), time.process_time()
found = text_pairs(frame, options=TextOptions(memory="512MB", scratch=Path(sys.argv[2])))
told = {"seconds": time.perf_counter() - begin, "own": time.process_time() - own, "texts": len(frame)}
told |= {"pairs": len(found.pairs), "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}
print(json.dumps(told | found.figures))
"""


def scale(quick: bool) -> str:
    lines = ["| abstracts | seconds | of a processor | GiB | candidates | pairs | µs of a processor per abstract |"]
    lines += ["|--:|--:|--:|--:|--:|--:|--:|"]
    for many in (20_000, 50_000) if quick else (100_000, 300_000, 1_000_000):
        with tempfile.TemporaryDirectory() as scratch:
            write_many(Path(scratch) / "texts", many)
            told = child(CHILD, f"{scratch}/texts", f"{scratch}/spill")
        lines.append(
            f"| {told['texts']:,} | {told['seconds']:.0f} | {told['own']:.0f} | {told['peak']:.1f} | "
            f"{told['candidates']:,} | {told['pairs']:,} | {1e6 * told['own'] / told['texts']:.0f} |"
        )
    return "\n".join(lines)


def child(code: str, *arguments: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def index(quick: bool) -> str:
    many = 50_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as scratch:
        write_many(Path(scratch) / "texts", many)
        stock = pl.read_parquet(f"{scratch}/texts/*.parquet")
        begin = time.perf_counter()
        update(Path(scratch) / "index", stock)
        built = time.perf_counter() - begin
        chance = random.Random(9)
        real = abstracts()
        new = [replaced(chance.choice(real), chance.choice(real), 0.08, chance) for _ in range(21)]
        seconds = []
        for text in new:
            begin = time.perf_counter()
            against(Path(scratch) / "index", pl.DataFrame({"project_id": ["new"], "text": [text]}))
            seconds.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        night = pl.concat([stock, table(new, "n")])
        update(Path(scratch) / "index", night)
        added = time.perf_counter() - begin
        size = sum(file.stat().st_size for file in (Path(scratch) / "index").rglob("*") if file.is_file()) / 2**30
    return (
        f"An index of {len(stock):,} abstracts: made in {built:.0f} s, {size:.1f} GiB; one new against all of it: "
        f"median {np.median(seconds):.2f} s, slowest {max(seconds):.2f} s; 21 added (and all compared for "
        f"change) in {added:.1f} s."
    )


PARTS = {"peer": peer, "groups": groups, "reworded": rewording, "scale": scale, "index": index}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--only", nargs="*", choices=PARTS)
    given = options.parse_args()
    for name in given.only or PARTS:
        print(PARTS[name](given.quick), end="\n\n", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; this process held {peak:.1f} GiB at most.")


if __name__ == "__main__":
    main()
