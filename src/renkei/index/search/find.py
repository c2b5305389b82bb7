"""Searching: the index recalls what may answer, and the ranking weighs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from renkei.index.search.body import body_of
from renkei.index.search.query import Asked, Filters, asked
from renkei.index.search.rank import Strength, strengths
from renkei.index.search.record import Record, of_stored
from renkei.index.search.snippet import Marked, Marker, named, snippet
from renkei.index.search.sought import Sought, beginning, queries, sought
from renkei.index.search.statistics import counted
from renkei.index.search.store import Opened, usable
from renkei.index.search.tokens import is_sign

RECALLED = 30  # records weighed, or three times as many as are wanted
MOST = 1_000  # records weighed where many are equally strong: beyond, which of them are shown is arbitrary but fixed
DIGITS = 6  # of a strength that order records
SHOWN_DIGITS = 4  # of a strength that is shown


Weighed = tuple[Record, Strength]


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
    """The records that answer a query best; where they are few, words near the asked ones answer as well.

    QueryError for a query without words, IndexUnusable for a broken index."""
    query = asked(text)
    with usable(index.place):
        found = _found(query, filters or Filters(), limit, index, doubtful=False)
        if found.total < limit:
            found = _found(query, filters or Filters(), limit, index, doubtful=True)
    return found


def _found(query: Asked, filters: Filters, limit: int, index: Opened, *, doubtful: bool) -> Found:
    words = tuple(sought(query.words, index, doubtful=doubtful))
    if not words:
        return Found((), 0)
    whole = Query.boolean_query(list(_clauses(query, words, filters, index)))
    many = max(RECALLED, 3 * limit)
    total, weighed = _weighed(whole, words, many, index)
    while _is_tied(weighed, limit) and len(weighed) < total and many < MOST:
        many *= 4
        total, weighed = _weighed(whole, words, many, index)
    return Found(tuple(_hits(weighed[:limit], query)), total)


def _weighed(whole: Query, words: tuple[Sought, ...], many: int, index: Opened) -> tuple[int, list[Weighed]]:
    """How many records answer, and so many of them with their strengths, the strongest first."""
    recalled = index.searcher.search(whole, many, weight_by_field="order")
    records = [of_stored(index.searcher.doc(at).get_first("record") or b"[]") for _, at in recalled.hits]
    found = zip(records, strengths([body_of(record) for record in records], words, index.known), strict=True)
    return counted(recalled), sorted(found, key=_place)


def _place(one: Weighed) -> tuple[float, str, str, str]:
    record, (strength, _) = one
    return -round(strength, DIGITS), record.id, record.table, record.folder


def _is_tied(weighed: Sequence[Weighed], limit: int) -> bool:
    """Whether the last that is shown is as strong as the last that was weighed: others may be so too."""
    return len(weighed) > limit and _place(weighed[limit - 1])[0] == _place(weighed[-1])[0]


def _clauses(query: Asked, words: tuple[Sought, ...], filters: Filters, index: Opened) -> Iterator[tuple[Occur, Query]]:
    recalling = [one for word in words for one in queries(word, index)]
    yield Occur.Must, Query.boolean_query([(Occur.Should, one) for one in recalling])
    for phrase in query.phrases:
        yield Occur.Must, Query.const_score_query(_phrase(phrase, index), 0.0)
    for one in filters.queries(index.schema):
        yield Occur.Must, Query.const_score_query(one, 0.0)


def _phrase(phrase: tuple[str, ...], index: Opened) -> Query:
    """What has the tokens in a row; a single sign at the end may be the beginning of any pair."""
    if len(phrase) == 1:
        (only,) = phrase
        return beginning(index, only) if is_sign(only) else Query.term_query(index.schema, "body", only)
    if is_sign(phrase[-1]):
        return Query.regex_phrase_query(index.schema, "body", [*phrase[:-1], f"{phrase[-1]}.?"])
    return Query.phrase_query(index.schema, "body", list(phrase))


def _hits(best: Sequence[Weighed], query: Asked) -> Iterator[Hit]:
    signs = frozenset(word.text for word in query.words if is_sign(word.text))
    marker = Marker(frozenset().union(*(answering for _, (_, answering) in best)), signs)
    for record, (worth, answering) in best:
        texts = (record.title, record.text, record.organisation, *record.fields, *record.keywords)
        title, text, *others = (marker.marked(one, answering) for one in texts)
        yield Hit(record, round(worth, SHOWN_DIGITS), named((title, text, *others)), title, snippet(text))
