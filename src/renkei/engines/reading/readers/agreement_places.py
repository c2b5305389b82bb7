"""Where an agreement was signed: a place beside the verb of signing, or behind "Done at"; no country and no body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from renkei.engines.reading import agreement_place_words as words
from renkei.engines.reading.agreement_date_words import LAW
from renkei.engines.reading.agreement_words import INSTRUMENT, PERSONS, STATES, has_head
from renkei.engines.reading.countries import countries
from renkei.engines.reading.date_words import DAYS_AND_MONTHS
from renkei.engines.reading.dates import dates
from renkei.engines.reading.legible import told
from renkei.engines.reading.model import Span
from renkei.engines.reading.readers.agreement_dates import of_one_before

_NEAR = 120  # signs before a place in which its signing is sought
_AND = re.compile(r"\s+and(?!\w)")
_NUMBERED = re.compile(r"\s*[\d(]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of signing; `earlier` where it is that of an agreement referred to."""

    span: Span
    earlier: bool = False


def signed_places(text: str, taken: frozenset[str] = frozenset()) -> Iterator[Place]:
    """At most one place a sentence; names that are `taken`, by parties and people, are none."""
    for sentence in told(text):
        found = next((place for place in _places(text, sentence) if text[place.start : place.end] not in taken), None)
        if found:
            yield Place(found, of_one_before(text, sentence, found.start))


def _places(text: str, sentence: Span) -> Iterator[Span]:
    for match in words.PLACE.finditer(text, sentence.start, sentence.end):
        if _signed_there(text, sentence, match):
            place = _name(text, Span(*match.span("place")), sentence.end)
            yield from [place] if place else []
    yield from _places_ja(text, sentence)


def _places_ja(text: str, sentence: Span) -> Iterator[Span]:
    for match in words.SIGNED_IN_JA.finditer(text, sentence.start, sentence.end):
        place = match["place"].removesuffix("内")
        named = INSTRUMENT.search(text, sentence.start, sentence.end)
        if named and _is_place_ja(place, bare=match["how"] == "で"):
            yield Span(match.start("place"), match.start("place") + len(place))


def _is_place_ja(name: str, *, bare: bool) -> bool:
    """Whether it is a place; "で" alone also leads to a field or a manner, so that a town's name must show there."""
    found = next((one.span for one in countries(name) if one.span.start == 0), None)
    if len(name) < 2 or words.NO_PLACE_JA.search(name) or (found and found.end == len(name)):
        return False
    return not bare or name in _cities() or words.TOWN_JA.search(name) is not None or bool(found)


def _signed_there(text: str, sentence: Span, match: re.Match[str]) -> bool:
    """Whether the words before a place, or in German behind it, say that something was signed there."""
    at = _without_date(text, sentence, match.start())
    before = text[max(sentence.start, at - _NEAR) : at].rstrip()
    if words.NOT_YET.search(before[-60:]):
        return False
    first = _first(text, sentence)
    if at - first <= _NEAR and words.DONE_IN.fullmatch(text, first, at):
        return True
    behind = match["how"] == "in" and words.SIGNED_BEHIND.match(text, match.end(), sentence.end)
    said = words.SIGNED_IN.search(before) or words.DONE_BEHIND.search(before) or behind
    lawful = LAW.search(before) and not INSTRUMENT.search(before)
    return bool(said and not lawful and _of_an_instrument(text, sentence, before))


def _of_an_instrument(text: str, sentence: Span, before: str) -> bool:
    named = INSTRUMENT.search(text, sentence.start, sentence.end)
    return named is not None or re.search(r"signing ceremony", before, re.IGNORECASE) is not None


def _first(text: str, sentence: Span) -> int:
    """The first letter of a sentence, behind marks of a list or a quotation."""
    letter = re.compile(r"[^\W\d_]").search(text, sentence.start, sentence.end)
    return letter.start() if letter else sentence.end


def _without_date(text: str, sentence: Span, at: int) -> int:
    """The place without the day right before it: "signed on 4 May 2003 in"."""
    start = max(sentence.start, at - _NEAR)
    day = next((one.span for one in dates(text, start, at) if not text[one.span.end : at].strip(" ,\n")), None)
    before = words.ON.search(text, start, day.start) if day else None
    return before.start() if before else day.start if day else at


def _name(text: str, span: Span, end: int) -> Span | None:
    """The place's own name, with a country behind a comma; nothing where it is no place."""
    joined = _AND.search(text, span.start, span.end)
    span = Span(span.start, joined.start()) if joined else span
    comma = text.find(",", span.start, span.end)
    head = Span(span.start, comma) if comma >= 0 else span
    tail = comma >= 0 and any(found.span.end == span.end for found in countries(text, comma, span.end))
    whole = span if tail else head
    days = any(day.span.meets(head) for day in dates(text, head.start, min(end, head.end + _NEAR)))
    numbered = _NUMBERED.match(text, whole.end, end) and not _date_at(text, whole.end, end)
    return whole if not days and not numbered and _is_place(text[head.start : head.end]) else None


def _date_at(text: str, at: int, end: int) -> bool:
    return any(not text[at : day.span.start].strip(" (") for day in dates(text, at, min(end, at + _NEAR)))


def _is_place(name: str) -> bool:
    parts = name.split()
    country = any(found.span == Span(0, len(name)) for found in countries(name))
    other = has_head(name) or STATES.search(name) or PERSONS.search(name) or words.NO_PLACE.search(name)
    return not (
        country
        or other
        or any(part in DAYS_AND_MONTHS or part in _languages() or part.lower() in words.EVENT_HEADS for part in parts)
        or any(re.search(r"\d|[A-ZА-ЯЁ]{2}", part) for part in parts)
        or not name[0].isupper()
    )


@cache
def _languages() -> frozenset[str]:
    """Languages in which something is written: "done in Hebrew"."""
    return frozenset(name for one in ("en", "de") for name in Locale(one).languages.values())


@cache
def _cities() -> frozenset[str]:
    """Cities that have Japanese names in the Unicode Consortium's locale data: those after which time zones are."""
    return frozenset({zone["city"] for zone in Locale("ja").time_zones.values() if "city" in zone} | {"東京"})
