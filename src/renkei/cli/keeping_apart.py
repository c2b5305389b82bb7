"""The work of `renkei conflicts`: read, find, write, print."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from renkei.cli.check import visible
from renkei.cli.failure import counted, keeping, refuse, writing, wrong_usage
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import bytes_of
from renkei.conflict_rules import ConflictRules
from renkei.defects import DefectsFound
from renkei.engines.conflicts import LEFT_OUT, Conflicts, Material, broken, conflicts
from renkei.exchange.ror import read_ror
from renkei.identity.organisations.records import relations
from renkei.programme import Folder
from renkei.programme.conflicts_file import CONFLICTS_FILE
from renkei.programme.write import check_place, write_files
from renkei.tables import CONTROLS

NEEDED = ("applications", "reviewers")
NAMES = ("conflicts", "to_confirm", "unasked", "cleared", "broken")
PLACE = "conflict-findings"  # not named as a table: the reader would take it for one
ROR = "https://ror.org/"
SHOWN = 10  # broken assignments in print


def find_conflicts(
    folder: Path,
    out: Path | None,
    on: date | None,
    registry: Path | None,
    *,
    bind: bool,
    parquet: bool,
    as_json: bool,
) -> None:
    """Find, write and print the conflicts of the call in `folder`; ends the command in words where it cannot be."""
    where = place_of(out, folder, PLACE)
    call, rules = _read(folder)
    day = on or rules.on
    if day is None:
        wrong_usage(f"--on: give the day to count years back from, or write on: in {CONFLICTS_FILE}")
    found = conflicts(Material.of(_with_registry(call.tables, registry)), rules, day)
    frames = _frames(found, call, bind=bind)
    suffix = "parquet" if parquet else "csv"
    files = {f"{name}.{suffix}": bytes_of(frame, parquet) for name, frame in frames.items()}
    with writing(where):
        check_place(where, files)
    with keeping(where):
        write_files(where, files, instead_of=[f"{name}.{kind}" for name in NAMES for kind in ("csv", "parquet")])
    if as_json:
        typer.echo(json.dumps(_figures(found, frames, day), sort_keys=True, ensure_ascii=False))
        return
    _print(call, found, frames, day)
    typer.echo(f"Written to {where}: {', '.join(files)}")


def _with_registry(tables: Mapping[str, pl.DataFrame], registry: Path | None) -> Mapping[str, pl.DataFrame]:
    """The tables with a registry's parents and children among `controls`; those that the call states come first."""
    if registry is None:
        return tables
    try:
        records = read_ror(registry)
    except DefectsFound as found:
        many = counted(len(found.defects), "defect")
        refuse(f"{many} of the registry; nothing was looked for:", found)
    stated = tables.get(CONTROLS.name, CONTROLS.empty()).select(CONTROLS.names)
    named = relations(records).with_columns(pl.col(CONTROLS.key).replace(_spelled(tables)))
    both = pl.concat([stated, named]).unique(CONTROLS.key, keep="first", maintain_order=True)
    return {**tables, CONTROLS.name: both}


def _spelled(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """ROR's identifiers, which are addresses in small letters, as the call spells them: some write the last part."""
    columns = [frame["organisation_id"] for frame in tables.values() if "organisation_id" in frame.columns]
    written: Iterable[str] = pl.concat(columns).drop_nulls().unique().sort() if columns else []
    return {name: one for one in written for name in (one.lower(), f"{ROR}{one.lower()}")}


def _read(folder: Path) -> tuple[Folder, ConflictRules]:
    call = read_call(folder, "conflicts", "looked for")
    missing = [f"{name}.csv" for name in NEEDED if name not in call.tables]
    missing += [CONFLICTS_FILE] if call.conflict_rules is None else []
    if missing or call.conflict_rules is None:
        refuse(f"no conflicts to look for: write {', '.join(missing)} (docs/conflicts.md shows one)")
    return call, call.conflict_rules


def _frames(found: Conflicts, call: Folder, *, bind: bool) -> dict[str, pl.DataFrame]:
    """What is written, by name; tables that a call has no use for are left out."""
    binding = found.found if bind else found.found.filter(~pl.col("to_confirm"))
    frames = {"conflicts": binding, "unasked": found.unasked}
    if not bind:
        frames["to_confirm"] = found.found.filter("to_confirm")
    if not found.cleared.is_empty():
        frames["cleared"] = found.cleared
    if "assignments" in call.tables:
        frames["broken"] = broken(binding, call.tables["assignments"])
    return frames


def _by_rule(frame: pl.DataFrame) -> Iterator[tuple[str, int, int]]:
    """Each rule with the pairs that it keeps apart, and how many of them are to be confirmed."""
    counted = frame.group_by("rule").agg(pl.len(), pl.col("to_confirm").sum().alias("unsure")).sort("rule")
    yield from counted.iter_rows()


def _pairs(frame: pl.DataFrame) -> int:
    return frame.select("application_id", "reviewer_id").unique().height


def _figures(found: Conflicts, frames: Mapping[str, pl.DataFrame], day: date) -> dict[str, Any]:
    """The figures as JSON."""
    return {
        "on": day.isoformat(),
        "pairs": _pairs(frames["conflicts"]),
        "pairs_to_confirm": _pairs(found.found) - _pairs(found.found.filter(~pl.col("to_confirm"))),
        "rules": {rule: {"pairs": pairs, "to_confirm": unsure} for rule, pairs, unsure in _by_rule(found.found)},
        "cleared": found.cleared.height,
        "unasked": found.unasked.height,
        "broken": frames["broken"].select("application_id", "reviewer_id").unique().rows()
        if "broken" in frames
        else [],
    }


def _print(call: Folder, found: Conflicts, frames: Mapping[str, pl.DataFrame], day: date) -> None:
    console = Console()
    console.print(Text(visible(f"{call.settings.name}: conflicts on {day}"), style="bold"))
    table = Table("rule", "pairs", "to confirm", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for rule, pairs, unsure in _by_rule(found.found):
        table.add_row(Text(visible(rule)), f"{pairs:,}", f"{unsure:,}" if unsure else "")
    console.print(table)
    for line in _lines(call, found, frames):
        typer.echo(line)


def _lines(call: Folder, found: Conflicts, frames: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    out = call.tables["applications"]["status"].is_in(LEFT_OUT).fill_null(value=False)
    every = call.tables["reviewers"].height * (~out).sum()
    yield f"Kept apart: {_pairs(frames['conflicts']):,} of {every:,} pairs of a reviewer and an application."
    if found.unasked.height:
        rules = found.unasked["rule"].n_unique()
        yield f"Not asked of everybody: {rules} of the rules; facts not known: {found.unasked.height:,} (unasked)."
    if found.cleared.height:
        yield f"Cleared of what was to be confirmed: {found.cleared.height:,}."
    if "broken" in frames:
        yield from _broken(frames["broken"])


def _broken(frame: pl.DataFrame) -> Iterator[str]:
    """The assignments that cannot stay."""
    if frame.is_empty():
        yield "No assignment is broken."
        return
    yield f"Assignments broken: {_pairs(frame):,}"
    for row in frame.head(SHOWN).to_dicts():
        pinned = " (pinned)" if row["pinned"] else ""
        yield visible(
            f"  {row['application_id']} by {row['reviewer_id']}{pinned}: {row['rule']}, {row['evidence']}"
            f"{' (to confirm)' if row['to_confirm'] else ''}"
        )
    if frame.height > SHOWN:
        yield f"  … and {frame.height - SHOWN:,} more findings"
