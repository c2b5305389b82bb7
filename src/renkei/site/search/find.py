"""Finding words in all that the actor may see: substrings, so that Japanese works, ranked by field."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When

from renkei.site.policy import Actor, scoped
from renkei.site.search.sources import SOURCES, Source

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST_WORDS, MOST_HITS = 8, 40  # of a query; of one source
AROUND = 90  # signs shown on each side of the first hit


@dataclass(frozen=True)
class Piece:
    """A part of a text, which is a word sought or stands between such words."""

    text: str
    sought: bool


@dataclass(frozen=True)
class Hit:
    """What was found, where, and its words marked."""

    kind: "StrPromise | str"
    address: str
    title: Sequence[Piece]
    excerpt: Sequence[Piece]
    rank: int


def words_of(query: str) -> list[str]:
    """The words of a query, each once, in one form of writing: full-width and half-width are the same."""
    return list(dict.fromkeys(unicodedata.normalize("NFKC", query).split()))[:MOST_WORDS]


def find(actor: Actor, query: str) -> list[Hit]:
    """Everything that holds all the words, in the weightiest field first; each address once."""
    words = words_of(query)
    if not words:
        return []
    hits = sorted((hit for source in SOURCES for hit in _of(actor, source, words)), key=lambda hit: hit.rank)
    return list({hit.address: hit for hit in reversed(hits)}.values())[::-1]


def _of(actor: Actor, source: Source, words: Sequence[str]) -> Iterator[Hit]:
    """A source's hits; a row's rank is the first of its fields that holds all the words."""
    together = reduce(and_, (reduce(or_, (_holds(field, word) for field in source.fields)) for word in words))
    ranks = [
        When(reduce(and_, (_holds(field, word) for word in words)), then=Value(rank))
        for rank, field in enumerate(source.fields)
    ]
    rank = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    rows = scoped(actor, source.model).filter(together).annotate(search_rank=rank).order_by("search_rank", "-pk")
    for row in rows.select_related(*source.beside)[:MOST_HITS] if source.beside else rows[:MOST_HITS]:
        title, text = source.title(row), source.text(row)
        yield Hit(source.kind, source.address(row), _pieces(title, words), _excerpt(text, words), row.search_rank)


def _holds(field: str, word: str) -> Q:
    return Q(**{f"{field}__icontains": word})


def _excerpt(text: str, words: Sequence[str]) -> list[Piece]:
    """The text around its first hit, from its beginning where there is none."""
    plain = " ".join(text.split())
    found = _pattern(words).search(plain)
    begin = max(0, found.start() - AROUND) if found else 0
    end = (found.end() if found else 0) + AROUND
    cut = ("… " if begin else "") + plain[begin:end] + (" …" if end < len(plain) else "")
    return _pieces(cut, words)


def _pieces(text: str, words: Sequence[str]) -> list[Piece]:
    """The text in pieces, those that are sought told apart."""
    parts = _pattern(words).split(text)
    return [Piece(part, bool(at % 2)) for at, part in enumerate(parts) if part]


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, longest_first)) + ")", re.IGNORECASE)
