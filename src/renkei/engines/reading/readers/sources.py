"""Where a document comes from and when it was published."""

import re
from collections.abc import Iterator

from renkei.engines.reading.blocks import Shape
from renkei.engines.reading.gate import Rate
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page, as_value

_SOURCE = re.compile(r"^(?:Source|出典|Quelle|Fuente|Источник)\s*[:：]\s*(?P<name>\S.*)$", re.MULTILINE)
_AGENCY = re.compile(
    r"^\(?(?:[A-ZÀ-Þ]{3,}(?:,[^()\n]{1,30})?\s+)?\((?P<name>[^()\n]{3,40})\)\s*(?:[-–—]|[A-Z])", re.MULTILINE
)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a document: title, publication date, the source that it names, the agency that carried it."""
    fields: dict[str, tuple[Value, ...]] = {}
    heading = next((block for block in page.body if block.shape is Shape.HEADING), None)
    if heading and not list(page.within(page.dates, heading.span)):
        fields["title"] = (page.value(heading.span),)
    if page.published:
        fields["published"] = (as_value(page.published, Form.DATE),)
    for name, pattern in (("source", _SOURCE), ("publisher", _AGENCY)):
        found = [page.value(Span(*match.span("name"))) for match in pattern.finditer(page.text)]
        if found:
            fields[name] = tuple(found[:1])
    yield fields
