"""The work of `renkei import sheet`: read, understand, write, or offer a mapping."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typer

from renkei.cli.check import report, visible
from renkei.cli.failure import keeping
from renkei.defects import DefectsFound
from renkei.exchange.sheets import (
    SheetMapping,
    Understanding,
    offered_mapping,
    open_book,
    read_mapping,
    read_sheet,
    report_json,
    report_text,
)
from renkei.programme import Folder, read_folder, write_folder
from renkei.programme.write import write_files


def bring_in(
    source: Path,
    folder: Path,
    decimal: Literal["comma", "point"] | None,
    mapping: Path | None,
    sheet: str | None,
    mapping_out: Path | None,
) -> None:
    """Write the sheet as a programme folder, or say what it leaves open; arguments as `renkei import sheet` takes them.

    Ends the command with 1 where nothing was written.
    """
    try:
        understood = read_sheet(open_book(source), _mapping(mapping, sheet), decimal)
        programme = _programme(understood)
    except DefectsFound as defects:
        typer.echo("\n".join(report(defects.defects)))
        raise typer.Exit(1) from None
    _print(report_text(understood))
    if programme is None:
        _offer(understood, mapping_out)
        raise typer.Exit(1)
    reports = {"import.txt": report_text(understood).encode(), "import.json": report_json(understood).encode()}
    with keeping(folder):
        write_folder(programme, folder)
        write_files(folder, reports)
    counts = ", ".join(f"{frame.height:,} {name}" for name, frame in programme.tables.items())
    _print(f"\n{folder}: {counts}, and what was understood in import.txt and import.json\n")


def _mapping(path: Path | None, sheet: str | None) -> SheetMapping:
    text = "" if path is None else path.read_text(encoding="utf-8-sig", errors="replace")
    return read_mapping(text, "" if path is None else path.name, sheet)


def _programme(understood: Understanding) -> Folder | None:
    """The programme, if all is settled; raises DefectsFound when, once written, it would not pass `renkei check`."""
    if understood.settings is None:
        return None
    programme = Folder(understood.settings, understood.tables)
    with TemporaryDirectory() as beside:
        write_folder(programme, Path(beside, "programme"))
        read_folder(Path(beside, "programme"))
    return programme


def _offer(understood: Understanding, path: Path | None) -> None:
    """Print the offered mapping, or put it into a file, which must not exist unless it is the one to be replaced."""
    if not understood.questions:
        _print("\nNothing was written: mend the sheet, or say more in a mapping file.\n")
        return
    offered = offered_mapping(understood)
    if path is None:
        _print(f"\nNothing was written. Settle it with this mapping file (--mapping FILE):\n\n{offered}")
        return
    with keeping(path):
        path.write_text(offered, encoding="utf-8")
    _print(f"\nNothing was written. Fill in {path} and run again with --mapping {path}\n")


def _print(text: str) -> None:
    for line in text.rstrip("\n").split("\n"):
        typer.echo(visible(line))
