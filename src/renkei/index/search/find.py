"""Searching: the index recalls what may answer, and the ranking weighs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Occur, Query

from renkei.index.search.body import body_of
from renkei.index.search.query import Asked, Filters, asked
from renkei.index.search.rank import Ranking
from renkei.index.search.records import Record, of_stored
from renkei.index.search.snippet import Marked, marked, named, snippet
from renkei.index.search.sought import Sought, beginning, queries, sought
from renkei.index.search.statistics import Statistics, counted
from renkei.index.search.store import Opened, usable
from renkei.index.search.tokens import is_sign

RECALLED = 100  # records weighed, or four times as many as are wanted
DIGITS = 6  # of a strength that order records
SHOWN_DIGITS = 4  # of a strength that is shown


@dataclass(frozen=True)
class Hit:
    """A record that answers: how strongly, the words that did, and where they stand in the title and in a snippet."""

    record: Record
    strength: float
    words: tuple[str, ...]
    title: Marked
    snippet: Marked


@dataclass(frozen=True)
class Found:
    """The hits, the strongest first and equal ones by identifier; `total` counts all that answer."""

    hits: tuple[Hit, ...]
    total: int


def search(index: Opened, text: str, filters: Filters | None = None, limit: int = 10) -> Found:
    """The records that answer a query best. QueryError for a query without words, IndexUnusable for a broken index."""
    query = asked(text)
    with usable(index.place):
        known = Statistics(index)
        words = tuple(sought(query.words, index, known))
        if not words:
            return Found((), 0)
        whole = Query.boolean_query(list(_clauses(query, words, filters or Filters(), index, known)))
        wanted = max(RECALLED, 4 * limit)
        recalled = index.searcher.search(whole, wanted, weight_by_field="order")
        ranking = Ranking(words, known)
        records = [of_stored(index.searcher.doc(at).get_first("record") or b"[]") for _, at in recalled.hits]
    weighed = [(record, *ranking.strength(body_of(record))) for record in records]
    weighed.sort(key=lambda one: (-round(one[1], DIGITS), one[0].id, one[0].table, one[0].folder))
    signs = frozenset(word.text for word in query.words if is_sign(word.text))
    hits = tuple(_hit(record, strength, answering, signs) for record, strength, answering in weighed[:limit])
    return Found(hits, counted(recalled))


def _clauses(
    query: Asked, words: tuple[Sought, ...], filters: Filters, index: Opened, known: Statistics
) -> Iterator[tuple[Occur, Query]]:
    recalling = [one for word in words for one in queries(word, index, known)]
    yield Occur.Must, Query.boolean_query([(Occur.Should, one) for one in recalling])
    for phrase in query.phrases:
        yield Occur.Must, Query.const_score_query(_phrase(phrase, index), 0.0)
    for one in filters.queries(index.schema):
        yield Occur.Must, Query.const_score_query(one, 0.0)


def _phrase(phrase: tuple[str, ...], index: Opened) -> Query:
    if len(phrase) > 1:
        return Query.phrase_query(index.schema, "body", list(phrase))
    (only,) = phrase
    return beginning(index, only) if is_sign(only) else Query.term_query(index.schema, "body", only)


def _hit(record: Record, strength: float, answering: frozenset[str], signs: frozenset[str]) -> Hit:
    title, text, *others = (
        marked(one, answering, signs)
        for one in (record.title, record.text, record.organisation, *record.fields, *record.keywords)
    )
    return Hit(record, round(strength, SHOWN_DIGITS), named((title, text, *others)), title, snippet(text))
