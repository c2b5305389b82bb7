#!/usr/bin/env python3
"""`timetable` on a made-up forum of 9,000, beside rustworkx, which colours the same wishes without any of the rest.

usage: python benchmarks/timetable.py [--people N] [--runs N] [--seeds N]

rustworkx' Misra–Gries colours the graph of wishes with at most one slot more than the busiest person has wishes,
whoever is away and however few tables there are: what the bare graph costs. Times are medians of runs after a first
one, which compiles; whatever is made passes the check of `renkei.records.timetable`, which knows no solver.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Iterator

import numpy as np
import polars as pl
import rustworkx

from renkei.engines.meetings import Timetable, TimetableOptions, timetable
from renkei.exchange.made_up import ForumSize, made_up_forum
from renkei.forum import Meetings
from renkei.records.timetable import faults, worth
from renkei.settings import Settings

Tables = dict[str, pl.DataFrame]
PEOPLE, TABLES, FEW = 9000, 2500, 600  # and of these people so many tables


def made(tables: Tables, at: int, earlier: pl.DataFrame | None = None) -> Timetable:
    own = dict(tables)
    people, wishes, slots = (own.pop(name) for name in ("participants", "wishes", "slots"))
    return timetable(people, wishes, slots, TimetableOptions(Meetings(at)), earlier=earlier, **own)


Spent = tuple[float, float]  # wall and processor seconds


def coloured(tables: Tables) -> Spent:
    """The time in which rustworkx colours the graph of wishes, without building it."""
    number = {one: place for place, one in enumerate(tables["participants"]["participant_id"])}
    rows = tables["wishes"].select("from_id", "to_id").iter_rows()
    edges = {tuple(sorted((number[one], number[two]))) for one, two in rows}
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(len(number)))
    graph.add_edges_from_no_data(sorted(edges))
    begun = time.perf_counter(), time.process_time()
    rustworkx.graph_misra_gries_edge_color(graph)
    return time.perf_counter() - begun[0], time.process_time() - begun[1]


def timed(tables: Tables, at: int, earlier: pl.DataFrame | None = None) -> tuple[Timetable, Spent]:
    begun = time.perf_counter(), time.process_time()
    found = made(tables, at, earlier)
    return found, (time.perf_counter() - begun[0], time.process_time() - begun[1])


def median(measured: list[Spent]) -> Spent:
    wall, processor = (statistics.median(column) for column in zip(*measured, strict=True))
    return wall, processor


def checked(found: Timetable, tables: Tables, at: int) -> Timetable:
    wrong = list(faults(Settings("", meetings=Meetings(at)), tables, found.meetings))
    if wrong or worth(tables, found.meetings) != found.figures.value:
        raise SystemExit(f"the timetable does not hold: {wrong[:5]}")
    return found


def row(name: str, found: Timetable, spent: Spent, bare: Spent) -> list[str]:
    own = found.figures
    return [
        name,
        f"{own.meetings:,} of {own.wished:,}",
        f"{own.value:,} of {own.bound:,}",
        f"{100 * own.value / own.bound:.2f} %",
        f"{own.lowest / 10_000:.1f} %",
        f"{100 * own.meetings / own.places:.1f} %",
        f"{own.waits / found.people.height:.2f}",
        *(f"{one:.2f}" for one in spent),
        *(f"{one / other:.1f}" for one, other in zip(spent, bare, strict=True)),
    ]


def without(tables: Tables, gone: str) -> Tables:
    """The forum without one person."""
    people = tables["participants"].filter(pl.col("participant_id") != gone)
    return tables | {"participants": people}


def forum(people: int, seed: int) -> Tables:
    size = ForumSize(people, 10 * people, tables=TABLES * people // PEOPLE)
    return made_up_forum(size, seed)[1]


def rows(people: int, seed: int, runs: int) -> Iterator[list[str]]:
    tables = forum(people, seed)
    bare = median([coloured(tables) for _ in range(max(runs, 3))])
    yield [f"seed {seed}: rustworkx", *(["–"] * 6), *(f"{one:.2f}" for one in bare), "1", "1"]
    for at in (TABLES * people // PEOPLE, FEW * people // PEOPLE):
        made(tables, at)
        measured = [timed(tables, at) for _ in range(runs)]
        found = checked(measured[0][0], tables, at)
        yield row(f"**{at:,} tables**", found, median([one for _, one in measured]), bare)
        yield from _drop_outs(found, tables, at, bare)


def _drop_outs(found: Timetable, tables: Tables, at: int, bare: Spent) -> Iterator[list[str]]:
    """The busiest person drops out, and somebody with few meetings."""
    order = found.people.sort("meetings", "participant_id", descending=[True, False])["participant_id"]
    for name, gone in (("the busiest", order[0]), ("the median", order[len(order) // 2])):
        fewer = without(tables, gone)
        measured = [timed(fewer, at, found.meetings) for _ in range(3)]
        later = checked(
            measured[0][0], fewer | {"wishes": _wishes(fewer["wishes"], gone), "unavailable": _own(fewer, gone)}, at
        )
        own = found.meetings.filter(pl.col("participant_ids").list.contains(gone)).height
        stay = later.figures.kept == later.figures.earlier - own
        fresh = later.figures.meetings - later.figures.kept
        told = f"{name} drops out: {own} meetings go, {fresh} new, {'all others stay' if stay else 'OTHERS CHANGE'}"
        yield row(told, later, median([one for _, one in measured]), bare)


def _wishes(wishes: pl.DataFrame, gone: str) -> pl.DataFrame:
    return wishes.filter(pl.col("from_id") != gone, pl.col("to_id") != gone)


def _own(tables: Tables, gone: str) -> pl.DataFrame:
    return tables["unavailable"].filter(pl.col("participant_id") != gone)


def theorems(people: int) -> Iterator[list[str]]:
    """Everybody there all the time: as many slots as Kőnig, or Vizing, says."""
    for name, sides in (("two-sided, Kőnig's number of slots", True), ("any, Vizing's number of slots", False)):
        size = ForumSize(people, 10 * people, slots=1, breaks=0, away=0, sides=sides)
        tables = made_up_forum(size, 1)[1]
        enough = made(tables, people).figures.enough or 0
        slots = made_up_forum(ForumSize(4, 1, slots=min(enough, 96), breaks=0), 1)[1]["slots"]
        slots = pl.concat(
            [
                slots.with_columns(pl.col("slot") + f"-{n}", pl.col("start", "end") + pl.duration(days=n))
                for n in range(-(-enough // slots.height))
            ]
        ).head(enough)
        found, spent = timed(tables | {"slots": slots}, people)
        own = found.figures
        yield [f"{name}: {enough}", f"{own.meetings:,} of {own.wished:,}", f"{spent[0]:.2f}"]


def table(head: list[str], body: list[list[str]]) -> str:
    lines = [f"| {' | '.join(one)} |" for one in (head, ["---", *["--:"] * (len(head) - 1)], *body)]
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=PEOPLE)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--seeds", type=int, default=2)
    given = options.parse_args()
    head = [
        "",
        "meetings",
        "value",
        "of the bound",
        "worst tenth",
        "tables used",
        "slots waited, each",
        "seconds",
        "processor s",
        "× rustworkx",
        "× in processor s",
    ]
    print(
        f"{given.people:,} people from 30 countries, {10 * given.people:,} wishes (a tenth must), 40 slots with two "
        f"breaks, a fifth of all time taken; medians of {given.runs} runs, of tables to meetings with reasons:\n"
    )
    print(table(head, [one for seed in range(1, given.seeds + 1) for one in rows(given.people, seed, given.runs)]))
    print("\nEverybody is there all the time, and there are tables:\n")
    print(table(["forum", "meetings", "seconds"], list(theorems(given.people // 3))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory {np.ceil(peak):,.0f} MB.")


if __name__ == "__main__":
    main()
