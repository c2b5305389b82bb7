"""The countries that a document names."""

from collections import defaultdict
from collections.abc import Iterator

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a country, with every mention."""
    mentions: dict[str, list[Span]] = defaultdict(list)
    for found in page.countries:
        mentions[found.value].append(found.span)
    for code, spans in mentions.items():
        yield {"country": (Value(code, tuple(spans), Form.COUNTRY),)}
