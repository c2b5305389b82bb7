"""The work of `renkei what-if --table`: every rule under each raise, printed, and written where asked."""

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import typer
from rich.console import Console

from renkei.cli.asked_changes import Asked, tried_of
from renkei.cli.deciding import telling
from renkei.cli.failure import keeping, refuse, writing
from renkei.cli.reading import read_call
from renkei.cli.sheet import csv_of
from renkei.cli.simulating import Shown, meeting_of, refuse_changes
from renkei.engines.selection import SelectionError
from renkei.engines.selection.what_if import Compared, Meeting, Raise, compare, usual_raises
from renkei.money import format_amount
from renkei.programme.write import check_place, write_files
from renkei.reports.what_if import compared_figures, html, printed_table
from renkei.reports.what_if.figures import mean_text

FILES = ("what_if.html", "what_if.csv", "what_if.json")


def compare_rules(folder: Path, asked: Asked, given: Mapping[str, Any], seconds: float, shown: Shown) -> None:
    """Compare the rules on the call in `folder` under the raises asked for, or the usual ones; `seconds` for each row.

    Ends the command with 1, in words, where the call or a raise does not hold; then nothing is written.
    """
    call = read_call(folder, done="simulated")
    tried, wrong = tried_of(asked, call.tables)
    if asked.rule is None and call.settings.selection.rule is None:
        asked = Asked(rule="gaps")  # the table shows every rule; this one only says which raises to try
    refuse_changes(wrong)
    with writing(shown.out or folder):
        if shown.out is not None:
            check_place(shown.out, FILES)
    try:
        meeting = meeting_of(call, asked, given)
        found = _compared(meeting, tried or usual_raises(meeting), seconds)
    except SelectionError as error:
        refuse(str(error))
    _print(found, call.settings.name, shown)
    if shown.out is not None:
        page = html(found, call.settings.name, shown.language, made_up=call.settings.made_up).encode()
        with keeping(shown.out):
            write_files(shown.out, dict(zip(FILES, (page, _csv(found), _json(found) + b"\n"), strict=True)))
        if not shown.as_json:
            typer.echo(f"The simulation is written to {shown.out}: {', '.join(FILES)}")


def _compared(meeting: Meeting, raises: list[Raise], seconds: float) -> Compared:
    def clock() -> Callable[[], float]:
        end = time.monotonic() + seconds
        return lambda: end - time.monotonic()

    with telling() as tell:
        return compare(meeting, raises, clock, lambda done, of: tell("comparing", done, of))


def _print(found: Compared, call: str, shown: Shown) -> None:
    if shown.as_json:
        typer.echo(_json(found).decode())
    else:
        Console().print(printed_table(found, call, shown.language))


def _json(found: Compared) -> bytes:
    return json.dumps(compared_figures(found), sort_keys=True, ensure_ascii=False).encode()


def _csv(found: Compared) -> bytes:
    """The table as a sheet; text is never taken for a formula."""
    currency = found.reporting_currency
    rows = [
        {
            "simulation": "yes",
            "rule": row.rule,
            "raise_by": "" if row.raised is None else row.raised[0],
            f"raise_{currency}": format_amount(row.cost, currency),
            "funded": row.number,
            "mean_score": mean_text(row.mean_score),
            f"idle_{currency}": format_amount(row.idle, currency),
            "passed_over": row.passed_over,
            "tied": row.tied,
            "not_beaten": "no" if row.beaten else "yes",
            "proven": "yes" if row.proven else "no",
        }
        for row in found.rows
    ]
    return csv_of(pl.DataFrame(rows))
