"""`renkei import sheet`: the ranking list that a secretariat keeps in a spreadsheet as a programme folder."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from renkei.cli.example import new_folder


def import_sheet(
    source: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, metavar="FILE", help="The sheet: .xlsx, .ods, .xls or .csv.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", callback=new_folder, help="A new or empty folder.")],
    decimal: Annotated[
        Literal["comma", "point"] | None, typer.Option(help="The decimal mark of numbers written as text.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A YAML file that says what the sheet does not.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="The name of the sheet with the proposals.")] = None,
    mapping_out: Annotated[
        Path | None, typer.Option(help="Where to put the mapping file that is offered, to be filled in.")
    ] = None,
) -> None:
    """Read a ranking list (a row an application, a column a funder) and write it as a programme folder.

    Says what it understood; where the sheet leaves something open it writes nothing, exits 1, and offers a mapping
    file with the lines that settle it.
    """
    from renkei.cli.bringing_in import bring_in

    bring_in(source, folder, decimal, mapping, sheet, mapping_out)
