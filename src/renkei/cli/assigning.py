"""The work of `renkei assign`: read, assign, write, print."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import typer
from rich.console import Console

from renkei.cli.failure import counted, keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import bytes_of
from renkei.defects import DefectsFound
from renkei.engines.assignment import Assignment, AssignmentError, AssignmentOptions, Fair, assign
from renkei.money import decimal_text
from renkei.programme import Folder
from renkei.programme.earlier import read_earlier
from renkei.programme.write import check_place, write_files
from renkei.reports.assignment import html, summary
from renkei.tables import ASSIGNMENTS

PAGE = "assignment.html"
TABLES = ("assignments", "passed_over", "loads")
OPTIONAL = ("conflicts", "requests", "assignments")


@dataclass(frozen=True)
class Asked:
    """What the command line asks for beside the call's settings."""

    fair: Fair
    cap: Decimal
    seed: int
    lowest: Decimal
    without: tuple[str, ...]
    after: Path | None
    work: int


def assign_call(folder: Path, out: Path | None, asked: Asked, language: str, *, parquet: bool, as_json: bool) -> None:
    """Assign the call in `folder`, write and print it; ends the command with 1, in words, where that cannot be."""
    where = place_of(out, folder, "assignment")
    call = read_call(folder, "assign", "assigned")
    earlier = None if asked.after is None else _earlier(asked.after)
    names = [f"{name}.{'parquet' if parquet else 'csv'}" for name in TABLES]
    with writing(where):
        check_place(where, [*names, PAGE])
    found = _assigned(call, asked, earlier)
    files = {name: bytes_of(frame, parquet) for name, frame in zip(names, _tables(found), strict=True)}
    files[PAGE] = html(found, call.settings, call.tables, language).encode()
    with keeping(where):
        write_files(where, files)
    if as_json:
        typer.echo(json.dumps(figures(found), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(found, call.settings, language))
    typer.echo(f"Written to {where}: {', '.join(files)}")


def _earlier(path: Path) -> pl.DataFrame:
    try:
        return read_earlier(path)
    except DefectsFound as found:
        refuse(f"{counted(len(found.defects), 'defect')} in the earlier assignments; nothing was assigned:", found)


def _assigned(call: Folder, asked: Asked, earlier: pl.DataFrame | None) -> Assignment:
    options = AssignmentOptions(
        call.settings.review, asked.fair, asked.cap, asked.seed, asked.lowest, asked.without, work=asked.work
    )
    tables = call.tables
    given = {name: tables.get(name) for name in OPTIONAL}
    try:
        return assign(
            tables["applications"], tables["reviewers"], tables["affinity"], options, earlier=earlier, **given
        )
    except AssignmentError as error:
        refuse(f"nothing was assigned: {error}")


def _tables(found: Assignment) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The tables written: the contract's first."""
    joined = pl.col(pl.List(pl.String)).list.join(";").replace("", None)
    return (
        found.panels.select(ASSIGNMENTS.names).with_columns(pl.when("pinned").then(pl.lit(value=True)).alias("pinned")),
        found.passed_over.with_columns(joined),
        found.reviewers.with_columns(joined),
    )


def figures(found: Assignment) -> dict[str, Any]:
    """The figures as JSON; affinities are decimal texts."""
    own, options = found.figures, found.options
    affinities = ("total", "total_bound", "minimum", "minimum_bound", "lowest", "expected", "expected_bound", "step")
    counts = ("kept", "kept_bound", "earlier", "settled", "nodes")
    return {
        "fair": options.fair,
        "seed": options.seed,
        "cap": decimal_text(options.cap) if options.fair == "random" else None,
        "applications": found.applications.height,
        "reviewers": found.reviewers.height,
        "pairs": found.panels.height,
        **{name: None if getattr(own, name) is None else _text(getattr(own, name)) for name in affinities},
        **{name: getattr(own, name) for name in counts},
        "levels": [
            {"least": decimal_text(least), "reached": reached, "bound": bound}
            for least, reached, bound in found.levels.iter_rows()
        ],
        "passed_over": dict(sorted(found.passed_over["why"].value_counts().iter_rows())),
    }


def _text(millionths: int) -> str:
    return decimal_text(Decimal(millionths).scaleb(-6))
