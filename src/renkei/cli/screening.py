"""The work of `renkei screen`: read, screen, write, print."""

import json
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from renkei.cli.applying import apply_to, foresee
from renkei.cli.failure import keeping, refuse
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import bytes_of
from renkei.engines.screening import Screening, figure_text, screen
from renkei.programme import Folder
from renkei.programme.annexes_file import ANNEXES_FILE
from renkei.programme.write import write_files
from renkei.reports.language import Language
from renkei.reports.screening import html, remedy, rows, summary
from renkei.reports.screening.table import rule_id

PAGE = "screening.html"
NEEDED = ("applications", "requests")


def screen_call(
    folder: Path, out: Path | None, apply: Path | None, language: str, *, parquet: bool, as_json: bool
) -> None:
    """Screen the call in `folder`, write and print the verdicts, and with `apply` the call with its new statuses.

    Ends the command with 1, in words, where it cannot be screened; then nothing is written.
    """
    where = place_of(out, folder, "screening")
    call = _read(folder)
    found = screened(call)
    table = "screenings.parquet" if parquet else "screenings.csv"
    files = {table: bytes_of(rows(found, language), parquet), PAGE: _page(found, call, language)}
    foresee(where, files, apply)
    applied = apply_to(folder, apply, call, found, language) if apply is not None else 0
    with keeping(where):
        write_files(where, files)
    if as_json:
        typer.echo(json.dumps(figures(found, language), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(found, call.settings, language))
    typer.echo(f"Written to {where}: {', '.join(files)}")
    if apply is not None:
        typer.echo(f"Written to {apply}: the call with {applied} made ineligible, each with its ground")


def _read(folder: Path) -> Folder:
    call = read_call(folder, "screen", "screened")
    missing = [f"{name}.csv" for name in NEEDED if name not in call.tables]
    missing += [ANNEXES_FILE] if call.annexes is None else []
    if missing:
        refuse(f"nothing to screen: write {', '.join(missing)} (docs/screening.md shows one)")
    return call


def screened(call: Folder) -> Screening:
    """The engine's verdicts on a folder's tables; the folder has annexes."""
    tables = call.tables
    if call.annexes is None:
        raise ValueError("a folder without annexes cannot be screened")
    return screen(
        tables["applications"],
        tables["requests"],
        call.annexes,
        tables.get("rates"),
        tables.get("controls"),
        tables.get("request_costs"),
        call.settings.reporting_currency,
    )


def _page(found: Screening, call: Folder, language: str) -> bytes:
    titles = dict(call.tables["applications"].select("application_id", "title").iter_rows())
    return html(found, call.settings, titles, language).encode()


def figures(found: Screening, language: str) -> dict[str, Any]:
    """The verdicts as JSON; figures and limits are plain texts with their units."""
    say = Language(language)
    return {
        "applications": {
            application: {
                "verdict": found.of(application),
                "rules": [
                    {
                        "rule": rule_id(one),
                        "funder_id": one.scope or None,
                        "partner_id": one.partner_id or None,
                        "verdict": one.verdict,
                        "figure": list(figure_text(one.figure, one.limit)) if one.figure else None,
                        "limit": list(figure_text(one.limit)),
                        "unknown": list(one.unknown),
                        "remedy": remedy(one, say) or None,
                    }
                    for one in verdicts
                ],
            }
            for application, verdicts in found.verdicts.items()
        },
        "counts": dict(found.counts),
        "left_out": list(found.left_out),
        "without_annex": list(found.without_annex),
    }
