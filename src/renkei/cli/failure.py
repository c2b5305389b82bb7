"""Ending a command that cannot go on: 1 when the input or the outcome does not hold, 2 for wrong usage."""

from typing import NoReturn

import typer

from renkei.defects import DefectsFound

SHOWN = 20


def refuse(message: str, found: DefectsFound | None = None) -> NoReturn:
    """Say on standard error what does not hold, with the first defects, and exit 1."""
    typer.echo(message, err=True)
    defects = [] if found is None else found.defects
    for defect in defects[:SHOWN]:
        typer.echo(f"  {defect}", err=True)
    if len(defects) > SHOWN:
        typer.echo(f"  … and {len(defects) - SHOWN} more", err=True)
    raise typer.Exit(1)


def wrong_usage(message: str) -> NoReturn:
    """Say on standard error how the command is used, and exit 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)
