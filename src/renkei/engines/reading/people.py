"""People with the office that the text gives them, before the name or after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from renkei.engines.reading.model import Span
from renkei.engines.reading.people_ja import JAPANESE, people_ja
from renkei.engines.reading.people_words import NO_NAME, OFFICES
from renkei.engines.reading.phrases import COURTESY, PARTICLES, Sentence, complement
from renkei.engines.reading.tokens import tokens

_COMPOUND = r"[A-ZÄÖÜ][a-zäöüß]+(?:minister|präsident|sekretär|direktor|kanzler|botschafter)(?:in|s)?"  # German
_OFFICE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, OFFICES), key=len, reverse=True))}|{_COMPOUND})(?![\w-])"
)
_LONGEST_NAME = 120  # signs of a name with its courtesies
_FORMER = re.compile(r"\b(?:former|ex|then|ancien|ancienne|ehemalige|ehemaliger|exministro|бывший)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the text calls it: `before` are the words that say whose ("RUSNANO", "Japanese")."""

    span: Span
    before: Span | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person: the name without courtesies, and the offices that stand with it."""

    name: Span
    offices: tuple[Office, ...]


def people(text: str, span: Span) -> Iterator[Person]:
    """The people of one sentence that an office stands with, in the order of the text."""
    return people_of(Sentence(text, span))


def people_of(sentence: Sentence) -> Iterator[Person]:
    """As `people`, of a sentence taken apart already."""
    if JAPANESE.search(sentence.text, sentence.whole.start, sentence.whole.end):
        found_ja = people_ja(sentence.text, sentence.whole)
        yield from (Person(name, (Office(office),)) for name, office in found_ja)
        return
    offices = list(_offices(sentence))
    used: set[int] = set()
    found: list[tuple[int, Person]] = []
    for number, (first, last, _) in enumerate(offices):
        if number in used:
            continue
        name = _name_before(sentence, first)
        held = [offices[number][2]]
        if name:
            used.add(number)
            held += [office for _, _, office in _chained(sentence, offices, number, used)]
        else:
            name = _name_after(sentence, last)
        if name:
            found.append((name[0], Person(sentence.span(*name), tuple(held))))
    yield from (person for _, person in sorted(found, key=lambda one: one[0]))


def _offices(sentence: Sentence) -> Iterator[tuple[int, int, Office]]:
    """First word with what stands before, last word with its complement, and the office; none within another."""
    taken = -1
    begin, end = sentence.tokens[0].start if sentence.tokens else 0, sentence.tokens[-1].end if sentence.tokens else 0
    for match in _OFFICE.finditer(sentence.text, begin, end):
        head = sentence.at.get(match.start())
        if head is None or head <= taken:
            continue
        tail = head + len(tokens(sentence.text, Span(*match.span()))) - 1
        last = complement(sentence, tail)
        first = head
        while first > 0 and sentence.word(first - 1) in NO_NAME and sentence.word(first - 1)[:1].isupper():
            first -= 1
        outer = first
        while outer > 0 and outer - 1 > taken and _modifies(sentence, outer - 1):
            outer -= 1
        former = bool(_FORMER.search(sentence.text, begin, sentence.tokens[outer].start - 1)) and outer > 0
        before = sentence.span(outer, first - 1) if outer < first else None
        yield outer - former, last, Office(sentence.span(first, last), before, former)
        taken = last


def _modifies(sentence: Sentence, place: int) -> bool:
    """Whether a word before an office says whose it is: a country, an acronym, somebody's."""
    word = sentence.word(place)
    return place in sentence.geographic or word.endswith(("'s", "’s", "s’")) or (len(word) > 2 and word.isupper())


def _name_after(sentence: Sentence, last: int) -> tuple[int, int] | None:
    """The name that follows an office, a courtesy or a comma between them left out."""
    place = last + 1
    if sentence.word(place) == ",":
        name = _name(sentence, _past_courtesies(sentence, place + 1))
        closes = name and sentence.word(name[1] + 1) in (",", "", ".", ")")
        followed = name and _OFFICE.match(sentence.text, sentence.tokens[name[1]].end + 2)
        return name if name and name[1] > name[0] and closes and not followed else None
    return _name(sentence, _past_courtesies(sentence, place))


def _name_before(sentence: Sentence, first: int) -> tuple[int, int] | None:
    """The name before an office: a comma, a bracket or "as" stands between."""
    place = first - 1
    while place > 0 and sentence.word(place) in ("the", "The", "as", "who", "is", "der", "die", "le", "la", "el"):
        place -= 1
    if sentence.word(place) not in (",", "(", "–", "—"):
        return None
    begin = place
    while begin > 0 and (sentence.nameable(begin - 1) or _inside(sentence, begin - 1)):
        begin -= 1
    name = _name(sentence, begin)
    if name is None or name[1] != place - 1:
        return None
    courteous = sentence.word(begin - 1).removesuffix(".") in COURTESY
    return name if name[1] > name[0] or courteous else None


def _inside(sentence: Sentence, place: int) -> bool:
    return sentence.word(place) in PARTICLES and sentence.nameable(place - 1) and sentence.nameable(place + 1)


def _past_courtesies(sentence: Sentence, place: int) -> int:
    while sentence.word(place) in ("the", "The") or sentence.word(place).removesuffix(".") in COURTESY:
        place += 1
    return place


def named_at(text: str, place: int, end: int) -> Span | None:
    """The name of a person that begins at a place, courtesies left out; None for other words."""
    sentence = Sentence(text, Span(place, min(end, place + _LONGEST_NAME)))
    first = _past_courtesies(sentence, 0)
    name = _name(sentence, first)
    return sentence.span(*name) if name and (first or name[1] > name[0]) else None


def _name(sentence: Sentence, place: int) -> tuple[int, int] | None:
    last = place
    while last < len(sentence.tokens) and (sentence.nameable(last) or (last > place and _inside(sentence, last))):
        last += 1
    return (place, last - 1) if 1 <= last - place <= 6 else None


def _chained(
    sentence: Sentence, offices: list[tuple[int, int, Office]], number: int, used: set[int]
) -> Iterator[tuple[int, int, Office]]:
    """Further offices of the same person: ", former Russian ambassador to Japan"."""
    while number + 1 < len(offices):
        gap = [sentence.word(place) for place in range(offices[number][1] + 1, offices[number + 1][0])]
        if [word for word in gap if word not in ("and", "the", "also")] not in ([","], []) or not gap:
            return
        follows = _name_after(sentence, offices[number + 1][1])
        if follows and sentence.word(offices[number + 1][1] + 1) != ",":
            return
        number += 1
        used.add(number)
        yield offices[number]
