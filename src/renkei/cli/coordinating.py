"""The work of `renkei coordinate`: read, lay over each other, write, print."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import typer
from rich.console import Console

from renkei.cli.applying import foresee
from renkei.cli.failure import keeping, refuse, wrong_usage
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.engines.coordination import Coordination, CoordinationError, CoordinationOptions, coordinate
from renkei.money import format_amount, is_currency
from renkei.programme import Folder
from renkei.programme.table_text import table_file
from renkei.programme.write import write_files
from renkei.reports.coordination import Shown, cells_of, html, summary
from renkei.tables import (
    CELL_OVERLAPS,
    CELLS,
    COMPLEMENTS,
    GAPS,
    SIMILAR_PROGRAMMES,
    THEME_PROJECTS,
    THEMES,
    Table,
)

PAGE = "coordination.html"


def options_of(currency: str, **given: Any) -> CoordinationOptions:
    """The options that the command line states; ends the command with 2 where one cannot be."""
    if currency and not is_currency(currency):
        wrong_usage(f"--currency {currency}: write a currency code (ISO 4217), such as EUR")
    try:
        return CoordinationOptions(reporting=currency, **given)
    except CoordinationError as error:
        wrong_usage(f"--{error}")


def coordinate_folder(
    folder: Path,
    out: Path | None,
    options: CoordinationOptions,
    year: int | None,
    language: str,
    *,
    parquet: bool,
    as_json: bool,
) -> None:
    """Coordinate what stands in `folder`, write and print what came of it.

    Ends the command with 1, in words, where the tables do not hold; then nothing is written.
    """
    where = place_of(out, folder, "coordination")
    call = read_call(folder, "coordinate", "laid over each other")
    found = _found(call, replace(options, reporting=_reporting(call, options.reporting)))
    shown = Shown(found, call.settings.name or folder.stem, call.settings.made_up, _year(found, year))
    files = dict(table_file(table, frame, parquet) for table, frame in made_tables(found))
    files[PAGE] = html(shown, language).encode()
    foresee(where, files, None)
    with keeping(where):
        write_files(where, files)
    if as_json:
        typer.echo(json.dumps(figures(shown), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(shown, language))
    for note in _notes(found, call, options.reporting):
        typer.echo(note)
    typer.echo(f"Written to {where}: {', '.join(files)}")


def _reporting(call: Folder, asked: str) -> str:
    """What rates.csv is for one of; ends the command with 2 where programme.yaml says another than asked for."""
    if "rates" not in call.tables:
        return ""
    stated = call.settings.reporting_currency
    if asked and stated and asked != stated:
        wrong_usage(f"--currency {asked}: by programme.yaml rates.csv is for one {stated}; leave --currency out")
    return asked or stated


def _found(call: Folder, options: CoordinationOptions) -> Coordination:
    try:
        return coordinate(call.tables, options)
    except CoordinationError as error:
        refuse(f"nothing was laid over each other: {error}")


def made_tables(found: Coordination) -> list[tuple[Table, pl.DataFrame]]:
    """The tables that a coordination makes, each with its contract."""
    return [
        (CELLS, found.cells),
        (CELL_OVERLAPS, found.overlaps),
        (SIMILAR_PROGRAMMES, found.similar),
        (COMPLEMENTS, found.complements),
        (GAPS, found.gaps),
        (THEMES, found.themes),
        (THEME_PROJECTS, found.members),
    ]


def _year(found: Coordination, asked: int | None) -> int | None:
    """The year asked for; ends the command with 2 for one of which nothing is there."""
    years = found.placed["fiscal_year"].drop_nulls().unique().sort().to_list()
    if asked is not None and asked not in years:
        wrong_usage(f"--year {asked}: there are {', '.join(map(str, years)) or 'no fiscal years'}")
    of_programmes = found.placed.filter(pl.col("level") == "programme")["fiscal_year"].drop_nulls().to_list()
    return asked if asked is not None else max(of_programmes, default=None)


def _notes(found: Coordination, call: Folder, asked: str) -> Iterator[str]:
    if asked and "rates" not in call.tables:
        yield f"Amounts stay in their currencies: there is no rates.csv with the units of each for one {asked}."
    if "rates" in call.tables and not found.options.reporting:
        yield "Amounts stay in their currencies: say with --currency what rates.csv is for one of."
    if found.unconverted:
        yield f"Without a rate, and never added to others: {', '.join(found.unconverted)}"


def figures(shown: Shown) -> dict[str, Any]:
    """What was found, as JSON: amounts as texts in major units, by currency."""
    found = shown.found
    return {
        "year": shown.year,
        "reporting_currency": found.options.reporting or None,
        "unconverted": list(found.unconverted),
        "items": dict(found.placed.group_by("level").agg(pl.col("id").n_unique()).sort("level").iter_rows()),
        "agencies": found.placed["agency"].drop_nulls().n_unique(),
        "amounts": {
            level: _by_currency(found.placed.filter(pl.col("level") == level), "amount")
            for level in found.placed["level"].unique().sort()
        },
        "overlaps": cells_of(found.overlaps),
        "overlaps_this_year": cells_of(shown.of_year(found.overlaps)),
        "at_stake_this_year": {code: format_amount(minor, code) for code, minor in shown.at_stake()},
        "similar_programmes": found.similar["pair"].n_unique(),
        "complements": found.complements["complement"].n_unique(),
        "gaps": found.gaps.height,
        "gaps_this_year": shown.of_year(found.gaps).height,
        "themes": found.themes["theme"].n_unique(),
        "theme_projects": found.members.height,
    }


def _by_currency(rows: pl.DataFrame, column: str) -> dict[str, str]:
    known = rows.filter(pl.col(column).is_not_null(), pl.col("currency").is_not_null())
    sums = known.group_by("currency").agg(pl.col(column).sum()).sort("currency")
    return {code: format_amount(minor, code) for code, minor in sums.iter_rows()}
