"""A document in, its drafts out: one reader a kind of fact, and the gate that lets nothing unproved through."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.gate import proved
from renkei.engines.reading.model import Document, Draft, Kind, Span, Value
from renkei.engines.reading.page import Page
from renkei.engines.reading.readers import READERS, statements

MAY_BE_REPORTED = (Kind.BODY, Kind.EVENT, Kind.MONEY, Kind.FIGURE, Kind.BUDGET)


@dataclass(frozen=True)
class ReadingOptions:
    """`rate`: exchange rates by day, None where stated conversions are not to be checked."""

    rate: Rate | None = None


def read(document: Document, options: ReadingOptions | None = None) -> tuple[Draft, ...]:
    """The drafts of one document, by kind and then in the order of its text.

    Every value carries the spans of `document.text` that prove it; a draft without the fields that its kind needs is
    none. What the text says to its reader, an instruction for example, changes nothing.
    """
    page = Page(document)
    chosen = options or ReadingOptions()
    count: Counter[Kind] = Counter()
    drafts = []
    for kind, fields in _found(page, chosen):
        count[kind] += 1
        drafts.append(Draft(document.name, kind, count[kind], fields))
    return tuple(drafts)


def _found(page: Page, options: ReadingOptions) -> Iterator[tuple[Kind, dict[str, tuple[Value, ...]]]]:
    told = tuple(statements.read(page))
    for reader in READERS:
        proposed = reader.read(page, options.rate)
        if reader.kind in MAY_BE_REPORTED:
            proposed = (statements.as_reported(told, fields) for fields in proposed)
        drafts = [proved(fields, page.text, options.rate) for fields in proposed]
        whole = [fields for fields in drafts if any(name in fields for name in reader.needs)]
        yield from ((reader.kind, fields) for fields in sorted(whole, key=_first))


def _first(fields: dict[str, tuple[Value, ...]]) -> Span:
    """Where its first field stands first."""
    return min(span for value in next(iter(fields.values())) for span in value.spans)
