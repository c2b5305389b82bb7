"""`renkei coordinate`: programmes and projects of several agencies laid over fields, regions, stages and years."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language
from renkei.cli.place import other_place


def coordinate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Programmes and projects: a folder, or one XLSX.")],
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/coordination.")] = None,
    currency: Annotated[
        str, typer.Option(help="The currency that rates.csv is for one of; without it that of programme.yaml.")
    ] = "",
    year: Annotated[
        int | None, typer.Option(help="The fiscal year that the page shows; without it the latest.")
    ] = None,
    month: Annotated[int, typer.Option(min=1, max=12, help="The month in which projects' fiscal years begin.")] = 1,
    reach: Annotated[int, typer.Option(min=0, help="How many years later a next stage still takes up one.")] = 3,
    regions: Annotated[
        float, typer.Option(min=0, max=1, help="What share of regions must be served before the others are gaps.")
    ] = 0.5,
    aims: Annotated[float, typer.Option(min=0, max=1, help="How alike two programmes' aims must be.")] = 0.2,
    themes: Annotated[float, typer.Option(min=0, max=1, help="How alike a theme's projects must be.")] = 0.25,
    largest: Annotated[int, typer.Option(min=2, help="How many projects a theme has at most.")] = 30,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    language: Annotated[str, typer.Option(help="Language of the page: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Lay several agencies' programmes and projects over each other: overlaps, complements, gaps, joint themes.

    Writes cells.csv, cell_overlaps.csv, similar_programmes.csv, complements.csv, gaps.csv, themes.csv,
    theme_projects.csv and coordination.html. Exit 0: done; 1: the input does not hold, and nothing is written; 2: wrong
    usage.
    """
    known_language(language)
    other_place(out, folder, "coordination")
    from renkei.cli.coordinating import coordinate_folder, options_of

    options = options_of(currency, month=month, reach=reach, regions=regions, aims=aims, themes=themes, largest=largest)
    coordinate_folder(folder, out, options, year, language, parquet=parquet, as_json=as_json)
