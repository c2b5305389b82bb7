"""The work of `renkei identify`: read names and registry, identify, write, print."""

import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import typer

from renkei.cli.failure import counted, keeping, refuse, writing
from renkei.cli.sheet import bytes_of
from renkei.defects import Defect, DefectsFound
from renkei.exchange.ror import read_ror
from renkei.identity.organisations.identify import identify
from renkei.identity.organisations.registry import registry_of
from renkei.programme.csv_file import read_csv
from renkei.programme.write import check_place, write_files
from renkei.tables import Column, Kind, Table

LONGEST = 2000  # signs of a name or affiliation
NAMES = Table("names", "A row for each name.", ("name",), (Column("name", Kind.TEXT, "the name", required=True),))


def identify_names(names: Path, against: Path, out: Path | None, least: float, *, parquet: bool, as_json: bool) -> None:
    """Identify the names of a file and write the table; ends the command with 1, in words, where it cannot."""
    table = "identities.parquet" if parquet else "identities.csv"
    listed, records = _read(names, against)
    where = out or names.with_name("identities")
    with writing(where):
        check_place(where, [table])
    found = identify(listed, registry_of(records), least)
    with keeping(where):
        write_files(where, {table: bytes_of(found, parquet)})
    identified = found.height - found["record_id"].null_count()
    if as_json:
        figures = {"names": len(listed), "different": found.height, "identified": identified, "records": records.height}
        typer.echo(json.dumps(figures, sort_keys=True))
        return
    typer.echo(f"{identified:,} of {found.height:,} different names identified among {records.height:,} records")
    typer.echo(f"Written to {where}: {table}")


def _read(names: Path, against: Path) -> tuple[list[str], pl.DataFrame]:
    """The names and the records; every defect of both files in one report."""
    found: list[Defect] = []
    listed = read_names(names, found)
    try:
        records = read_ror(against)
    except DefectsFound as defects:
        found += defects.defects
    if found:
        refuse(f"{counted(len(found), 'defect')}; nothing was identified:", DefectsFound(found))
    return listed, records


def read_names(path: Path, found: list[Defect]) -> list[str]:
    """The names of a CSV's column `name` or of a text file's lines, empty ones left out; defects go to `found`."""
    if not path.is_file():
        found.append(Defect(str(path), 0, "", "", "the file of names is there", "name a CSV or a text file"))
        return []
    before = len(found)
    cells = _cells(path, found) if path.suffix.lower() == ".csv" else _lines(path, found)
    listed = []
    for row, cell in cells:
        text = " ".join((cell or "").split())
        if len(text) > LONGEST:
            rule = f"a name has at most {LONGEST:,} signs"
            found.append(Defect(path.name, row, "name", f"{text[:60]}…", rule, "give the organisation's name alone"))
        elif text:
            listed.append(text)
    if not listed and len(found) == before:
        found.append(Defect(path.name, 0, "name", "", "the file holds names", "write one a line"))
    return listed


def _cells(path: Path, found: list[Defect]) -> Iterator[tuple[int, str | None]]:
    source = read_csv(path, NAMES, found)
    if source is None:
        return iter(())
    if "name" not in source.frame.columns:
        rule, remedy = "the table has a column `name`", "name the column with the organisations `name`"
        found.append(Defect(path.name, 0, "name", "", rule, remedy))
    return zip(source.rows.to_list(), source.text("name").to_list(), strict=True)


def _lines(path: Path, found: list[Defect]) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        rule, remedy = "text is encoded in UTF-8", "save it as UTF-8, or as CSV with a column `name`"
        found.append(Defect(path.name, 0, "", f"byte {error.start + 1}", rule, remedy))
        text = ""
    if "\0" in text:
        rule, remedy = "a text file holds no NUL bytes", "save it as text, or as CSV with a column `name`"
        found.append(Defect(path.name, 0, "", "", rule, remedy))
        text = ""
    return enumerate(text.splitlines(), 1)
