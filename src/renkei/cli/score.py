"""`renkei score`: what the reviews say: scores with their errors, rank intervals, severity and agreement."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language
from renkei.cli.place import new_call, other_place


def score(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    correct_severity: Annotated[
        bool, typer.Option("--correct-severity", help="Take the reviewers' severity off the scores.")
    ] = False,
    first: Annotated[
        int | None, typer.Option(min=1, help="How likely each is among the first so many; without it half of them.")
    ] = None,
    resamples: Annotated[int, typer.Option(min=1, max=100_000, help="How often ranks are simulated.")] = 4000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/score.")] = None,
    apply: Annotated[Path | None, typer.Option(help="A new folder: the call with its scores, to be selected.")] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    language: Annotated[str, typer.Option(help="Language of the page: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Make scores of the reviews: consensus and standard error of each application, its possible ranks, the reviewers.

    Writes applications (with score and score_error), criteria_scores, scores, severity, agreement and score.html. Exit
    0: scored; 1: the input does not hold or severity cannot be corrected, and nothing is written; 2: wrong usage.
    """
    known_language(language)
    other_place(out, folder, "score")
    new_call(apply, out)
    from renkei.cli.scoring import score_call

    given = {"correct_severity": correct_severity, "first": first, "resamples": resamples, "seed": seed}
    score_call(folder, out, apply, language, given, parquet=parquet, as_json=as_json)
