"""The work of `renkei read`: find the documents, read those that are new, join what they say, write."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from renkei.cli.check import visible
from renkei.cli.failure import SHOWN, counted, keeping, refuse, writing
from renkei.cli.model_answers import Answers
from renkei.cli.one_document import read_each
from renkei.cli.read_before import DONE, Before
from renkei.engines.reading import Draft, Form, Kind, Value, as_lines, from_line, merged
from renkei.exchange.documents import KINDS
from renkei.exchange.models import Model
from renkei.programme.write import check_place

DRAFTS = "drafts.jsonl"
_FEW = 3  # new documents that are read without a progress bar


@dataclass(frozen=True)
class Task:
    """What to read, where to write, and how."""

    documents: Path
    out: Path | None
    against: Path | None
    least: float
    threads: int
    seconds: float
    model: Model | None = None


def read_documents(task: Task, *, as_json: bool) -> None:
    """Read a file or a folder; ends the command with 1 where not one document can be read."""
    whole = task.documents.resolve()  # "." has no name of its own
    where = task.out or (task.documents if task.documents.name else whole).with_name(f"{whole.stem}-drafts")
    with writing(where):
        found = dict(documents_of(task.documents, where))
        check_place(where, [DRAFTS, DONE])
    if not found:
        refuse(f"{task.documents} holds no document: give text ({', '.join(KINDS)}), or a folder of such files")
    before = Before(where, task.model)
    with writing(where):
        new = [(name, path) for name, path in found.items() if not before.is_done(name, path)]
        _read_new(new, task, before)
    before.only(found)
    refused = {name: read.refused for name, read in sorted(before.done.items()) if read.refused}
    drafts = merged(from_line(line) for name in sorted(before.done) for line in before.done[name].drafts)
    if task.against:
        drafts = with_records(drafts, task.against, task.least)
    with keeping(where):
        for name, content in ((DONE, before.lines()), (DRAFTS, as_lines(drafts).encode())):
            _write(where / name, content)
    answers = Answers(before.done[name] for name in sorted(before.done))
    _tell(found, new, refused, drafts, where, answers, as_json=as_json)
    if len(refused) == len(found) or answers.none:
        raise typer.Exit(1)


def documents_of(place: Path, out: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of a file, or of a folder's documents by name; what reading wrote is left out."""
    if not place.exists():
        refuse(f"{place} is not there: name a document, or a folder of documents")
    if place.is_file():
        yield place.name, place
        return
    written = {out.resolve(), *(record.parent.resolve() for record in place.rglob(DONE))}
    for path in sorted(place.rglob("*")):
        if path.suffix.lower() in KINDS and path.is_file() and written.isdisjoint(path.resolve().parents):
            yield path.relative_to(place).as_posix(), path


def with_records(drafts: tuple[Draft, ...], against: Path, least: float) -> tuple[Draft, ...]:
    """The drafts with the registry's record of each organisation, where its name means one."""
    from renkei.defects import DefectsFound
    from renkei.exchange.ror import read_ror
    from renkei.identity.organisations.identify import identify
    from renkei.identity.organisations.registry import registry_of

    try:
        records = read_ror(against)
    except DefectsFound as found:
        refuse(f"{counted(len(found.defects), 'defect')}; no organisation was identified:", found)
    names = sorted({draft.fields["name"][0].value for draft in drafts if draft.kind is Kind.ORGANISATION})
    identified = identify(names, registry_of(records), least)
    known = dict(identified.select("name", "record_id").iter_rows())
    return tuple(_with_record(draft, known) if draft.kind is Kind.ORGANISATION else draft for draft in drafts)


def _with_record(draft: Draft, known: dict[str, str | None]) -> Draft:
    name = draft.fields["name"][0]
    record = known.get(name.value)
    if not record:
        return draft
    return replace(draft, fields={**draft.fields, "record": (Value(record, name.spans, Form.RECORD, name.document),)})


def _read_new(new: list[tuple[str, Path]], task: Task, before: Before) -> None:
    """Read what is new, each document kept as soon as it is read: an interrupt loses none of those done."""
    readers = min(task.threads or os.cpu_count() or 1, max(1, len(new)))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    quiet = len(new) <= _FEW or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=quiet) as bar:
        row = bar.add_task("documents", total=len(new))
        for read in read_each(new, readers, task.seconds, task.model):
            before.keep(read)
            bar.advance(row)


def _write(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there: it is the old one or the new one."""
    beside = path.with_name(f".{path.name}")
    beside.write_bytes(content)
    beside.replace(path)


def _tell(
    found: dict[str, Path],
    new: list[tuple[str, Path]],
    refused: dict[str, str],
    drafts: tuple[Draft, ...],
    where: Path,
    answers: Answers,
    *,
    as_json: bool,
) -> None:
    kinds = Counter(draft.kind.value for draft in drafts)
    for name, why in list(refused.items())[:SHOWN]:
        typer.echo(visible(f"{name} was not read: {why}"), err=True)
    if len(refused) > SHOWN:
        typer.echo(f"… and {len(refused) - SHOWN} more; {DONE} names them all", err=True)
    answers.tell_missing()
    if as_json:
        figures = {"documents": len(found), "new": len(new), "refused": refused, "drafts": dict(kinds)}
        figures |= answers.figures()
        typer.echo(json.dumps(figures, sort_keys=True, ensure_ascii=False))
        return
    typer.echo(f"{len(found) - len(refused):,} of {counted(len(found), 'document')} read, {len(new):,} looked at now")
    typer.echo(", ".join(f"{many:,} {kind}" for kind, many in sorted(kinds.items())) or "no draft")
    answers.tell()
    typer.echo(f"Written to {where}: {DRAFTS}, and the documents' texts in texts")
