"""`renkei import cordis`: the projects that CORDIS publishes as a programme folder."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from renkei.cli.check import report, visible
from renkei.cli.example import new_folder
from renkei.cli.failure import keeping
from renkei.defects import DefectsFound
from renkei.money import parse_decimal

if TYPE_CHECKING:
    from renkei.programme import Folder


def import_cordis(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", exists=True, help="CORDIS's zip (CSV, JSON, XLSX), or its folder.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", callback=new_folder, help="A new or empty folder.")],
    budget_share: Annotated[
        str | None, typer.Option(help="The made-up budgets, as a share of what is asked of each funder, such as 0.42.")
    ] = None,
    funder: Annotated[
        Literal["country", "ec"], typer.Option(help="A funder a country, or the European Commission alone.")
    ] = "country",
    without_projects: Annotated[
        bool, typer.Option("--without-projects", help="Do without the table of projects: acronyms are titles.")
    ] = False,
) -> None:
    """Write CORDIS's projects as a programme folder: applications, requests, and funders with made-up budgets."""
    from renkei.exchange.cordis import read_cordis
    from renkei.programme import Folder, write_folder

    share = _share(budget_share)
    try:
        found = read_cordis(source, share, funder, without_projects)
        programme = Folder(found.settings, found.tables)
        _check(programme)
    except DefectsFound as defects:
        typer.echo("\n".join(report(defects.defects)))
        raise typer.Exit(1) from None
    with keeping(folder):
        write_folder(programme, folder)
    counts = ", ".join(f"{frame.height:,} {name}" for name, frame in found.tables.items())
    typer.echo(visible(f"{folder}: {counts}"))
    for note in found.notes:
        typer.echo(visible(f"note: {note}"))


def _share(text: str | None) -> Decimal:
    if text is None:
        raise typer.BadParameter(
            "CORDIS does not tell what funders had: give --budget-share 0.42 to make budgets up as 42 % of what is "
            "asked of each, or 1 for all that was granted, and put real ones into funders.csv where you know them"
        )
    try:
        share = parse_decimal(text)
    except ValueError as error:
        raise typer.BadParameter(f"--budget-share: {error}") from None
    if not 0 < share <= 10:
        raise typer.BadParameter("--budget-share is above 0 and at most 10, such as 0.42")
    return share


def _check(programme: "Folder") -> None:
    """Raise DefectsFound when the programme, once written, would not pass `renkei check`."""
    from renkei.programme import read_folder, write_folder

    with TemporaryDirectory() as beside:
        write_folder(programme, Path(beside, "programme"))
        read_folder(Path(beside, "programme"))
