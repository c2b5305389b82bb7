#!/usr/bin/env python3
"""Coordination of real awards: which themes come out, beside plain connected components; time and memory by size.

usage: python benchmarks/coordination.py [--quick] [--source FOLDER]

Projects are the SBIR awards of 13 US agencies with an abstract over 100 characters, each in its year; beyond their
number, awards again with every fifth word left out. Programmes are the agencies' topics, each in the year it opened.
Times are of the engine alone, each size in a process of its own; CPU seconds beside wall seconds. With --quick sizes
are a tenth.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from renkei.engines.coordination import CoordinationOptions, coordinate
from renkei.engines.coordination.alike import Texts, weighed
from renkei.engines.coordination.grouping import Bounds, groups
from renkei.engines.coordination.linking import links, years_of
from renkei.tables import PROGRAMMES, PROJECTS

SOURCE = Path(__file__).parents[2] / "shared/data/grants"
SIZES, TOPICS = (25_000, 50_000, 100_000), 2_000
NAMES = 12
STAGES = {"Phase I": "seed", "Phase II": "applied"}


def awards(source: Path) -> pl.DataFrame:
    """The awards with an abstract, as projects of their years."""
    rows = pl.read_parquet(source / "sbir_awards.parquet").filter(pl.col("abstract").str.len_chars() > 100).sort("id")
    projects = rows.select(
        project_id="id",
        funder_id="agency_top",
        title="title",
        text="abstract",
        field=pl.col("agency_sub"),
        region="state",
        stage=pl.col("phase").replace_strict(STAGES),
        start=pl.date("year", 1, 1),
        end=pl.date("year", 12, 31),
        amount=(pl.col("award_amount") * 100).round().cast(pl.Int64),
        currency=pl.lit("USD"),
        status=pl.lit("ended"),
    )
    return pl.concat([PROJECTS.empty(), projects], how="diagonal")


def of_size(projects: pl.DataFrame, size: int) -> pl.DataFrame:
    """So many projects: a fixed sample, or all with as many edited ones as lack."""
    if size <= projects.height:
        return projects.sample(size, seed=1).sort("project_id")
    words = pl.col("text").str.split(" ")
    edited = projects.sample(size - projects.height, seed=1).with_columns(
        project_id="edited " + pl.col("project_id"),
        text=words.list.eval(pl.element().filter(pl.int_range(pl.len()) % 5 != 4)).list.join(" "),
    )
    return pl.concat([projects, edited])


def topics(source: Path) -> pl.DataFrame:
    rows = (
        pl.read_parquet(source / "sbir_topics.parquet").with_row_index("n").filter(pl.col("Topic Name").is_not_null())
    )
    programmes = rows.sample(TOPICS, seed=1).select(
        programme_id=pl.format("T{}", "n"),
        agency=pl.col("agency_top").fill_null("unknown"),
        title="Topic Name",
        aim="Description",
        fiscal_year=pl.col("Open Date").str.extract(r"(20\d\d)").cast(pl.Int64),
    )
    return pl.concat([PROGRAMMES.empty(), programmes], how="diagonal")


def child(source: Path, size: int) -> None:
    tables = {"programmes": topics(source), "projects": of_size(awards(source), size)}
    start, busy = time.perf_counter(), time.process_time()
    found = coordinate(tables, CoordinationOptions())
    told = {
        "wall": time.perf_counter() - start,
        "cpu": time.process_time() - busy,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        "cells": found.cells.height,
        "pairs": found.similar["pair"].n_unique(),
        "themes": found.themes["theme"].n_unique(),
    }
    print(json.dumps(told))


def speed(source: Path, sizes: tuple[int, ...]) -> None:
    print("| programmes | projects | wall s | CPU s | peak GiB | cells | similar aims | themes |")
    print("| --: | --: | --: | --: | --: | --: | --: | --: |")
    for size in sizes:
        command = [sys.executable, __file__, "--source", str(source), "--child", str(size)]
        told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
        print(
            f"| {TOPICS:,} | {size:,} | {told['wall']:.0f} | {told['cpu']:.0f} | {told['memory']:.2f} "
            f"| {told['cells']:,} | {told['pairs']:,} | {told['themes']:,} |",
            flush=True,
        )


def within(texts: Texts, members: list[int]) -> float:
    """The mean likeness of two of a group's texts."""
    rows = texts.rows[np.array(members)]
    product = np.asarray((rows @ rows.T).todense())
    return float(product.sum() - product.trace()) / len(members) / (len(members) - 1)


def grouped(name: str, texts: Texts, years: list[tuple[int, int]], found: list[list[int]]) -> str:
    spans = [max(years[at][0] for at in one) - min(years[at][1] for at in one) for one in found]
    alike = float(np.mean([within(texts, one) for one in found]))
    weakest = min(within(texts, one) for one in found)
    return (
        f"| {name} | {len(found):,} | {sum(map(len, found)):,} | {max(map(len, found)):,} | {max(spans)} "
        f"| {alike:.3f} | {weakest:.3f} |"
    )


def components(size: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    left, right = np.array(pairs).T
    graph = sparse.coo_matrix((np.ones(len(pairs)), (left, right)), (size, size))
    _, label = connected_components(graph, directed=False)
    parts: dict[int, list[int]] = {}
    for place, one in enumerate(label.tolist()):
        parts.setdefault(one, []).append(place)
    return [part for part in parts.values() if len(part) > 1]


def quality(projects: pl.DataFrame) -> None:
    year = projects["start"].dt.year()
    own = projects.rename({"funder_id": "agency"}).with_columns(first_year=year, last_year=year)
    options = CoordinationOptions()
    texts = weighed(own.select(pl.concat_str("title", "text", separator=" ", ignore_nulls=True))["title"])
    pairs = links(texts, own, options.themes, options.nearest, options.reach)
    years = years_of(own)
    ours = groups(texts.rows, years, pairs, Bounds(options.themes, options.largest, options.reach))
    print(f"\n{own.height:,} awards, {len(pairs):,} links between agencies; the same links grouped in two ways:\n")
    print("| | groups | projects in them | largest | longest, years apart | mean likeness | least |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    print(grouped("`renkei coordinate`", texts, years, [list(one) for one in ours]))
    print(grouped("connected components", texts, years, components(own.height, pairs)))


def names(projects: pl.DataFrame) -> None:
    """The themes of most agencies of a recent span, by name."""
    recent = projects.filter(pl.col("start").dt.year() >= 2010)
    found = coordinate({"projects": recent}, CoordinationOptions())
    lines = found.themes.group_by("theme", "name", maintain_order=True).agg(
        pl.col("items").sum(), pl.col("agency").n_unique(), pl.col("first_year").min(), pl.col("last_year").max()
    )
    print(f"\nAwards since 2010 ({recent.height:,}): {lines.height:,} themes; those of most agencies:\n")
    for _, name, items, agencies, first, last in lines.head(NAMES).iter_rows():
        print(f"- {name} ({items} projects of {agencies} agencies, {first}–{last})")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--source", type=Path, default=SOURCE)
    options.add_argument("--child", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        child(given.source, given.child)
        return
    speed(given.source, tuple(size // 10 for size in SIZES) if given.quick else SIZES)
    projects = awards(given.source)
    quality(of_size(projects, projects.height // 10) if given.quick else projects)
    names(projects)


if __name__ == "__main__":
    main()
