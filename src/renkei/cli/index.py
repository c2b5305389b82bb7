"""`renkei index`: a searchable index of folders' profiles, projects, applications, programmes and calls."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage


def index(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR", help="Folders of tables, or XLSX workbooks.")],
    out: Annotated[Path, typer.Option(metavar="INDEX", help="The folder of the index: new, or one made before.")],
    forget: Annotated[bool, typer.Option("--forget", help="Take the folders' records out of the index.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Make what folders hold searchable; run again it takes what is new, changed or gone since.

    Reads the tables profiles, projects, programmes, applications (with requests) and a call's programme.yaml, those
    that are there. Records of folders not named stay in the index. Exit 0: done; 1: an input does not hold or the
    index cannot be used, and it stays as it was; 2: wrong usage.
    """
    if any(out.resolve() == folder.resolve() for folder in folders):
        wrong_usage(f"--out {out}: give another place than a folder that is read")
    from renkei.cli.indexing import forget_folders, index_folders

    (forget_folders if forget else index_folders)(folders, out, as_json=as_json)
