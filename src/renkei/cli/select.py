"""`renkei select`: decide a joint call, and write the record and its reports."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, known_rule, wrong_usage
from renkei.cli.place import other_place
from renkei.money import parse_decimal
from renkei.settings import RULES, Bands


def select(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    rule: Annotated[str, typer.Option(help=f"{', '.join(RULES)}; without it the rule of programme.yaml.")] = "",
    bands: Annotated[str, typer.Option(help="each, column, or lower limits best first, such as 13,11.5.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/decision.")] = None,
    zone: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The frozen zone among whom lots are drawn.")
    ] = None,
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
    known_language(language)
    if draw is not None and (not draw.strip() or not draw.isprintable()):
        wrong_usage("--draw: give the value that the draw gave, on one line; without --draw ties stay open")
    other_place(out, folder, "decision")
    given = {
        "rule": known_rule(rule),
        "bands": read_bands(bands),
        "draw": draw,
        "work": work,
        "seconds": seconds,
        "threads": threads or os.cpu_count() or 1,
    }
    from renkei.cli.deciding import decide

    decide(folder, out, language, given, zone, as_json=as_json)


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
