"""The work of `renkei drop-out`: read the decision and its call, decide what follows, write and print."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from renkei.cli.deciding import FILES, SAID, written
from renkei.cli.failure import refuse, writing
from renkei.cli.reading import read_call
from renkei.engines.selection import SelectionError, SelectionOptions
from renkei.engines.selection.drop_out import Follows, after_drop_outs, faults
from renkei.programme import Folder
from renkei.programme.write import check_place
from renkei.records.canonical import load
from renkei.records.options import options_of_record
from renkei.records.verify.following import misfits
from renkei.records.write import write
from renkei.reports import summary
from renkei.reports.moving_up import moving_up


def follow(
    record: Path,
    folder: Path,
    drop_outs: Mapping[str, str],
    on: date | None,
    where: Path,
    *,
    draw: str | None,
    language: str,
    threads: int,
) -> None:
    """Decide what follows the decision in `record` once these applications drop out; write it to `where`, print it.

    Ends the command with 1, in words, where the record, the call or a drop-out does not hold; nothing is written then.
    """
    call = read_call(folder)
    earlier = _earlier(record, call)
    _refuse_faults(earlier, drop_outs)
    with writing(where):
        check_place(where, FILES)
    follows = _follows(earlier, drop_outs, on)
    options = replace(_options(earlier, call, draw), threads=threads or os.cpu_count() or 1)
    try:
        selection = after_drop_outs(call.tables, options, follows)
    except SelectionError as error:
        refuse(f"nothing was decided: {error}")
    later = written(write(selection, call.settings, call.tables, follows=follows), call, where, language)
    Console().print(summary(later, call.settings, call.tables, language))
    Console().print(moving_up(earlier, later, selection.asked, language))
    if on is None and options.reserve.until is not None:
        typer.echo(f"The reserve list holds until {options.reserve.until}; give --date to have that checked")
    typer.echo(f"Written to {where}: {SAID}")


def _earlier(record: Path, call: Folder) -> dict[str, Any]:
    """The earlier record, whole and unaltered, on this very call."""
    data = record.read_bytes()
    wrong = misfits(data, call.settings, call.tables)
    if wrong:
        told = "\n".join(f"  {one}" for one in wrong)
        refuse(
            f"nothing was decided: {record} is no decision of this call as it is. `renkei verify` says more:\n{told}"
        )
    return load(data)


def _refuse_faults(earlier: Mapping[str, Any], drop_outs: Mapping[str, str]) -> None:
    outcomes = {one: entry["outcome"] for one, entry in earlier["outcomes"].items()}
    funded = {one for one, outcome in outcomes.items() if outcome == "funded"}
    tied = {one for one, outcome in outcomes.items() if outcome == "tie"}
    wrong = list(faults(funded, tied, drop_outs))
    if wrong:
        refuse("nothing was decided:\n" + "\n".join(f"  {one}" for one in wrong))


def _follows(earlier: Mapping[str, Any], drop_outs: Mapping[str, str], on: date | None) -> Follows:
    funded = tuple(one for one, entry in earlier["outcomes"].items() if entry["outcome"] == "funded")
    before = (earlier.get("follows") or {}).get("drop_outs", {})
    return Follows(earlier["sha256"], funded, {**before, **drop_outs}, on)


def _options(earlier: dict[str, Any], call: Folder, draw: str | None) -> SelectionOptions:
    """The options of the earlier record; a lot that was drawn is not drawn again."""
    options = options_of_record(earlier, call.settings)
    if draw is None or options.draw == draw:
        return options
    if options.draw is not None:
        refuse(f"nothing was decided: the lot was drawn already, with the value {options.draw!r}; leave --draw out")
    return replace(options, draw=draw)
