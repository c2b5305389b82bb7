"""What a person asks: words, phrases in quotes, filters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

import tantivy

from renkei.index.search.tokens import is_run, tokens
from renkei.text.normal import folded
from renkei.text.singular import singular

LONGEST = 2_000  # signs of a query
SHORTEST = 4  # letters of a word that may be written wrong
_QUOTED = re.compile(r'["“”„«»「『]([^"“”„«»「」『』]*)["“”«»」』]')


class QueryError(Exception):
    """The query cannot be answered; says why and what to write."""


@dataclass(frozen=True)
class Word:
    """One word asked for: `forms` are the ways to write it, singular and plural, the asked one first.

    `share` is what it counts: a pair of signs is a part of a word. Words near one of its `spellings` answer too.
    """

    text: str
    forms: tuple[str, ...]
    share: float = 1.0
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A query: the words that may stand in a record, and the phrases that must."""

    words: tuple[Word, ...]
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Filters:
    """What records must be; several values of one filter: any of them. `year` holds first and last years."""

    country: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    funder: tuple[str, ...] = ()
    year: tuple[tuple[int, int], ...] = ()

    def queries(self, schema: tantivy.Schema) -> Iterator[tantivy.Query]:
        """A query for each filter that is set; none adds to a record's strength."""
        for name in (one.name for one in fields(self) if one.name != "year"):
            if values := getattr(self, name):
                plain = [folded(value) if name in ("field", "funder") else value for value in values]
                yield _any(tantivy.Query.term_query(schema, name, value) for value in plain)
        if self.year:
            kind = tantivy.FieldType.Unsigned
            yield _any(tantivy.Query.range_query(schema, "year", kind, first, last) for first, last in self.year)


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def asked(text: str) -> Asked:
    """The query that a person wrote; QueryError where it holds nothing to look for, or too much."""
    if len(text) > LONGEST:
        raise QueryError(f"the query has {len(text):,} signs: ask with at most {LONGEST:,}")
    phrases = [_phrase(found) for found in _QUOTED.findall(text)]
    words = [*_words(_QUOTED.sub(" ", text)), *(_exact(one) for phrase in phrases for one in phrase)]
    unique = {word.text: word for word in reversed(words)}
    found = Asked(tuple(reversed(unique.values())), tuple(phrase for phrase in phrases if phrase))
    if not found.words:
        raise QueryError(f"{text.strip()[:60]!r} holds no word to look for: write one at least")
    return found


def _phrase(text: str) -> tuple[str, ...]:
    """The tokens of a phrase; the sign that ends a run stands for the run's end only within the phrase."""
    found = tokens(text)
    if len(found) > 1 and len(found[-1]) == 1 and is_run(found[-1]) and found[-2].endswith(found[-1]):
        found.pop()
    return tuple(found)


def _exact(token: str) -> Word:
    return Word(token, (token,))


def _words(text: str) -> Iterator[Word]:
    run: list[str] = []
    for token in tokens(text):
        if is_run(token):
            run.append(token)
            if len(token) == 1:
                yield from _of_run(run)
                run = []
        else:
            forms = _forms(token)
            yield Word(token, forms, spellings=forms if len(token) >= SHORTEST and token.isalpha() else ())


def _of_run(run: list[str]) -> Iterator[Word]:
    """The pairs of an unspaced run. Words of such scripts are two signs long or so: a run counts as half its signs."""
    pairs = run[:-1] or run
    share = len(run) / 2 / len(pairs) if len(run) > 1 else 1.0
    yield from (Word(pair, (pair,), share) for pair in pairs)


def _forms(token: str) -> tuple[str, ...]:
    """The word with its English singular and plural."""
    single = singular(token)
    plural = single[:-1] + "ies" if single.endswith("y") else single + "s"
    more = (single + "es",) if single.endswith(("s", "x", "z", "ch", "sh")) else ()
    return tuple(dict.fromkeys((token, single, plural, *more))) if token.isascii() and len(token) > 2 else (token,)
