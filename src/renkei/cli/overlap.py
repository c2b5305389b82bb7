"""`renkei overlap`: suspected overlaps within a portfolio or between two, ranked, each with its evidence."""

import re
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, wrong_usage
from renkei.cli.place import other_place


def overlap(
    left: Annotated[Path, typer.Argument(metavar="LEFT", help="A portfolio: a folder of tables, or one XLSX.")],
    right: Annotated[
        Path | None,
        typer.Argument(metavar="RIGHT", help="Another one, to compare it with; without it LEFT within itself."),
    ] = None,
    verdicts: Annotated[
        Path | None, typer.Option(help="An overlaps.csv of an earlier run with people's verdicts, or its folder.")
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option(help="A folder that keeps what was made of RIGHT's texts, so that the next run is quick."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it LEFT/overlap-findings.")] = None,
    alike: Annotated[
        float, typer.Option(min=0.2, max=1, help="The share of word pairs in common from which two texts are the same.")
    ] = 0.5,
    most: Annotated[
        int, typer.Option(min=2, help="In more projects than this a person or a cost is a placeholder.")
    ] = 300,
    memory: Annotated[str, typer.Option(help="What the join of texts may hold; the rest goes to disk.")] = "2GB",
    threads: Annotated[int, typer.Option(min=1, help="Threads for the texts; the result is the same.")] = 1,
    language: Annotated[str, typer.Option(help="Language of the page: en, ja or fr.")] = "en",
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Find what may be paid twice: the same text, people, roles exchanged, effort over a full year, the same costs.

    Writes overlaps.csv (a row a pair and test, with its evidence), to_read.csv (the pairs in the order to read them),
    passages.csv, concentrations.csv and overlap.html. Exit 0: done, whatever was found; 1: the input does not hold, and
    nothing is written; 2: wrong usage.
    """
    known_language(language)
    for folder in (left, right):
        if folder is not None:
            other_place(out, folder, "overlap-findings")
    if right is not None and right.resolve() == left.resolve():
        wrong_usage(f"{left} is named twice: name it once to compare it within itself")
    if index is not None and right is None:
        wrong_usage(f"--index {index}: an index is of RIGHT's texts; name RIGHT, or leave it out")
    if not re.fullmatch(r"[1-9]\d*(MB|GB)", memory):
        wrong_usage(f"--memory {memory}: write megabytes or gigabytes, such as 500MB or 2GB")
    from renkei.cli.overlapping import find_overlaps, options_of

    options = options_of(alike, most, memory, threads)
    find_overlaps(left, right, verdicts, index, out, options, language, parquet=parquet, as_json=as_json)
