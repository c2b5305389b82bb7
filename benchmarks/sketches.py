"""Sketches beside the open comparison: what share of its pairs they find, time, size, and two of 100,000.

`python benchmarks/sketches.py [AWARDS] [--quick]` splits the SBIR awards with an abstract over 100 characters by lot
into two agencies, compares the texts themselves and the sketches in one run, and prints a Markdown section (seconds are
the processor's). AWARDS is sbir_awards.parquet, without it that of ../shared/data/grants. `exact` is every pair of a
sample with at least half of their word pairs in common, found by multiplying the whole sets; `open` what `renkei
overlap` finds by its texts.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy import sparse

from renkei.engines.overlap.sketch import Key, compare, sketch, whole_sketch
from renkei.engines.overlap.text import TextOptions, text_pairs
from renkei.engines.overlap.text.signatures import Sets, signatures
from renkei.exchange.sketches import sketch_bytes

AWARDS = Path(__file__).parents[2] / "shared/data/grants/sbir_awards.parquet"
KEY = Key(bytes(range(32)))
SAMPLE = 3000  # of a side, for the exact join
LARGE = 100_000
SHARE = 0.5
Pairs = set[tuple[str, str]]


def awards(path: Path) -> pl.DataFrame:
    read = pl.read_parquet(path, columns=["abstract"]).with_row_index("at")
    kept = read.filter(pl.col("abstract").str.len_chars() > 100)
    return kept.select(project_id=pl.format("P{}", pl.col("at").cast(pl.String).str.zfill(6)), text="abstract")


def halves(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    shuffled = rows.sample(fraction=1, shuffle=True, seed=1)
    return shuffled.head(rows.height // 2), shuffled.tail(rows.height - rows.height // 2)


def exact(left: pl.DataFrame, right: pl.DataFrame) -> Pairs:
    """Every pair with at least half of their word pairs in common: the sets multiplied whole, in slices."""
    sets = [signatures(side["text"].to_list()).shingles for side in (left, right)]
    columns = np.unique(np.concatenate([one.hashes for one in sets]))
    ours, theirs = (matrix(one, columns) for one in sets)
    found: Pairs = set()
    names = left["project_id"].to_list(), right["project_id"].to_list()
    for start in range(0, ours.shape[0], 500):
        common = (ours[start : start + 500] @ theirs.T).tocoo()
        union = sets[0].sizes[start + common.row] + sets[1].sizes[common.col] - common.data
        alike = common.data >= SHARE * union
        found |= {
            (names[0][start + one], names[1][other])
            for one, other in zip(common.row[alike], common.col[alike], strict=True)
        }
    return found


def matrix(sets: Sets, columns: np.ndarray) -> sparse.csr_matrix:
    places = np.searchsorted(columns, sets.hashes)
    return sparse.csr_matrix((np.ones(len(places), np.int32), places, sets.bounds), (len(sets), len(columns)))


def by_sketches(left: pl.DataFrame, right: pl.DataFrame, make: Any = sketch) -> tuple[Pairs, float, float, int, int]:
    """The pairs, seconds to sketch both, seconds to compare, bytes of both files, crowds."""
    begin = time.process_time()
    ours, theirs = make(left, KEY), make(right, KEY)
    made = time.process_time() - begin
    begin = time.process_time()
    found = compare(ours, theirs)
    compared = time.process_time() - begin
    size = len(sketch_bytes(ours, KEY)) + len(sketch_bytes(theirs, KEY))
    pairs = set(found.overlaps.select("left_id", "right_id").iter_rows())
    return pairs, made, compared, size, found.crowds.height


def warm() -> None:
    """What is compiled on a machine's first use is not measured."""
    one = pl.DataFrame({"project_id": ["A"], "text": ["one two three four five six seven eight nine ten " * 3]})
    for make in (sketch, whole_sketch):
        compare(make(one, KEY), make(one, KEY))


def large(rows: pl.DataFrame) -> None:
    """Two sides of `LARGE`: the abstracts, and as many as are missing with every tenth word drawn anew."""
    lot = np.random.default_rng(1)
    vocabulary = np.array(sorted({word for text in rows["text"].head(2000) for word in text.split()}))
    sides = []
    for side in range(2):
        texts = rows["text"].to_list()
        chosen = [texts[at] for at in lot.integers(0, len(texts), LARGE)]
        edited = [" ".join(drawn(text.split(), vocabulary, lot)) for text in chosen]
        sides.append(pl.DataFrame({"project_id": [f"{side}-{at:06}" for at in range(LARGE)], "text": edited}))
    pairs, made, compared, size, crowds = by_sketches(*sides)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(len(pairs), crowds, made, compared, size, peak)


def drawn(words: list[str], vocabulary: np.ndarray, lot: np.random.Generator) -> list[str]:
    places = np.flatnonzero(lot.random(len(words)) < 0.1)
    for place, word in zip(places, lot.choice(vocabulary, len(places)), strict=True):
        words[place] = str(word)
    return words


def share(found: Pairs, of: Pairs) -> str:
    return f"{len(found & of) / max(len(of), 1):.1%}"


def main() -> None:
    given = [Path(one) for one in sys.argv[1:] if not one.startswith("--")]
    path = given[0] if given else AWARDS
    rows = awards(path)
    warm()
    if "--large" in sys.argv:
        large(rows)
        return
    left, right = halves(rows)
    few = left.head(SAMPLE), right.head(SAMPLE)
    true = exact(*few)
    pairs, *_ = by_sketches(*few)
    print("| documents | pairs with half of their word pairs in common | found by sketches | told beyond those |")
    print("| --- | ---: | ---: | ---: |")
    print(f"| sample, {SAMPLE:,} × {SAMPLE:,} | {len(true):,} (exact) | {share(pairs, true)} | {len(pairs - true):,} |")
    if "--quick" in sys.argv:
        return
    begin = time.process_time()
    opened = text_pairs(left, right, TextOptions()).pairs
    seconds = time.process_time() - begin
    open_all = set(opened.select("left_id", "right_id").iter_rows())
    alike = set(opened.filter(pl.col("jaccard") >= SHARE).select("left_id", "right_id").iter_rows())
    sides = f"{left.height:,} × {right.height:,}"
    of_numbers, of_all = by_sketches(left, right), by_sketches(left, right, whole_sketch)
    beyond = len(of_numbers[0] - alike)
    print(f"| all, {sides} | {len(alike):,} (open) | {share(of_numbers[0], alike)} | {beyond:,} |")
    print(
        f"\nThe open comparison finds {len(open_all):,} pairs, passages and reworded texts too, in {seconds:.1f} CPU s."
    )
    print("\n| sketches | found of all that | of those with a half | make both, s | compare, s | MB | bytes each |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (pairs, made, compared, size, _) in (("256 numbers", of_numbers), ("whole", of_all)):
        figures = f"{made:.1f} | {compared:.1f} | {size / 1e6:.0f} | {size / rows.height:,.0f}"
        print(f"| {name} | {share(pairs, open_all)} | {share(pairs, alike)} | {figures} |", flush=True)
    done = subprocess.run(
        [sys.executable, __file__, str(path), "--large"], stdout=subprocess.PIPE, text=True, check=True
    )
    many, crowds_of, made, compared, size, peak = map(float, done.stdout.split())
    print(
        f"\n{LARGE:,} × {LARGE:,} (the abstracts drawn by lot, every tenth word another): {many:,.0f} pairs, "
        f"{crowds_of:.0f} crowds; {made:.0f} CPU s to make both sketches, {compared:.0f} to compare them; files "
        f"{size / 1e6:.0f} MB; peak memory {peak:,.0f} MiB with the making."
    )


if __name__ == "__main__":
    main()
