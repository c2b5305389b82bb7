"""`renkei invite`: whom to invite to the full stage, so that no funder is asked for more than its cap allows."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, known_number, wrong_usage
from renkei.cli.place import other_place


def invite(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    cap: Annotated[str, typer.Option(help="Times the budget, such as 2.5; without it that of programme.yaml.")] = "",
    caps: Annotated[
        str, typer.Option(help="Caps of single funders, in place of those of programme.yaml: JST=2,ANR=3.5.")
    ] = "",
    draw: Annotated[str | None, typer.Option(help="The value that the public draw gave.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/invitation.")] = None,
    language: Annotated[str, typer.Option(help="Language of what is printed: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the record itself.")] = False,
) -> None:
    """Invite pre-proposals down the rank while every funder's invited demand is at most cap × its budget.

    Writes invitation.json, which `renkei verify` checks, and invitation.csv. Exit 0: done; 1: the input does not hold,
    and nothing is written; 2: wrong usage.
    """
    known_language(language)
    other_place(out, folder, "invitation")
    if draw is not None and (not draw.strip() or not draw.isprintable()):
        wrong_usage("--draw: give the value that the draw gave, on one line; without --draw ties stay open")
    own = dict(map(_named, filter(None, caps.split(","))))
    whole = known_number("--cap", cap) if cap else None
    from renkei.cli.inviting import invite_from

    invite_from(folder, out, language, whole, own or None, draw, as_json=as_json)


def _named(text: str) -> tuple[str, Decimal]:
    funder, equals, value = text.rpartition("=")
    if not funder.strip() or not equals:
        wrong_usage(f"--caps {text}: write a funder and its cap, such as JST=2")
    return funder.strip(), known_number("--caps", value)
