"""`renkei screen`: each funder's annex and the call's own rules on every application."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language
from renkei.cli.place import new_call, other_place


def screen(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/screening.")] = None,
    apply: Annotated[
        Path | None, typer.Option(help="A new folder: the call with what fails made ineligible, with its ground.")
    ] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the table as Parquet.")] = False,
    language: Annotated[str, typer.Option(help="Language of the page and the remedies: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Screen every application by annexes.yaml; each verdict has its rule, figure, limit and what to change.

    Writes screenings.csv and screening.html. Exit 0: screened, whatever the verdicts; 1: the input does not hold, and
    nothing is written; 2: wrong usage.
    """
    known_language(language)
    other_place(out, folder, "screening")
    new_call(apply, out)
    from renkei.cli.screening import screen_call

    screen_call(folder, out, apply, language, parquet=parquet, as_json=as_json)
