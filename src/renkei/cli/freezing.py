"""The work of `renkei zone` and `renkei draw`, and of `renkei select --zone`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from renkei.cli.check import visible
from renkei.cli.deciding import select_in
from renkei.cli.failure import keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.engines.selection import SelectionError, SelectionOptions, options_from
from renkei.programme import Folder
from renkei.programme.write import check_place, write_files
from renkei.records.canonical import dump, load
from renkei.records.zone import ZoneError, drawn, read_zone, refuse_changed, zone_record
from renkei.settings import Rule

FILE = "zone.json"


def freeze(folder: Path, rule: Rule | None, draw_named: str, out: Path | None, *, as_json: bool) -> None:
    """Write the call's lottery zone, and print who is in it; ends the command with 1 where there is none."""
    where = place_of(out, folder, "zone")
    call = read_call(folder)
    with writing(where):
        check_place(where, (FILE,))
    lottery = call.settings.selection.lottery
    try:
        named = draw_named or (lottery.draw_named if lottery else "")
        record = dump(_zone_now(call, options_from(call.settings, rule=rule), named))
    except (SelectionError, ZoneError) as error:
        refuse(str(error))
    with keeping(where):
        write_files(where, {FILE: record})
    typer.echo(record.decode() if as_json else _said(load(record), where))


def _zone_now(call: Folder, options: SelectionOptions, draw_named: str) -> dict[str, Any]:
    """The zone of the folder as it is, from a selection without a draw and without reasons."""
    selection = select_in(call, replace(options, draw=None, reasons=False))
    return zone_record(selection, call.settings, call.tables, draw_named)


def _said(zone: Mapping[str, Any], where: Path) -> str:
    line = "" if zone["line"] is None else f" Their intervals reach the funding line, {zone['line']}."
    lines = (
        f"Lots are drawn among {len(zone['members'])}: {', '.join(zone['members'])}.{line}",
        f"The value: {zone['draw_named']}",
        f"Publish before the draw: SHA-256 {zone['sha256']}",
        f"Written to {where}: {FILE}",
    )
    return "\n".join(map(visible, lines))


def frozen_zone(path: Path | None, call: Folder, options: SelectionOptions) -> dict[str, Any] | None:
    """The frozen zone that a selection stands on, None where there is none.

    Ends the command with 1 where the file is no frozen zone, the call has changed since, or a lottery is to be drawn
    although nothing was frozen.
    """
    if path is None:
        if options.lottery is not None and options.draw is not None:
            refuse(
                "the call publishes a lottery, whose zone is frozen before the draw: `renkei zone` writes it; give it "
                "as --zone zone.json"
            )
        return None
    try:
        frozen = read_zone(path.read_bytes())
        refuse_changed(frozen, _zone_now(call, options, frozen["draw_named"]))
    except ZoneError as error:
        refuse(f"{path}: {error}")
    return frozen


def redraw(path: Path, value: str) -> None:
    """Print the members of a frozen zone, one a line, in the order of the lot."""
    try:
        frozen = read_zone(path.read_bytes())
    except ZoneError as error:
        refuse(f"{path}: {error}")
    for one in drawn(frozen, value):
        typer.echo(visible(one))
