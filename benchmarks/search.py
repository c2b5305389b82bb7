#!/usr/bin/env python3
"""Indexing 100,000 profiles beside bm25s, queries with filters, and how soon a new profile is found.

usage: python benchmarks/search.py [--quick] [--profiles N] [--source FOLDER]

Profiles are abstracts of SBIR awards, all with over 100 signs, again and again with a word of their own each time until
there are enough. bm25s (its own tokeniser, no stop words, its fastest scorer for indexing) makes its index of the same
titles and texts in memory and saves it; `renkei index` also reads and checks the table. Each side is a program of its
own, one after the other; with --quick 10,000 profiles.
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from renkei.index.search import Filters, opened, search
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


def renkei(*arguments: object) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "renkei.cli", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def asked(index: Path, made: list[tuple[str, Filters]]) -> list[float]:
    """Milliseconds of each query, after the first has opened the files."""
    at = opened(index)
    search(at, *made[0])
    taken = []
    for text, filters in made:
        start = time.perf_counter()
        search(at, text, filters)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


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
    home.mkdir(), new.mkdir()
    frame.write_csv(home / "profiles.csv")
    command = [sys.executable, "-c", BM25S, str(home / "profiles.csv"), str(scratch / "bm25s")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    reading, theirs = map(float, done.stdout.split())
    ours = renkei("index", home, "--out", index)
    again = renkei("index", home, "--out", index)
    taken = sorted(asked(index, queries(frame)))
    (new / "profiles.csv").write_text("profile_id,kind,text\nN1,offer,a zyzzogeton for sale\n", "utf-8")
    one = renkei("index", new, "--out", index)
    assert [hit.record.id for hit in search(opened(index), "zyzzogeton").hits] == ["N1"]
    more = pl.concat([frame, frame.head(1).with_columns(profile_id=pl.lit("N2"), text=pl.lit("a zyzzogetum"))])
    more.write_csv(home / "profiles.csv")
    row = renkei("index", home, "--out", index)
    assert search(opened(index), "zyzzogetum").hits[0].record.id == "N2"
    called = renkei("search", index, "zyzzogeton")
    print(f"{frame.height:,} profiles of {frame['text'].str.len_bytes().sum() / 1e6:,.0f} MB; seconds:\n")
    print("| | bm25s | renkei | |\n| --- | --: | --: | --: |")
    beside = f"{theirs:.1f} (and {reading:.1f} to read) | {ours:.1f}, all | {ours / theirs:.2f}×"
    print(f"| the index made and saved | {beside} |")
    print(f"| on disk | {size_of(scratch / 'bm25s')} | {size_of(index)}, with the texts | |")
    print(f"| again, nothing new | | {again:.1f} | |")
    print(f"| one new profile in a folder of its own, until it can be found | | {one:.2f} | |")
    print(f"| one new row in the large table | | {row:.2f} | |")
    print(f"| `renkei search`, the whole command | | {called:.2f} | |")
    p50, p95, worst = statistics.median(taken), taken[len(taken) * 95 // 100], taken[-1]
    print(f"\n{len(taken)} queries with one to three filters, a quarter misspelt, in milliseconds: ")
    print(f"p50 {p50:.1f}, p95 {p95:.1f}, worst {worst:.1f}.")


if __name__ == "__main__":
    main()
