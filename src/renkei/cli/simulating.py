"""The work of `renkei what-if`: read, ask, print, and write the simulation where asked."""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from renkei.cli.asked_changes import Asked, change_of
from renkei.cli.failure import keeping, refuse, writing
from renkei.cli.reading import read_call
from renkei.engines.selection import SelectionError, options_from
from renkei.engines.selection.what_if import Meeting, WhatIf
from renkei.programme import Folder
from renkei.programme.write import check_place, write_files
from renkei.reports.what_if import figures, improved, printed

FILE = "what_if.json"


@dataclass(frozen=True)
class Shown:
    """How the simulation is shown: its language, where it is written, figures alone or words."""

    language: str
    out: Path | None
    as_json: bool


def simulate(folder: Path, asked: Asked, given: Mapping[str, Any], seconds: float, shown: Shown) -> None:
    """Answer what was asked about the call in `folder`; `given` are the options beside its own.

    Ends the command with 1, in words, where the call or a change does not hold; then nothing is written.
    """
    end = time.monotonic() + seconds
    call = read_call(folder, done="simulated")
    change, wrong = change_of(asked, call.tables)
    refuse_changes(wrong)
    with writing(shown.out or folder):
        if shown.out is not None:
            check_place(shown.out, (FILE,))
    try:
        answers = meeting_of(call, asked, given).ask(change, lambda: end - time.monotonic())
        found = _last(answers, call.settings.name, shown)
    except SelectionError as error:
        refuse(str(error))
    if shown.as_json:
        typer.echo(_json(found).decode())
    if shown.out is not None:
        with keeping(shown.out):
            write_files(shown.out, {FILE: _json(found) + b"\n"})
        if not shown.as_json:
            typer.echo(f"The simulation is written to {shown.out}: {FILE}")


def refuse_changes(wrong: Sequence[str]) -> None:
    """End the command with 1 and everything that is wrong in the changes, where anything is."""
    if wrong:
        refuse("nothing was simulated:\n" + "\n".join(f"  {one}" for one in wrong))


def meeting_of(call: Folder, asked: Asked, given: Mapping[str, Any]) -> Meeting:
    """The call as it is under its own rule; where it states none, under the one that is asked for."""
    rule = call.settings.selection.rule or asked.rule
    threads = given["threads"] or os.cpu_count() or 1
    return Meeting(call.tables, options_from(call.settings, rule, **{**given, "threads": threads}))


def _last(answers: Iterator[WhatIf], call: str, shown: Shown) -> WhatIf:
    """The last answer; the first is printed as soon as it is there, and afterwards what is better in the last."""
    console = Console(quiet=shown.as_json)
    first = found = next(answers)
    console.print(printed(first, call, shown.language))
    try:
        for better in answers:
            found = better
    except KeyboardInterrupt:  # the best so far is an answer, with its bounds
        typer.echo("interrupted: this is the best answer so far", err=True)
    if found is not first:
        console.print(improved(first, found, call, shown.language))
    return found


def _json(found: WhatIf) -> bytes:
    return json.dumps(figures(found), sort_keys=True, ensure_ascii=False).encode()
