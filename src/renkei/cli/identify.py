"""`renkei identify`: free-text names of organisations to records of a registry."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage

SURE = 0.5  # as `renkei.identity.organisations.identify`, which is imported only when there is work


def identify(
    names: Annotated[
        Path, typer.Argument(metavar="NAMES", help="A CSV with a column `name`, or a text file, one name a line.")
    ],
    against: Annotated[
        Path, typer.Option(help="ROR: its dump (JSON or zip), or a table of it (Parquet, CSV with ror and name).")
    ],
    out: Annotated[Path | None, typer.Option(help="Where to write; without it `identities` beside NAMES.")] = None,
    least: Annotated[float, typer.Option(help="The confidence below which a name has no record, 0 to 1.")] = SURE,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the table as Parquet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Find the record of ROR that each name or affiliation means, with a confidence, or none.

    Writes identities.csv. Exit 0: done, whatever was found; 1: the input does not hold, and nothing is written; 2:
    wrong usage.
    """
    if not 0 <= least <= 1:
        wrong_usage(f"--least {least}: give a number from 0 to 1")
    from renkei.cli.identifying import identify_names

    identify_names(names, against, out, least, parquet=parquet, as_json=as_json)
