"""Bringing an index up to date: only what is new, changed or gone is written, in one step that holds or does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass

import tantivy

from renkei.index.search.body import body_of
from renkei.index.search.record import Record, digest
from renkei.index.search.store import Opened, writer, written
from renkei.text.normal import folded

_ORDERS = 1 << 16  # as many places among records of equal strength


@dataclass(frozen=True)
class Changes:
    """How many records a run has added, replaced, taken out, and left as they were."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(*(mine + yours for mine, yours in zip(astuple(self), astuple(other), strict=True)))


def update(index: Opened, folders: Mapping[str, Iterable[Record]]) -> Changes:
    """Make the index hold of each folder these records and no others; the records of further folders stay.

    All in one commit: a run that is stopped, even by the machine, leaves the index as it was. IndexUnusable while
    another run writes.
    """
    with written(index.place):
        pen = writer(index)
        try:
            index.index.reload()
            searcher = index.index.searcher()
            total = Changes()
            for folder, records in folders.items():
                total += _replace(pen, _held(index, searcher, folder), records)
            if total.new or total.changed or total.gone:
                pen.commit()
        except BaseException:
            pen.rollback()
            raise
        finally:
            pen.wait_merging_threads()
    return total


def _held(index: Opened, searcher: tantivy.Searcher, folder: str) -> dict[int, int]:
    """The records that the index has of a folder: key → hash of the content."""
    query = tantivy.Query.term_query(index.schema, "folder", folder)
    if not searcher.num_docs:
        return {}
    at = [address for _, address in searcher.search(query, searcher.num_docs, count=False).hits]
    keys, digests = (searcher.fast_field_values(name, at) for name in ("key", "digest"))
    return {int(key or 0): int(content or 0) for key, content in zip(keys, digests, strict=True)}


def _replace(pen: tantivy.IndexWriter, held: dict[int, int], records: Iterable[Record]) -> Changes:
    new = changed = same = 0
    for record in records:
        key, content = record.key, record.stored()
        before, now = held.pop(key, None), digest(content)
        if before == now:
            same += 1
            continue
        if before is None:
            new += 1
        else:
            changed += 1
            pen.delete_documents_by_term("row", f"{key:x}")
        pen.add_document(_document(record, key, now, content))
    for key in held:
        pen.delete_documents_by_term("row", f"{key:x}")
    return Changes(new, changed, len(held), same)


def _document(record: Record, key: int, content_digest: int, content: bytes) -> tantivy.Document:
    made, body = tantivy.Document(), body_of(record)
    for part in body.parts:
        made.add_text("body", " ".join(part))
    for name, value in _filtered(record):
        made.add_text(name, value)
    for name in sorted(body.scripts):
        made.add_text("scripts", name)
    made.add_text("script", body.script)
    if record.year is not None:
        made.add_unsigned("year", record.year)
    made.add_text("row", f"{key:x}")
    made.add_unsigned("key", key)
    made.add_unsigned("digest", content_digest)
    made.add_unsigned("length", len(body.tokens))
    made.add_float("order", record.order % _ORDERS / _ORDERS / 1000)
    made.add_bytes("record", content)
    return made


def _filtered(record: Record) -> Iterator[tuple[str, str]]:
    """The values that filters ask for: field name, value."""
    yield "folder", record.folder
    yield "kind", record.kind
    yield from (("country", country) for country in record.countries)
    yield from (("field", folded(field)) for field in record.fields)
    yield from (("funder", folded(funder)) for funder in record.funders)
    yield from ((name, value) for name, value in (("size", record.size), ("stage", record.stage)) if value)
