"""One reader a kind of fact."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.model import Fields, Kind
from renkei.engines.reading.page import Page
from renkei.engines.reading.readers import (
    agreements,
    bodies,
    budgets,
    commitments,
    countries,
    events,
    figures,
    money,
    organisations,
    people,
    sources,
    statements,
)


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
    Reader(Kind.EVENT, events.read, ("name",)),
    Reader(Kind.BODY, bodies.read, ("name",)),
    Reader(Kind.ORGANISATION, organisations.read, ("name",)),
    Reader(Kind.FIGURE, figures.read, ("number",)),
    Reader(Kind.BUDGET, budgets.read, ("fiscal_year",)),
    Reader(Kind.MONEY, money.read, ("amount",)),
    Reader(Kind.STATEMENT, statements.read, ("words",)),
    Reader(Kind.COUNTRY, countries.read, ("country",)),
)
