"""`renkei check`: every defect of a programme's tables, or what they hold."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renkei.cli.failure import counted
from renkei.defects import Defect, DefectsFound

if TYPE_CHECKING:
    from renkei.programme import Folder

SHOWN = 20  # defects of one kind in a report for people


def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, help="The call: a folder of tables, or one XLSX.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a defect, one a line.")] = False,
) -> None:
    """Say every defect of a call's settings and tables at once, or what was read."""
    from renkei.programme import read_folder

    try:
        programme = read_folder(folder)
    except DefectsFound as found:
        _print(map(_as_json, found.defects) if as_json else report(found.defects))
        raise typer.Exit(1) from None
    if not as_json:
        _print(summary(programme))


def _print(lines: Iterator[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _as_json(defect: Defect) -> str:
    return json.dumps(defect.as_json(), ensure_ascii=False)


def report(defects: Sequence[Defect]) -> Iterator[str]:
    """The defects for people: of each kind (file, column, rule) the first twenty and how many more."""
    kinds: dict[tuple[str, str, str], list[Defect]] = defaultdict(list)
    for defect in defects:
        kinds[defect.file, defect.column, defect.rule].append(defect)
    for (file, column, rule), same in kinds.items():
        yield from (visible(str(defect)) for defect in same[:SHOWN])
        if len(same) > SHOWN:
            place = f"{file} column {column}" if column else file
            yield visible(f"{place}: {rule}: {len(same) - SHOWN:,} more such rows")
    yield f"{counted(len(defects), 'defect')}; nothing was read"


def summary(programme: "Folder") -> Iterator[str]:
    """What was read, and the notes."""
    yield visible(f"{programme.settings.name}: no defects")
    for name, frame in programme.tables.items():
        yield visible(f"  {name}: {counted(frame.height, 'row')} ({programme.place(name).file})")
    yield from (visible(f"note: {note}") for note in programme.notes)


def visible(text: str) -> str:
    """The text with control signs written out, so that no cell can write over a terminal."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
