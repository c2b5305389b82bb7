"""The work of `renkei overlap`: read, find, write, print."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import typer
from rich.console import Console

from renkei.cli.failure import counted, keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.sheet import bytes_of
from renkei.defects import Defect, DefectsFound
from renkei.engines.overlap import Overlap, OverlapOptions, TextOptions, overlap
from renkei.engines.overlap.text import TextPairs
from renkei.engines.overlap.texts import apart, together
from renkei.index.overlap import TextIndexError, against, update
from renkei.programme import Folder, read_folder
from renkei.programme.earlier import read_earlier
from renkei.programme.table_text import table_file
from renkei.programme.write import check_place, write_files
from renkei.reports.language import Language
from renkei.reports.overlap import html, summary
from renkei.tables import CONCENTRATIONS, OVERLAPS, PASSAGES, TO_READ, Table
from renkei.tables.portfolio import TESTS

PLACE = "overlap-findings"  # not named as a table: the reader would take it for one
PAGE = "overlap.html"
LEFT_OVER = "verdicts_left_over"
CROWDS = "texts_left_out"
NAMES = (*(table.name for table in (OVERLAPS, TO_READ, PASSAGES, CONCENTRATIONS)), LEFT_OVER, CROWDS)


def options_of(alike: float, most: int, memory: str, threads: int) -> OverlapOptions:
    """The options that the command line states."""
    return OverlapOptions(TextOptions(jaccard=alike, memory=memory, threads=threads), most)


def find_overlaps(
    left: Path,
    right: Path | None,
    verdicts: Path | None,
    index: Path | None,
    out: Path | None,
    options: OverlapOptions,
    language: str,
    *,
    parquet: bool,
    as_json: bool,
) -> None:
    """Find, write and print the overlaps; ends the command in words where it cannot be."""
    where = place_of(out, left, PLACE)
    folders, earlier = _read([left] if right is None else [left, right], verdicts)
    names = [f"{name}.{kind}" for name in NAMES for kind in ("csv", "parquet")]
    with writing(where):
        check_place(where, [PAGE, *names])
    if verdicts is None:
        _keep_verdicts(where)
    tables = [folder.tables for folder in folders]
    with TemporaryDirectory(prefix="renkei-") as scratch:
        chosen = replace(options, texts=replace(options.texts, scratch=Path(scratch)))
        texts = None if index is None else _by_index(index, tables[0], tables[1], chosen.texts)
        found = overlap(tables[0], tables[1] if right is not None else None, chosen, earlier=earlier, texts=texts)
    title = _title(left, right, language)
    files = dict(table_file(table, frame, parquet) for table, frame in _tables(found).items())
    if found.left_over.height:
        own = replace(OVERLAPS, name=LEFT_OVER)
        files |= dict([table_file(own, found.left_over, parquet)])
    if found.texts.left_out.height:
        files[f"{CROWDS}.{'parquet' if parquet else 'csv'}"] = bytes_of(found.texts.left_out, parquet)
    files[PAGE] = html(found, title, (tables[0]["projects"], tables[-1]["projects"]), language).encode()
    with keeping(where):
        write_files(where, files, instead_of=names)
    if as_json:
        typer.echo(json.dumps(_figures(found), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(found, title, language))
    typer.echo(f"Written to {where}: {', '.join(files)}")


def _read(paths: list[Path], verdicts: Path | None) -> tuple[list[Folder], pl.DataFrame | None]:
    """The portfolios and the verdicts, or all their defects; those of two portfolios name their folder."""
    folders: list[Folder] = []
    defects: list[Defect] = []
    earlier = None
    for path in paths:
        try:
            folders.append(read_folder(path, "overlap"))
        except DefectsFound as found:
            home = path if path.is_dir() else path.parent
            several = len(paths) > 1
            defects += [replace(one, file=str(home / one.file) if several else one.file) for one in found.defects]
    try:
        earlier = None if verdicts is None else read_earlier(verdicts, OVERLAPS)
    except DefectsFound as found:
        defects += found.defects
    if defects:
        refuse(f"{counted(len(defects), 'defect')}; nothing was looked for:", DefectsFound(defects))
    return folders, earlier


def _keep_verdicts(where: Path) -> None:
    """End the command where it would overwrite what people said of an earlier run's findings."""
    for place in (where / f"{OVERLAPS.name}.{kind}" for kind in ("csv", "parquet")):
        if not place.is_file():
            continue
        try:
            said = read_earlier(place, OVERLAPS)["verdict"].count()
        except DefectsFound as found:
            refuse(f"nothing was looked for: {place} would be overwritten, and does not hold:", found)
        if said:
            lost = f"{place} holds {counted(said, 'verdict')}, which would be lost"
            refuse(f"nothing was looked for: {lost}: add --verdicts {place}, or name another place with --out")


def _by_index(
    index: Path, left: Mapping[str, pl.DataFrame], right: Mapping[str, pl.DataFrame], options: TextOptions
) -> TextPairs:
    """The pairs of texts by an index of the right's, brought to what the right holds now."""
    try:
        with writing(index):
            done = update(index, apart(right["projects"]), options.threads)
            found = against(index, left["projects"], options)
    except TextIndexError as error:
        refuse(f"nothing was looked for: {error}")
    typer.echo(f"{index}: {done.added:,} texts added, {done.gone:,} gone, {done.stayed:,} as they were", err=True)
    return together(found)


def _title(left: Path, right: Path | None, language: str) -> str:
    say = Language(language)
    if right is None:
        return say("overlap.title", left=left.resolve().stem)
    return say("overlap.title.two", left=left.resolve().stem, right=right.resolve().stem)


def _tables(found: Overlap) -> Mapping[Table, pl.DataFrame]:
    return {
        OVERLAPS: found.overlaps,
        TO_READ: found.to_read,
        PASSAGES: found.passages,
        CONCENTRATIONS: found.concentrations,
    }


def _figures(found: Overlap) -> dict[str, Any]:
    """The figures as JSON."""
    return {
        "pairs": found.to_read.height,
        "several_tests": found.to_read.filter(pl.col("tests").list.len() > 1).height,
        "tests": {test: found.overlaps.filter(test=test).height for test in TESTS},
        "concentrations": found.concentrations.height,
        "verdicts": {
            verdict or "": many
            for verdict, many in found.to_read.drop_nulls("verdict").group_by("verdict").len().sort("verdict").rows()
        },
        "verdicts_left_over": found.left_over.height,
        "crowded": {
            "people": list(found.crowded_people),
            "items": list(found.crowded_items),
            "texts": found.texts.left_out.filter(what="identical").height,
        },
        "texts": found.texts.figures,
        "unknown": {
            "efforts": found.unknown_efforts,
            "days": found.unknown_days,
            "costs": found.unknown_costs,
        },
    }
