"""The work of `renkei index`: read, compare, write, print."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from renkei.cli.failure import refuse, writing
from renkei.cli.reading import read_call
from renkei.index.search import Changes, IndexUnusable, Record, update
from renkei.index.search.records import records_of
from renkei.index.search.store import opened, opened_or_made


def index_folders(folders: Sequence[Path], place: Path, *, as_json: bool) -> None:
    """Make the index hold what the folders hold; ends the command with 1, in words, where it cannot."""
    read = _all_read(folders)
    try:
        with writing(place):
            index = opened_or_made(place)
        _tell(update(index, read), place, as_json=as_json)
    except IndexUnusable as error:
        refuse(str(error))


def _all_read(folders: Sequence[Path]) -> dict[str, list[Record]]:
    """The records of each folder; ends the command where one cannot be read, when all of them have been tried."""
    read: dict[str, list[Record]] = {}
    refused: typer.Exit | None = None
    for folder in folders:
        try:
            read[named(folder)] = list(_records(folder))
        except typer.Exit as end:
            refused = end
    if refused is not None:
        raise refused
    return read


def forget_folders(folders: Sequence[Path], place: Path, *, as_json: bool) -> None:
    """Take the folders' records out of the index, also those of folders that are no longer there."""
    try:
        index = opened(place)
        gone: Mapping[str, list[Record]] = {named(folder): [] for folder in folders}
        _tell(update(index, gone), place, as_json=as_json)
    except IndexUnusable as error:
        refuse(str(error))


def named(folder: Path) -> str:
    """The name by which an index knows a folder: its whole path."""
    return folder.resolve().as_posix()


def _records(folder: Path) -> Iterable[Record]:
    call = read_call(folder, "index", "indexed")
    if not call.tables and not call.settings.name:
        refuse(f"{folder} holds nothing to be searched; nothing was indexed: give it profiles.csv or projects.csv")
    return records_of(call.tables, call.settings, named(folder))


def _tell(changes: Changes, place: Path, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(changes), sort_keys=True))
        return
    typer.echo(
        f"{changes.new:,} new, {changes.changed:,} changed, {changes.gone:,} gone, {changes.same:,} as they were"
    )
    typer.echo(f"Index: {place}")
