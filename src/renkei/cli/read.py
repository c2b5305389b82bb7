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
    model: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Ask a model too: where it answers OpenAI's chats (http://localhost:11434/v1). The documents' whole "
            "text is sent there, nowhere else; https, or this machine. Its key: RENKEI_MODEL_KEY in the environment.",
        ),
    ] = "",
    model_name: Annotated[str, typer.Option(metavar="NAME", help="What the model is called there.")] = "",
    model_seconds: Annotated[float, typer.Option(help="How long the model may take over a document.")] = 120,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Read documents into drafts: who agreed what with whom, when, where, for how much, each with its proof.

    Writes drafts.jsonl and each document's text, to which the spans refer. Documents that were read before and have
    not changed are not read again; one that cannot be read is named and stops no other. Nothing is sent anywhere
    unless --model says where. Exit 0: done; 1: nothing could be read, or the model answered for no document; 2: wrong
    usage.
    """
    if not 0 <= least <= 1:
        wrong_usage(f"--least {least}: give a number from 0 to 1")
    if threads < 0:
        wrong_usage(f"--threads {threads}: give a number of documents, or 0")
    if not seconds > 0:
        wrong_usage(f"--seconds {seconds:g}: give a time over 0")
    from renkei.cli.model import model_of
    from renkei.cli.reading_documents import Task, read_documents

    asked = model_of(model, model_name, model_seconds)
    read_documents(Task(documents, out, against, least, threads, seconds, asked), as_json=as_json)
