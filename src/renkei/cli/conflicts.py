"""`renkei conflicts`: every conflict between reviewers and applications, with its rule, evidence and dates."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage
from renkei.cli.place import other_place

UNCONFIRMED = ("bind", "apart")


def conflicts(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    on: Annotated[str, typer.Option(help="The day to count years back from; without it that of conflicts.yaml.")] = "",
    unconfirmed: Annotated[
        str, typer.Option(help="What is to be confirmed: bind (it keeps apart until cleared), or apart (its own file).")
    ] = "bind",
    registry: Annotated[
        Path | None, typer.Option(help="A file of ROR's records: its parents and children beside those of controls.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/conflict-findings.")] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Find every conflict between reviewers and applications by the rules of conflicts.yaml.

    Writes conflicts.csv, which `renkei assign` reads, unasked.csv (what could not be asked, for what is not known) and,
    where the call has assignments, broken.csv. Exit 0: done, whatever was found; 1: the input does not hold, and
    nothing is written; 2: wrong usage.
    """
    if unconfirmed not in UNCONFIRMED:
        wrong_usage(f"--unconfirmed {unconfirmed}: write {' or '.join(UNCONFIRMED)}")
    other_place(out, folder, "conflict-findings")
    from renkei.programme.checks.words import day

    if on and day(on) is None:
        wrong_usage(f"--on {on}: write a day as YYYY-MM-DD, such as 2026-11-29")
    from renkei.cli.keeping_apart import find_conflicts

    find_conflicts(folder, out, day(on), registry, bind=unconfirmed == "bind", parquet=parquet, as_json=as_json)
