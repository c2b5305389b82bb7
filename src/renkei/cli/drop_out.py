"""`renkei drop-out`: who moves up when somebody gives an award back, and on what money."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, wrong_usage


def drop_out(
    record: Annotated[Path, typer.Argument(metavar="DECISION", exists=True, dir_okay=False, help="decision.json")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call that it decides: a folder, or one XLSX.")],
    application: Annotated[list[str], typer.Option(help="Who drops out. Repeatable.")],
    ground: Annotated[list[str] | None, typer.Option(help="The ground of each, in order; one stands for all.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it beside the decision's folder.")] = None,
    on: Annotated[str, typer.Option("--date", help="The day, YYYY-MM-DD: the reserve list may have expired.")] = "",
    draw: Annotated[str | None, typer.Option(help="The value that the public draw gave, where none was drawn.")] = None,
    language: Annotated[str, typer.Option(help="Language of the reports: en, ja or fr.")] = "en",
    threads: Annotated[int, typer.Option(min=0, help="Changes the time, never the result; 0: all there are.")] = 0,
) -> None:
    """Run the rule again with the remaining awards fixed, and write the decision that follows.

    The remaining awards are paid first; the rule then runs over the reserve with the money left. Exit 0: decided; 1:
    the records or the drop-outs do not hold, and nothing is written; 2: wrong usage.
    """
    known_language(language)
    if draw is not None and (not draw.strip() or not draw.isprintable()):
        wrong_usage("--draw: give the value that the draw gave, on one line; without --draw ties stay open")
    where = out or record.parent.absolute().with_name(f"{record.parent.absolute().name}-after-drop-out")
    if where.resolve() in (record.parent.resolve(), folder.resolve()):
        wrong_usage(f"--out {where}: give a place of its own, so that the earlier decision stays")
    from renkei.cli.asked_changes import with_grounds
    from renkei.cli.dropping_out import follow

    drop_outs = with_grounds(application, ground or [])
    follow(record, folder, drop_outs, _day(on), where, draw=draw, language=language, threads=threads)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        wrong_usage(f"--date {text}: write the day as 2027-06-30")
