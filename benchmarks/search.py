#!/usr/bin/env python3
"""Indexing 100,000 profiles beside bm25s, queries with filters, and how soon a new profile is found.

usage: python benchmarks/search.py [--quick] [--profiles N] [--source FOLDER]

Profiles are abstracts of SBIR awards, all with over 100 signs, again and again with a word of their own each time until
there are enough. bm25s (its own tokeniser, no stop words, all else as it comes) makes its index of the same
titles and texts in memory and saves it, having read the table without checks; `renkei index` checks it and keeps the
texts. Each side is a program of its own, one after the other, its start counted; with --quick 10,000 profiles.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from renkei.index.search import Filters, Record, opened, search, update
from renkei.index.search.tokens import tokens
from renkei.tables import PROFILES, SIZES, STAGES

SOURCE = Path(__file__).parents[2] / "shared/data/grants"
COUNTRIES = ("AT", "BR", "CA", "CH", "DE", "ES", "FI", "FR", "IT", "JP", "KR", "NL", "NO", "PL", "SE", "TR", "TW", "US")
SEED, QUERIES = 1, 300
BM25S = """
import sys, time
import bm25s, polars
start = time.perf_counter()
frame = polars.read_csv(sys.argv[1], infer_schema_length=0)
texts = [f"{title} {text}" for title, text in frame.select("title", "text").iter_rows()]
read = time.perf_counter()
tokens = bm25s.tokenize(texts, stopwords=None, show_progress=False)
index = bm25s.BM25()
index.index(tokens, show_progress=False)
index.save(sys.argv[2])
print(read - start, time.perf_counter() - read)
"""


def profiles(source: Path, many: int) -> pl.DataFrame:
    """Awards as profiles of made-up countries, sizes, kinds and stages."""
    awards = pl.read_parquet(source / "sbir_awards.parquet").filter(pl.col("abstract").str.len_chars() > 100)
    rows, chance = awards.select("firm", "title", "abstract", "agency_top").rows(), random.Random(SEED)
    made = [
        {
            "profile_id": f"P{at:06}",
            "organisation": firm,
            "country": chance.choice(COUNTRIES),
            "size": chance.choice(SIZES),
            "kind": chance.choice(("offer", "need")),
            "title": title,
            "text": f"{text} copy{at // len(rows)}x{at % len(rows)}" if at >= len(rows) else text,
            "field": agency,
            "stage": chance.choice(STAGES),
            "language": "en",
        }
        for at, (firm, title, text, agency) in ((at, rows[at % len(rows)]) for at in range(many))
    ]
    return pl.DataFrame(made, schema=PROFILES.schema)


def queries(frame: pl.DataFrame) -> list[tuple[str, Filters]]:
    """One to five words of a title, one query in four with a letter dropped, each with one to three filters."""
    chance, made = random.Random(SEED), []
    titles = frame["title"].sample(QUERIES, seed=SEED).to_list()
    for title in titles:
        words = [word for word in tokens(title) if len(word) > 3] or ["laser"]
        words = chance.sample(words, min(len(words), chance.randint(1, 5)))
        if chance.random() < 0.25:
            at = chance.randrange(len(words[0]))
            words[0] = words[0][:at] + words[0][at + 1 :]
        country, kind = tuple(chance.sample(COUNTRIES, 3)), ("offer",)
        filters = (
            Filters(country),
            Filters(country, kind=kind),
            Filters(country, kind=kind, stage=("seed", "applied")),
        )
        made.append((" ".join(words), chance.choice(filters)))
    return made


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of processors; a machine that is busy with other things moves the first alone."""

    wall: float
    processors: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} ({self.processors:.2f})"


def run(*command: object) -> tuple[Took, str]:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.PIPE, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(wall, used), done.stdout


def renkei(*arguments: object) -> Took:
    return run("-m", "renkei.cli", *arguments)[0]


def asked(index: Path, made: list[tuple[str, Filters]]) -> tuple[list[float], list[float]]:
    """Milliseconds of each query, by the clock and of the processor, sorted, after one has opened the files."""
    at = opened(index)
    search(at, *made[0])
    walls, used = [], []
    for text, filters in made:
        wall, processor = time.perf_counter(), time.thread_time()
        search(at, text, filters)
        walls.append(1000 * (time.perf_counter() - wall))
        used.append(1000 * (time.thread_time() - processor))
    return sorted(walls), sorted(used)


def updated(index: Path) -> float:
    """Seconds until a new record of a folder of its own is found, within this program."""
    start = time.perf_counter()
    update(opened(index), {"one": [Record("one", "profiles", "N3", "offer", "", "a zyzzogeter")]})
    assert search(opened(index), "zyzzogeter").hits[0].record.id == "N3"
    return time.perf_counter() - start


def size_of(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:,.0f} MB"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--profiles", type=int, default=100_000)
    options.add_argument("--source", type=Path, default=SOURCE)
    given = options.parse_args()
    frame = profiles(given.source, min(given.profiles, 10_000) if given.quick else given.profiles)
    with tempfile.TemporaryDirectory() as scratch:
        measure(frame, Path(scratch))


def measure(frame: pl.DataFrame, scratch: Path) -> None:
    home, index, new = scratch / "profiles", scratch / "index", scratch / "new"
    home.mkdir()
    new.mkdir()
    table = home / "profiles.csv"
    frame.write_csv(table)
    theirs, said = run("-c", BM25S, table, scratch / "bm25s")
    reading = float(said.split()[0])
    ours = renkei("index", home, "--out", index)
    again = renkei("index", home, "--out", index)
    walls, used = asked(index, queries(frame))
    (new / "profiles.csv").write_text("profile_id,kind,text\nN1,offer,a zyzzogeton for sale\n", "utf-8")
    one, called = renkei("index", new, "--out", index), renkei("search", index, "zyzzogeton")
    assert [hit.record.id for hit in search(opened(index), "zyzzogeton").hits] == ["N1"]
    inside = updated(index)
    row = pl.DataFrame([{"profile_id": "N2", "kind": "offer", "text": "a zyzzogetum"}], schema=frame.schema)
    pl.concat([frame, row]).write_csv(table)
    added = renkei("index", home, "--out", index)
    assert search(opened(index), "zyzzogetum").hits[0].record.id == "N2"
    texts = frame["text"].str.len_bytes().sum() / 1e6
    print(f"{frame.height:,} profiles of {texts:,.0f} MB; seconds by the clock, in brackets of processors:\n")
    print("| | bm25s | renkei | bar |\n| --- | --: | --: | --: |")
    ratio = f"{ours.wall / theirs.wall:.2f}× ({ours.processors / theirs.processors:.2f}×), at most 1.5×"
    print(f"| the table read, the index made and saved | {theirs}, of them {reading:.1f} to read | {ours} | {ratio} |")
    print(f"| on disk | {size_of(scratch / 'bm25s')} | {size_of(index)}, with the texts | |")
    print(f"| again, nothing new | | {again} | |")
    print(f"| a new profile in a folder of its own, indexed | | {one} | 1 |")
    print(f"| and found, as a program of its own | | {called} | |")
    print(f"| the same within a program, `update`, `opened`, `search` | | {inside:.2f} | 1 |")
    print(f"| a new row in the large table, read and checked whole | | {added} | |")
    told = [f"{one[len(one) // 2]:.1f} | {one[len(one) * 95 // 100]:.1f} | {one[-1]:.1f}" for one in (walls, used)]
    print(f"\n{len(walls)} queries with one to three filters, a quarter misspelt, milliseconds:\n")
    print("| | p50 (bar: 10) | p95 | worst |\n| --- | --: | --: | --: |")
    print(f"| by the clock | {told[0]} |\n| of the processor | {told[1]} |")


if __name__ == "__main__":
    main()
