"""The work of `renkei merge`: read, merge, write, print."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from renkei.cli.failure import counted, refuse, wrong_usage
from renkei.cli.place import place_of
from renkei.cli.sheet import csv_of
from renkei.defects import DefectsFound
from renkei.engines.selection import SelectionError, options_from, proposal
from renkei.programme import Folder, read_folder, write_files
from renkei.settings import MERGES, Merge

FILE = "proposal.csv"


def merge_lists(folder: Path, by: Merge | None, out: Path | None, *, as_json: bool) -> None:
    """Write the proposal that `by` (None: the call's own merge) makes of the funders' lists, and print it."""
    call = _read(folder)
    how = by or call.settings.selection.merge
    if how is None:
        wrong_usage(f"no merge: give --by, or state `selection: {{merge: …}}` in programme.yaml: {', '.join(MERGES)}")
    rows = _rows(call, how)
    where = place_of(out, folder, "proposal")
    try:
        write_files(where, {FILE: _csv(rows)})
    except OSError as error:
        refuse(f"nothing was written: {error}")
    if as_json:
        typer.echo(json.dumps({"merge": how, "applications": rows}, ensure_ascii=False, sort_keys=True))
        return
    Console().print(_shown(rows))
    typer.echo(f"Merged by {how}; written to {where}: {FILE}")


def _read(folder: Path) -> Folder:
    try:
        call = read_folder(folder, "merge")
    except DefectsFound as found:
        refuse(
            f"{counted(len(found.defects), 'defect')}; nothing was merged. `renkei check {folder}` lists them all:",
            found,
        )
    missing = [name for name in ("applications", "requests", "rankings") if name not in call.tables]
    if missing:
        refuse(f"nothing to merge: write {', '.join(f'{name}.csv' for name in missing)}")
    return call


def _rows(call: Folder, by: Merge) -> list[dict[str, Any]]:
    """A row an application: place in the proposal, whether it is tied there, and each funder's rank under its id."""
    options = options_from(call.settings, rule=call.settings.selection.rule or "ranking", merge=by)
    tables = call.tables
    scores, endorsements = tables.get("criteria_scores"), tables.get("endorsements")
    try:
        order = proposal(tables["applications"], tables["requests"], tables["rankings"], options, scores, endorsements)
    except SelectionError as error:
        refuse(str(error))
    titles = dict(tables["applications"].select("application_id", "title").iter_rows())
    ranks = [entry.proposed for entry in order.applications.values()]
    return [
        {
            "proposed": entry.proposed,
            "tied": "yes" if ranks.count(entry.proposed) > 1 else "no",
            "application_id": one,
            "title": titles[one],
            "merged": str(entry.value),
            "ranks": entry.ranks,
            "rank": entry.agreed,
            "overtakes": list(entry.overtakes),
            "ground": entry.ground,
        }
        for one, entry in sorted(order.applications.items(), key=lambda pair: (pair[1].proposed, pair[0]))
    ]


def _csv(rows: list[dict[str, Any]]) -> bytes:
    """The proposal as a sheet for the meeting; text is never taken for a formula."""
    columns: dict[str, list[Any]] = {
        name: [row[name] for row in rows] for name in ("proposed", "tied", "application_id", "title", "merged")
    }
    for funder in _funders(rows):
        columns[f"rank by {funder}"] = [row["ranks"].get(funder) for row in rows]
    columns["rank"] = [row["rank"] for row in rows]
    columns["overtakes"] = ["; ".join(row["overtakes"]) for row in rows]
    columns["ground"] = [row["ground"] for row in rows]
    return csv_of(pl.DataFrame(columns, strict=False))


def _funders(rows: list[dict[str, Any]]) -> list[str]:
    return sorted({funder for row in rows for funder in row["ranks"]})


def _shown(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name in ("proposed", "application", "ranks by the funders", "agreed", "put above"):
        table.add_column(name)
    for row in rows:
        place = f"{row['proposed']} tied" if row["tied"] == "yes" else str(row["proposed"])
        ranks = ", ".join(f"{funder} {rank}" for funder, rank in sorted(row["ranks"].items()))
        agreed = "" if row["rank"] is None else str(row["rank"])
        table.add_row(*map(Text, (place, row["application_id"], ranks, agreed, ", ".join(row["overtakes"]))))
    return table
