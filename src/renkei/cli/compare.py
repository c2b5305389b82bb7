"""`renkei compare`: the pairs in common of two sketches, without either side's texts."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage


def compare(
    left: Annotated[Path, typer.Argument(metavar="A.sketch", help="One agency's sketch.")],
    right: Annotated[Path, typer.Argument(metavar="B.sketch", help="The other's.")],
    key: Annotated[
        Path | None, typer.Option(help="The file of the shared key: proves that nobody without it altered a sketch.")
    ] = None,
    least: Annotated[
        float, typer.Option(min=0.2, max=1, help="The estimated share of word pairs from which a pair is told.")
    ] = 0.44,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it compared, beside A.sketch.")] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Find the projects of two sketches whose texts are alike.

    Writes overlaps.csv, and crowds.csv where one text stands in very many projects. Exit 0: done, whatever was found;
    1: a sketch does not hold, or they are of different keys, and nothing is written; 2: wrong usage.
    """
    if left.resolve() == right.resolve():
        wrong_usage(f"{left} is named twice: name each agency's own sketch")
    from renkei.cli.sketching import compare_sketches

    compare_sketches(left, right, key, least, out, parquet=parquet, as_json=as_json)
