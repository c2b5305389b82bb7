"""`renkei read`: announcements, agreements and calls to drafts with the words that prove them."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage

SURE = 0.5  # as `renkei.identity.organisations.identify`, which is imported only when there is work


def read(
    documents: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER", help="A document (text, HTML, PDF), or a folder of them.")
    ],
    out: Annotated[Path | None, typer.Option(help="Where to write; without it NAME-drafts beside it.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="ROR, as for `identify`: organisations then have their record.")
    ] = None,
    least: Annotated[float, typer.Option(help="The confidence below which a name has no record, 0 to 1.")] = SURE,
    threads: Annotated[int, typer.Option(help="Documents read at a time; 0: one a core.")] = 0,
    seconds: Annotated[float, typer.Option(help="The time after which a document is given up.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Read documents into drafts: who agreed what with whom, when, where, for how much, each with its proof.

    Writes drafts.jsonl and each document's text, to which the spans refer. Documents that were read before and have
    not changed are not read again; one that cannot be read is named and stops no other. Exit 0: done; 1: nothing
    could be read; 2: wrong usage.
    """
    if not 0 <= least <= 1:
        wrong_usage(f"--least {least}: give a number from 0 to 1")
    if threads < 0:
        wrong_usage(f"--threads {threads}: give a number of documents, or 0")
    if not seconds > 0:
        wrong_usage(f"--seconds {seconds:g}: give a time over 0")
    from renkei.cli.reading_documents import Task, read_documents

    read_documents(Task(documents, out, against, least, threads, seconds), as_json=as_json)
