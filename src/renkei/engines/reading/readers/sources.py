"""Where a document comes from and when it was published."""

import re
from collections.abc import Iterator

from renkei.engines.reading.blocks import Shape
from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page, as_value

_SHORT = 90  # signs of a line that may still be a title in quotation marks
_FEWEST_WORDS = 3
_FEWEST_SIGNS = 6  # of a title in a script without blanks
_SOURCE = re.compile(r"^(?:Source|出典|Quelle|Fuente|Источник)\s*[:：]\s*(?P<name>\S.*)$", re.MULTILINE)
_AGENCY = re.compile(
    r"^\(?(?:[A-ZÀ-Þ]{3,}(?:,[^()\n]{1,30})?\s+)?\((?P<name>[^()\n\d:]{3,40})\)\s*(?:[-–—]|[A-Z])", re.MULTILINE
)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a document: title, publication date, the source that it names, the agency that carried it."""
    fields: dict[str, tuple[Value, ...]] = {}
    title = next(_titles(page), None)
    if title:
        fields["title"] = (page.value(title),)
    if page.published:
        fields["published"] = (as_value(page.published, Form.DATE),)
    for name, pattern in (("source", _SOURCE), ("publisher", _AGENCY)):
        found = [page.value(Span(*match.span("name"))) for match in pattern.finditer(page.text)]
        if found:
            fields[name] = tuple(found[:1])
    yield fields


def _titles(page: Page) -> Iterator[Span]:
    """Headings before the prose that are more than a word or a date."""
    for block in page.body:
        words = page.words(block.span)
        if block.shape is Shape.PROSE and len(words) > _SHORT:
            return
        long = len(words.split()) >= _FEWEST_WORDS or (not words.isascii() and len(words) >= _FEWEST_SIGNS)
        if block.shape is Shape.HEADING and long and page.published not in page.within(page.dates, block.span):
            yield block.span
