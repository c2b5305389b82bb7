"""The work of `renkei select`: read, decide, write, print."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import Progress as ProgressBar

from renkei.cli.failure import keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.engines.selection import Progress, Selection, SelectionError, SelectionOptions, options_from, select
from renkei.programme import Folder
from renkei.programme.write import check_place, write_files
from renkei.records.canonical import load
from renkei.records.write import write
from renkei.reports import html, summary, workbook

FILES = ("decision.json", "decision.xlsx", "decision.html")
SAID = "decision.json (the record), decision.xlsx, decision.html"
SHOWN_ALONE = ("rule", "state", "stopped", "spending", "pots", "ties", "bounds")


def decide(
    folder: Path,
    out: Path | None,
    language: str,
    given: Mapping[str, Any],
    zone: Path | None = None,
    *,
    as_json: bool,
) -> None:
    """Decide the call in `folder` with the options `given` beside its own; write and print the result.

    `zone` is the frozen record of those among whom lots are drawn.

    Ends the command with 1, in words, where the input or the rule does not hold; then nothing is written.
    """
    where = place_of(out, folder, "decision")
    read = read_call(folder)
    with writing(where):
        check_place(where, FILES)
    try:
        options = options_from(read.settings, **given)
        frozen = _frozen(zone, read, options)
        selection = _selection(read, options)
    except SelectionError as error:
        refuse(str(error))
    made = written(write(selection, read.settings, read.tables, frozen), read, where, language)
    if as_json:
        typer.echo(json.dumps(_figures(made), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(made, read.settings, read.tables, language))
    typer.echo(f"Written to {where}: {SAID}")


def written(record: bytes, call: Folder, where: Path, language: str) -> dict[str, Any]:
    """Write a decision's record with its workbook and page to `where`; gives the record as it is read again."""
    made = load(record)
    sheets = workbook(made, call.settings, call.tables, language)
    page = html(made, call.settings, call.tables, language).encode()
    with keeping(where):
        write_files(where, dict(zip(FILES, (record, sheets, page), strict=True)))
    return made


def _frozen(zone: Path | None, read: Folder, options: SelectionOptions) -> dict[str, Any] | None:
    from renkei.cli.freezing import frozen_zone  # which decides the call as well, without a draw

    return frozen_zone(zone, read, options)


def _selection(read: Folder, options: SelectionOptions) -> Selection:
    with telling() as tell:
        return select_in(read, options, tell)


@contextmanager
def telling() -> Iterator[Progress]:
    """A bar on standard error that is told what is being worked on, how much of it is done, and of how much."""
    with ProgressBar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of)

        yield tell


def select_in(read: Folder, options: SelectionOptions, tell: Progress = lambda what, done, of: None) -> Selection:
    """The engine's decision on a folder's tables."""
    tables = read.tables
    return select(
        tables["applications"],
        tables["requests"],
        tables["funders"],
        options,
        criteria_scores=tables.get("criteria_scores"),
        rates=tables.get("rates"),
        progress=tell,
        pots=tables.get("pots"),
        contributions=tables.get("contributions"),
        rankings=tables.get("rankings"),
        endorsements=tables.get("endorsements"),
        exclusive=tables.get("exclusive"),
    )


def _figures(made: dict[str, Any]) -> dict[str, Any]:
    outcomes = [row["outcome"] for row in made["outcomes"].values()]
    counts = {
        outcome: outcomes.count(outcome) for outcome in ("funded", "reserve", "not_funded", "tie", "not_eligible")
    }
    return {"outcomes": counts} | {key: made[key] for key in SHOWN_ALONE}
