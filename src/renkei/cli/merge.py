"""`renkei merge`: one list of the funders' own, for the meeting that agrees on the order."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage
from renkei.settings import MERGES


def merge(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    by: Annotated[str, typer.Option(help=f"{', '.join(MERGES)}; without it the merge of programme.yaml.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/proposal.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Merge the funders' own lists into a proposal and write it, each funder's rank beside it, as proposal.csv.

    The list that the meeting agrees on is entered in applications: column rank, with a ground where it departs.
    Exit 0: written; 1: the input does not hold, and nothing is written; 2: wrong usage.
    """
    if by and by not in MERGES:
        wrong_usage(f"--by {by}: a merge is one of {', '.join(MERGES)}")
    if out is not None and out.resolve() == folder.resolve():
        wrong_usage(f"--out {out}: give another place than the call's own folder, such as {folder / 'proposal'}")
    from renkei.cli.merging import merge_lists

    merge_lists(folder, by if by else None, out, as_json=as_json)
