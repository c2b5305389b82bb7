"""`renkei check`: every defect of a programme's tables, or what they hold."""

import json as json_text
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from renkei.defects import Defect, DefectsFound
from renkei.programme.folder import Folder
from renkei.programme.read import read_folder

SHOWN = 20  # defects of one kind in a report for people


def check(
    folder: Annotated[
        Path, typer.Argument(exists=True, help="A folder with programme.yaml and tables, or an XLSX workbook.")
    ],
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a defect, one a line, and nothing else.")
    ] = False,
) -> None:
    """Say every defect of a programme's settings and tables, or what was read. Exit 1 when there are defects."""
    try:
        programme = read_folder(folder)
    except DefectsFound as found:
        lines = map(_as_json, found.defects) if json else report(found.defects)
        sys.stdout.writelines(f"{line}\n" for line in lines)
        raise typer.Exit(1) from None
    if not json:
        sys.stdout.writelines(f"{line}\n" for line in summary(programme))


def _as_json(defect: Defect) -> str:
    return json_text.dumps(defect.as_json(), ensure_ascii=False, sort_keys=True)


def report(defects: Sequence[Defect]) -> Iterator[str]:
    """The defects for people: of each kind (file, column, rule) the first twenty and how many more."""
    kinds: dict[tuple[str, str, str], list[Defect]] = defaultdict(list)
    for defect in defects:
        kinds[defect.file, defect.column, defect.rule].append(defect)
    for (file, column, rule), same in kinds.items():
        yield from (visible(str(defect)) for defect in same[:SHOWN])
        if len(same) > SHOWN:
            yield visible(
                f"{file}{f' column {column}' if column else ''}: {rule}: {len(same) - SHOWN:,} more such rows"
            )
    yield f"{_count(len(defects), 'defect')}; nothing was read"


def summary(programme: Folder) -> Iterator[str]:
    """What was read, and the notes."""
    yield visible(f"{programme.settings.name}: no defects")
    for name, frame in programme.tables.items():
        yield visible(f"  {name}: {_count(frame.height, 'row')} ({programme.place(name).file})")
    yield from (visible(f"note: {note}") for note in programme.notes)


def visible(text: str) -> str:
    """The text with control signs written out, so that no cell can write over a terminal."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
