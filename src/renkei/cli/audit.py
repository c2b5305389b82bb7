"""`renkei audit`: does the site's trail of events hold? And the trail as a file."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renkei.cli.failure import refuse, writing, wrong_usage
from renkei.cli.loading_the_site import load_the_site

if TYPE_CHECKING:
    from renkei.site.audit.verifying import Event, Verdict

WITHOUT = "an exported trail is verified without them: renkei audit verify EXPORT"
app = typer.Typer(
    help="Verify and export the trail of what was done on a site.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def verify(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[EXPORT]", exists=True, dir_okay=False, help="An exported trail; else the database."),
    ] = None,
    head: Annotated[str, typer.Option(help="The digest of a last event, as noted elsewhere at some time.")] = "",
) -> None:
    """Recompute the chain of events and name the first that does not hold.

    Exit 0: the whole trail holds; 1: it does not. An exported file needs neither the site nor its libraries.
    """
    from renkei.site.audit.verifying import DIGEST, read_export

    if head and not DIGEST.fullmatch(head):
        wrong_usage(f"--head {head}: a digest is 64 signs of 0–9 and a–f, as this command prints it")
    try:
        found = _of_the_site(head) if file is None else _of(read_export(file), head)
    except (ValueError, OSError) as error:
        refuse(f"{file} is no exported trail: {error}")
    _finish(found)


@app.command()
def export(
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="Where to; else standard output.")] = None,
) -> None:
    """Write the trail as JSON, one event a line, for `renkei audit verify` anywhere."""
    load_the_site(WITHOUT)
    from django.db import DatabaseError

    from renkei.site.audit.facts import exported

    try:
        if out is None:
            sys.stdout.buffer.writelines(exported())
            return
        part = out.with_name(f"{out.name}.part")
        with writing(out):
            with part.open("wb") as lines:
                lines.writelines(exported())
            part.replace(out)
    except DatabaseError as error:
        refuse(f"the site's database has no trail: {error}")


def _of(events: "Iterable[Event]", head: str) -> "Verdict":
    from renkei.site.audit.verifying import verify as walk

    return walk(events, head)


def _of_the_site(head: str) -> "Verdict":
    """The verdict on the database, whose own note of the head must agree."""
    load_the_site(WITHOUT)
    from django.db import DatabaseError

    from renkei.site.audit.facts import head as head_of
    from renkei.site.audit.facts import whole_trail
    from renkei.site.audit.verifying import Verdict

    try:
        number, digest = head_of()  # first: events may be added while the trail is walked
        found = _of(whole_trail(), head)
    except DatabaseError as error:
        refuse(f"the site's database has no trail: {error}")
    if not found.fault and found.events < number:
        return Verdict(found.events, found.head, f"event {found.events + 1} is missing: there were {number} events")
    if not found.fault and found.events == number and found.head != digest:
        return Verdict(found.events, found.head, f"event {number} is not the one that the site remembers as its last")
    return found


def _finish(verdict: "Verdict") -> None:
    """Say what was found, and end."""
    if verdict.fault:
        typer.echo(f"does not hold: {verdict.fault}")
        typer.echo(f"{verdict.events} events before it hold")
    else:
        typer.echo(f"{verdict.events} events hold; the last one's digest is {verdict.head}")
    raise typer.Exit(1 if verdict.fault else 0)
