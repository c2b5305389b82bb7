"""Reported speech as reported: who said what, in their words or another's."""

import re
from collections.abc import Iterator

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page
from renkei.engines.reading.statement_words import (
    ACCORDING_FIRST,
    ACCORDING_LAST,
    AFTER_QUOTE,
    BEFORE_QUOTE,
    CLAUSE_FIRST,
    JAPANESE,
    NEXT_QUOTE,
    THAT,
)

_OF_SENTENCES = (ACCORDING_FIRST, THAT, CLAUSE_FIRST, ACCORDING_LAST)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a statement; a passage that stands twice is one with two proofs."""
    known: dict[str, Fields] = {}
    for fields in _statements(page):
        key = fields["words"][0].value
        known[key] = _joined(known[key], fields) if key in known else fields
    yield from known.values()


def as_reported(statements: tuple[Fields, ...], fields: Fields) -> Fields:
    """The fields of a fact, with who says it (`reported_by`) where it stands only in somebody's reported words."""
    stands = next(iter(fields.values()), ())[:1]
    if not stands:
        return fields
    for statement in statements:
        told = [span for value in statement["words"] for span in value.spans]
        if all(any(words.holds(span) for words in told) for span in stands[0].spans):
            return {**fields, "reported_by": statement["speaker"]}
    return fields


def _statements(page: Page) -> Iterator[Fields]:
    quoted: list[Span] = []
    for block in page.body:
        for fields in _quotes(page, block.span):
            quoted += [span for value in fields["words"] for span in value.spans]
            yield fields
    for sentence in page.sentences:
        if not any(sentence.meets(span) for span in quoted):
            yield from _reported(page, sentence)


def _quotes(page: Page, where: Span) -> Iterator[Fields]:
    """Quotations with the words that say whose they are, one that goes on after these words included."""
    place = where.start
    while place < where.end:
        matches = [pattern.search(page.text, place, where.end) for pattern in (AFTER_QUOTE, BEFORE_QUOTE, JAPANESE)]
        match = min((one for one in matches if one), key=lambda one: one.start(), default=None)
        if match is None:
            return
        place = match.end()
        words = [_part(match, "words")]
        further = NEXT_QUOTE.match(page.text, place, where.end) if match.re is AFTER_QUOTE else None
        if further:
            words.append(Span(*further.span("words")))
            place = further.end()
        yield _fields(page, _part(match, "speaker"), _part(match, "says"), words)


def _reported(page: Page, sentence: Span) -> Iterator[Fields]:
    words = page.text[sentence.start : sentence.end]
    for pattern in _OF_SENTENCES:
        match = pattern.search(words)
        if match:
            speaker, says, told = (_shifted(match.span(name), sentence.start) for name in ("speaker", "says", "words"))
            yield _fields(page, speaker, says, [told])
            return


def _fields(page: Page, speaker: Span, says: Span, words: list[Span]) -> Fields:
    verb = page.words(says).casefold()
    form = "according to" if re.fullmatch(_ACCORDING, verb) else "said"
    return {
        "speaker": (page.value(speaker),),
        "says": (Value(form, (says,), Form.CUE),),
        "words": tuple(page.value(span) for span in words),
    }


_ACCORDING = r"according to|d'après|selon|laut|nach angaben .*|según|по словам|по данным|согласно|によると|によれば"


def _part(match: re.Match[str], name: str) -> Span:
    """The stretch of a part that a pattern has under several names."""
    numbered = [part for part in match.groupdict() if part.rstrip("0123456789") == name and match[part] is not None]
    return Span(*match.span(numbered[0]))


def _shifted(part: tuple[int, int], start: int) -> Span:
    return Span(part[0] + start, part[1] + start)


def _joined(one: Fields, other: Fields) -> Fields:
    """One statement of two passages with the same words."""
    return {
        name: tuple(
            Value(value.value, (*value.spans, *again.spans) if value.value == again.value else value.spans, value.form)
            for value, again in zip(one[name], other[name], strict=False)
        )
        for name in one
    }
