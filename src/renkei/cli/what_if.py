"""`renkei what-if`: who would be funded with other means, and what one more would cost. Decides nothing."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, known_rule, wrong_usage
from renkei.cli.select import read_bands


def what_if(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    rule: Annotated[str, typer.Option(help="Another rule than the one of programme.yaml.")] = "",
    raises: Annotated[
        list[str] | None, typer.Option("--raise", help="A funder's raise in its currency: JST=200000. Repeatable.")
    ] = None,
    top_up: Annotated[str, typer.Option(help="Another share of the top-up, such as 0.33.")] = "",
    gap_part: Annotated[str, typer.Option(help="Another gap part of the top-up, 0 to 1.")] = "",
    force_out: Annotated[list[str] | None, typer.Option(help="An application taken out. Repeatable.")] = None,
    ground: Annotated[
        list[str] | None,
        typer.Option(help="The ground of each forcing, those out first, in order; one stands for all."),
    ] = None,
    force_in: Annotated[list[str] | None, typer.Option(help="An application put in. Repeatable.")] = None,
    table: Annotated[bool, typer.Option("--table", help="Compare every rule under each raise.")] = False,
    tried: Annotated[
        list[str] | None, typer.Option("--raises", help="Raises for the table: JST=100000,200000. Repeatable.")
    ] = None,
    bands: Annotated[str, typer.Option(help="each, column, or lower limits best first, such as 13,11.5.")] = "",
    draw: Annotated[str | None, typer.Option(help="The value that the public draw gave.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the simulation; without it nothing is.")] = None,
    language: Annotated[str, typer.Option(help="Language of what is printed and written: en, ja or fr.")] = "en",
    seconds: Annotated[float, typer.Option(min=0.0, help="How long best and sum may look for better answers.")] = 2.0,
    threads: Annotated[int, typer.Option(min=0, help="Changes the time, never the result; 0: all there are.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Simulate changes of a call: who enters, who leaves, what binds, the cheapest raise that funds one more.

    Exit 0: simulated; 1: the call or a change does not hold, and nothing is written; 2: wrong usage. `ranking` and
    `gaps` are exact; `best` and `sum` show bounds and go on until proven, or for --seconds. No decision is written.
    """
    from renkei.cli.asked_changes import Asked, raise_asked, raises_asked, share_asked, with_grounds

    known_language(language)
    if draw is not None and (not draw.strip() or not draw.isprintable()):
        wrong_usage("--draw: give the value that the draw gave, on one line; without --draw ties stay open")
    if tried and not table:
        wrong_usage("--raises gives the raises of --table; for one question write --raise")
    grounds = with_grounds([*(force_out or []), *(force_in or [])], ground or [])
    asked = Asked(
        rule=known_rule(rule),
        raises=raise_asked(raises or []),
        tried=raises_asked(tried or []),
        share=share_asked("--top-up", top_up),
        gap_part=share_asked("--gap-part", gap_part),
        out={one: grounds[one] for one in force_out or []},
        inside={one: grounds[one] for one in force_in or []},
    )
    if table and (asked.raises or asked.out or asked.inside or asked.share is not None or asked.gap_part is not None):
        wrong_usage("--table compares rules and raises of the call as it is: give --raises, or ask without --table")
    from renkei.cli.comparing import compare_rules
    from renkei.cli.simulating import Shown, simulate

    given = {"bands": read_bands(bands), "draw": draw, "threads": threads}
    shown = Shown(language, out, as_json=as_json)
    (compare_rules if table else simulate)(folder, asked, given, seconds, shown)
