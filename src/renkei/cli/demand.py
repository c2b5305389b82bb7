"""`renkei demand`: before the full stage, what each funder will be asked for, and how surely."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, known_number
from renkei.cli.place import other_place


def demand(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    survival: Annotated[
        str, typer.Option(help="Probability that a pre-proposal survives, or one a band, best first: 0.8,0.4,0.1.")
    ] = "",
    cap: Annotated[str, typer.Option(help="Times the budget; without it that of programme.yaml, else 1.")] = "",
    resamples: Annotated[int, typer.Option(min=1, max=100_000, help="How often survival is simulated.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/demand.")] = None,
    language: Annotated[str, typer.Option(help="Language of the page: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Forecast each funder's demand at the full stage from pre-proposals: now, expected, and its spread by simulation.

    Writes demand.csv and demand.html. Scores may still be empty. Exit 0: done; 1: the input does not hold, and nothing
    is written; 2: wrong usage.
    """
    known_language(language)
    other_place(out, folder, "demand")
    stated = tuple(known_number("--survival", one) for one in survival.split(",")) if survival else ()
    from renkei.cli.forecasting import forecast_from

    given = {"resamples": resamples, "seed": seed} | ({"survival": stated} if stated else {})
    forecast_from(folder, out, language, given | ({"cap": known_number("--cap", cap)} if cap else {}), as_json=as_json)
