"""The work of `renkei match`: read, match, write, print."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from renkei.cli.failure import keeping, refuse, writing, wrong_usage
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import bytes_of
from renkei.engines.matching import MatchError, Matches, MatchOptions, match
from renkei.programme.table_text import csv_bytes
from renkei.programme.write import check_place, write_files
from renkei.reports.matching import html, summary
from renkei.tables import MATCHES
from renkei.tables.portfolio import STAGES
from renkei.tables.selection import SIZES

PAGE = "matching.html"
TABLES = ("matches", "partners", "exposure")


def options_of(
    organisation: str,
    countries: Sequence[str],
    filters: tuple[Sequence[str], Sequence[str], Sequence[str]],
    keep: int,
    floor: float,
    small_share: float,
    past: float,
) -> MatchOptions:
    """The options that the command line states; ends the command with 2 for what cannot be."""
    fields, sizes, stages = map(tuple, filters)
    for option, given, known in (("--size", sizes, SIZES), ("--stage", stages, STAGES)):
        for one in given:
            if one not in known:
                wrong_usage(f"{option} {one}: there are {', '.join(known)}")
    return MatchOptions(
        organisation, tuple(map(_pair, countries)), fields, sizes, stages, keep, floor, small_share, past
    )


def _pair(text: str) -> tuple[str, str]:
    one, _, other = text.upper().partition("-")
    if not all(len(code) == 2 and code.isascii() and code.isalpha() for code in (one, other)):
        wrong_usage(f"--countries {text}: write two country codes, such as JP-FR")
    return min(one, other), max(one, other)


def match_profiles(
    folder: Path, out: Path | None, options: MatchOptions, language: str, *, parquet: bool, as_json: bool
) -> None:
    """Match the profiles in `folder`, write and print; ends the command with 1, in words, where that cannot be."""
    where = place_of(out, folder, "matching")
    call = read_call(folder, "match", "matched")
    names = [f"{name}.{'parquet' if parquet else 'csv'}" for name in TABLES]
    with writing(where):
        check_place(where, [*names, PAGE])
    try:
        found = match(call.tables, options)
    except MatchError as error:
        refuse(f"nothing was matched: {error}")
    files = _files(found, parquet=parquet)
    files[PAGE] = html(found, call.tables["profiles"], call.settings, language).encode()
    with keeping(where):
        write_files(where, files)
    if as_json:
        typer.echo(json.dumps(figures(found), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(found, call.tables["profiles"], call.settings, language))
    typer.echo(f"Written to {where}: {', '.join(files)}")


def _files(found: Matches, *, parquet: bool) -> dict[str, bytes]:
    if parquet:
        frames = (found.matches, found.partners, found.exposure)
        return {f"{name}.parquet": bytes_of(frame, parquet) for name, frame in zip(TABLES, frames, strict=True)}
    return {
        f"{MATCHES.name}.csv": csv_bytes(MATCHES, found.matches),
        "partners.csv": bytes_of(found.partners, parquet),
        "exposure.csv": bytes_of(found.exposure, parquet),
    }


def figures(found: Matches) -> dict[str, Any]:
    """What was found, as JSON."""
    return {
        "needs": len(found.needs),
        "matches": found.matches.height,
        "unanswered": list(found.unanswered),
        "partners": found.partners.height,
        "both_ways": found.both_ways,
        "small": round(found.bound.small, 4),
        "small_without_bound": round(found.bound.before, 4),
        "cost": round(found.bound.cost, 4),
        "short": list(found.bound.short),
    }
