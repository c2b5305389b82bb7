"""`renkei select`: decide a joint call, and write the record and its reports."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage
from renkei.money import parse_decimal
from renkei.settings import RULES, Bands, Rule


def select(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    rule: Annotated[str, typer.Option(help=f"{', '.join(RULES)}; without it the rule of programme.yaml.")] = "",
    bands: Annotated[str, typer.Option(help="each, column, or lower limits best first, such as 13,11.5.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/decision.")] = None,
    draw: Annotated[str | None, typer.Option(help="The value that the public draw gave.")] = None,
    language: Annotated[str, typer.Option(help="Language of the reports: en, ja or fr.")] = "en",
    work: Annotated[int | None, typer.Option(min=1, help="Limit of the solver's work; repeats to the byte.")] = None,
    seconds: Annotated[float | None, typer.Option(min=0.0, help="Limit by the clock; does not repeat.")] = None,
    threads: Annotated[
        int, typer.Option(min=0, help="Changes the time, never the result; 0 is as many as there are.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Decide a joint call by its rule, say why, and write decision.json, decision.xlsx and decision.html.

    Exit 0: decided; 1: the input or the rule does not hold, and nothing is written; 2: wrong usage. Ctrl-C ends the
    search and writes the best found so far, marked; where there is nothing yet to write, it ends with 130.
    """
    from renkei.reports.catalogues import LANGUAGES

    if language not in LANGUAGES:
        wrong_usage(f"--language {language}: there are {', '.join(LANGUAGES)}")
    if draw is not None and (not draw.strip() or not draw.isprintable()):
        wrong_usage("--draw: give the value that the draw gave, on one line; without --draw ties stay open")
    if out is not None and out.resolve() == folder.resolve():
        wrong_usage(f"--out {out}: give another place than the call's own folder, such as {folder / 'decision'}")
    given = {
        "rule": read_rule(rule),
        "bands": read_bands(bands),
        "draw": draw,
        "work": work,
        "seconds": seconds,
        "threads": threads or os.cpu_count() or 1,
    }
    from renkei.cli.deciding import decide

    decide(folder, out, language, given, as_json=as_json)


def read_rule(text: str) -> Rule | None:
    """The rule that `--rule` names; None for an empty text. Ends the command with 2 for anything else."""
    if not text:
        return None
    if text not in RULES:
        wrong_usage(f"--rule {text}: the rules are {', '.join(RULES)}")
    return text


def read_bands(text: str) -> Bands | None:
    """The bands that `--bands` states: each, column, or limits; None for an empty text.

    Ends the command with 2 for anything else.
    """
    if text in ("", "each", "column"):
        return text or None  # type: ignore[return-value]
    try:
        limits: tuple[Decimal, ...] = tuple(parse_decimal(limit) for limit in text.split(","))
    except ValueError as error:
        wrong_usage(f"--bands {text}: {error}; write each, column, or limits such as 13,11.5")
    return limits
