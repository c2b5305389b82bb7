"""A document with what the shared grammars find in it, found once for all readers."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

from renkei.engines.reading import amounts, countries, dates, numbers
from renkei.engines.reading.blocks import Block, blocks
from renkei.engines.reading.language import language
from renkei.engines.reading.model import Document, Form, Found, Span, Value
from renkei.engines.reading.people import Person, people_of
from renkei.engines.reading.phrases import Sentence
from renkei.engines.reading.publication import published
from renkei.engines.reading.sentences import sentences


class Grammar(Protocol):
    """Finds values between two places of a text."""

    def __call__(self, text: str, start: int, end: int, /) -> Iterator[Found]:
        """What is found, in the order of the text."""


_BLANKS = re.compile(r"\s+")


class Page:
    """What a reader sees of a document. Sentences, dates and the rest are those of its body, not of page furniture."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._phrases: dict[Span, Sentence] = {}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The lines of the text, each with what it is."""
        return blocks(self.text)

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks that may state facts."""
        return tuple(block for block in self.blocks if not block.furniture)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the body, in order."""
        return tuple(
            sentence
            for block in self.body
            for sentence in sentences(self.text, block.span.start, block.span.end)
        )  # fmt: skip

    @cached_property
    def language(self) -> str:
        """The language of the text, two letters."""
        return self.document.language or language(self.text)

    @cached_property
    def published(self) -> Found | None:
        """The day of publication that the page states."""
        return published(self.text, self.blocks)

    @cached_property
    def dates(self) -> tuple[Found, ...]:
        """All dates of the body."""
        return self._found(dates.dates)

    @cached_property
    def countries(self) -> tuple[Found, ...]:
        """All mentions of countries in the body."""
        return self._found(countries.countries)

    @cached_property
    def amounts(self) -> tuple[Found, ...]:
        """All amounts of money in the body."""
        return self._found(amounts.amounts)

    @cached_property
    def numbers(self) -> tuple[Found, ...]:
        """All numbers of the body that are no part of a date or an amount."""
        taken = [found.span for found in (*self.dates, *self.amounts)]
        starts = {place for span in taken for place in range(span.start, span.end)}
        return tuple(found for found in self._found(numbers.numbers) if found.span.start not in starts)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """All people of the body that an office stands with, each mention one."""
        return tuple(person for sentence in self.sentences for person in people_of(self.phrases(sentence)))

    def words(self, span: Span) -> str:
        """The words of a span, with single blanks."""
        return _BLANKS.sub(" ", self.text[span.start : span.end]).strip()

    def value(self, *spans: Span) -> Value:
        """A text's own words as a value, proved by where they stand."""
        return Value(self.words(spans[0]), spans)

    def within(self, found: tuple[Found, ...], span: Span) -> list[Found]:
        """Those of a grammar's finds, which stand in the order of the text, that lie within a span."""
        first = bisect_left(found, span.start, key=_start)
        last = bisect_left(found, span.end, lo=first, key=_start)
        return [one for one in found[first:last] if one.span.end <= span.end]

    def people_within(self, span: Span) -> tuple[Person, ...]:
        """The people whose names begin within a span."""
        first = bisect_left(self.people, span.start, key=_begins)
        return self.people[first : bisect_left(self.people, span.end, lo=first, key=_begins)]

    def phrases(self, span: Span) -> Sentence:
        """The words of a sentence, taken apart once for all readers."""
        if span not in self._phrases:
            self._phrases[span] = Sentence(self.text, span)
        return self._phrases[span]

    def _found(self, grammar: Grammar) -> tuple[Found, ...]:
        return tuple(
            found for block in self.body for found in grammar(self.text, block.span.start, block.span.end)
        )  # fmt: skip


def _begins(person: Person) -> int:
    return person.name.start


def _start(found: Found) -> int:
    return found.span.start


def as_value(found: Found, form: Form) -> Value:
    """What a grammar found as a value of a form."""
    return Value(found.value, (found.span,), form)
