"""`renkei affinity`: how well each reviewer knows each application."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage
from renkei.cli.place import new_call, other_place


def affinity(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/affinities.")] = None,
    apply: Annotated[
        Path | None, typer.Option(help="A new folder: the call with these affinities, for `renkei assign`.")
    ] = None,
    keep: Annotated[
        int, typer.Option(min=1, help="The best reviewers of each application and applications of each reviewer.")
    ] = 100,
    floor: Annotated[
        float, typer.Option(min=0, max=1, help="Whose best affinity lies below is known to nobody.")
    ] = 0.5,
    bids: Annotated[
        str, typer.Option(help="How far a bid moves an affinity: shares of the way to 1, and of no to 0.")
    ] = "yes=0.5,maybe=0.2,no=0.5",
    half_life: Annotated[
        float, typer.Option(min=0, help="After how many years a text weighs half; 0: age does not matter.")
    ] = 0,
    embeddings: Annotated[
        Path | None, typer.Option(help="The folder of a sentence-transformers model, in place of the words.")
    ] = None,
    why: Annotated[str, typer.Option(help="Say also why of one pair: APPLICATION:REVIEWER.")] = "",
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Compute from publications, keywords and past reviews how well each reviewer knows each application.

    Writes affinity.csv and two tables of what is known of each reviewer and by whom each application. Exit 0: done; 1:
    the input does not hold, and nothing is written; 2: wrong usage.
    """
    other_place(out, folder, "affinities")
    new_call(apply, out)
    if why and (embeddings is not None or ":" not in why):
        wrong_usage(f"--why {why}: write APPLICATION:REVIEWER, and no --embeddings: a model's vectors have no words")
    from renkei.cli.knowing import know, options_of

    options = options_of(keep, floor, bids, half_life)
    know(folder, out, apply, options, embeddings, why, parquet=parquet, as_json=as_json)
