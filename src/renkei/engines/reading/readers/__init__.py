"""One reader a kind of fact."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from renkei.engines.reading.gate import Rate
from renkei.engines.reading.model import Fields, Kind
from renkei.engines.reading.page import Page
from renkei.engines.reading.readers import agreements, commitments, countries, people, sources


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` proposes drafts of a kind; one that keeps none of the fields in `needs` is dropped."""

    kind: Kind
    read: Callable[[Page, Rate | None], Iterable[Fields]]
    needs: tuple[str, ...]


READERS = (
    Reader(Kind.SOURCE, sources.read, ("published", "publisher", "title")),
    Reader(Kind.AGREEMENT, agreements.read, ("kind", "parties", "countries")),
    Reader(Kind.COMMITMENT, commitments.read, ("commitment",)),
    Reader(Kind.PERSON, people.read, ("name",)),
    Reader(Kind.COUNTRY, countries.read, ("country",)),
)
