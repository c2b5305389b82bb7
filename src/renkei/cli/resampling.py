"""The work of `renkei grey-zone`: read, draw again, write, print."""

import json
from pathlib import Path

import typer
from rich.console import Console

from renkei.cli.deciding import telling
from renkei.cli.failure import keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import csv_of
from renkei.engines.selection import GreyZone, SelectionError, grey_zone, options_from
from renkei.money import decimal_text
from renkei.programme import Folder
from renkei.programme.write import check_place, write_files
from renkei.reports.grey_zone import ZONES, html, summary, with_titles
from renkei.settings import Rule

FILES = ("grey_zone.csv", "grey_zone.html")


def draw_again(
    folder: Path, out: Path | None, language: str, *, rule: Rule | None, resamples: int, seed: int, as_json: bool
) -> None:
    """Write and print the grey zone of the call in `folder`; ends the command with 1 where it cannot be had."""
    where = place_of(out, folder, "grey-zone")
    call = read_call(folder)
    with writing(where):
        check_place(where, FILES)
    zone = _drawn(call, rule, resamples, seed)
    applications = call.tables["applications"]
    page = html(zone, call.settings, applications, language).encode()
    with keeping(where):
        write_files(where, dict(zip(FILES, (csv_of(with_titles(zone, applications)), page), strict=True)))
    if as_json:
        typer.echo(json.dumps(_figures(zone), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(zone, call.settings, applications, language))
    typer.echo(f"Written to {where}: {', '.join(FILES)}")


def _drawn(call: Folder, rule: Rule | None, resamples: int, seed: int) -> GreyZone:
    try:
        with telling() as tell:
            return grey_zone(call.tables, options_from(call.settings, rule=rule), resamples, seed, tell)
    except SelectionError as error:
        refuse(str(error))


def _figures(zone: GreyZone) -> dict[str, object]:
    rows = zone.applications.to_dicts()
    texts = [row | {name: decimal_text(row[name]) for name in ("score", "score_error")} for row in rows]
    counts = {name: sum(row["zone"] == name for row in rows) for name in ZONES}
    return {"rule": zone.options.rule, "seed": zone.seed, "zones": counts, "applications": texts}
