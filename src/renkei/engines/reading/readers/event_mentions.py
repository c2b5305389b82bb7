"""Where a sentence speaks of an event: by its name, as the third of its kind, or as a mere meeting."""

import re
from dataclasses import dataclass, field

from renkei.engines.reading.cues import CUES
from renkei.engines.reading.date_words import DAYS_AND_MONTHS
from renkei.engines.reading.event_words import HEADS, ORDINALS, PLURALS
from renkei.engines.reading.model import Span, Value
from renkei.engines.reading.page import Page
from renkei.engines.reading.phrases import ARTICLES, Sentence, complement, run_before

_GOES_ON = re.compile(r"(?:\s+[^\W\d_][\w'’-]*){1,9}")
_RUSSIAN_ADJECTIVE = re.compile(r".+(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ая|ую|ое|ые)$")
_NUMBERED = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = frozenset(
    """
    in at on to was were will is are has have had and or which that who by from with held during between as for of
    after before took takes attracted where when the a an it
    """.split()  # noqa: SIM905 - a list of words, and not a list of strings, for the one who reads it
)
_LONGEST = 8  # words of what an event is on
_WORDS_BETWEEN = 3  # an ordinal and its event: "third annual bilateral meeting"


@dataclass(slots=True)
class Event:
    """A mention of an event: its name, and the stretches of the sentence that speak of it."""

    name: Span
    head: str
    named: bool
    definite: bool
    before: Span  # from the event mentioned before it, or the sentence's start
    about: Span  # from the name to the next event
    alone: bool = True  # the first of its sentence
    fields: dict[str, list[Value]] = field(default_factory=dict)


def mentions(page: Page, span: Span) -> list[Event]:
    """The events that a sentence names, in order; several unnamed ones ("workshops and seminars") are none."""
    sentence = page.phrases(span)
    found: list[Event] = []
    taken = -1
    for place in range(len(sentence.tokens)):
        if place > taken and _is_head(sentence, place):
            event, taken = _event(page, sentence, place)
            found.append(event)
    for number, event in enumerate(found):
        after = found[number + 1].name.start if number + 1 < len(found) else span.end
        earlier = found[number - 1].name.end if number else span.start
        event.about = Span(event.name.end, max(after, event.name.end))
        event.before = Span(min(earlier, event.name.start), event.name.start)
        event.alone = not number
    return [event for event in found if event.named or event.head not in PLURALS]


def _is_head(sentence: Sentence, place: int) -> bool:
    word = sentence.word(place)
    if word.lower() not in HEADS | PLURALS:
        return False
    return not (word[:1].isupper() and sentence.capital(place + 1) and not sentence.word(place + 1)[:1].isdigit())


def _event(page: Page, sentence: Sentence, head: int) -> tuple[Event, int]:
    """The event of a noun, and the last word of its name."""
    first, last = _first(sentence, head), _last(sentence, head)
    named = first < head
    name = sentence.span(first, last)
    if page.language in ("fr", "es", "ru"):
        named, name = _in_other_order(page, sentence, name, named=named)
    before = sentence.word(first - 1).lower()
    definite = before in ("the", "this", "that", "le", "la", "el", "der", "die", "das")
    definite = definite or (not named and before not in ARTICLES)
    return Event(name, sentence.word(head).lower(), named, definite, name, name), last


def _first(sentence: Sentence, head: int) -> int:
    """The first word of the name: of the capitals before the noun, or the ordinal that tells it from others."""
    year = _YEAR.fullmatch(sentence.word(head - 1)) and _capital(sentence, head - 2)
    first = run_before(sentence, head - 2 if year else head)
    while first < head and sentence.word(first) in DAYS_AND_MONTHS:
        first += 1
    if (
        first < head
        and all(place in sentence.geographic for place in range(first, head))
        and not _capital(sentence, head)
    ):
        first = head  # "the Japanese meeting" is no name
    for back in range(first - 1, max(first - 1 - _WORDS_BETWEEN, -1), -1):
        word = sentence.word(back)
        if word.lower() in ORDINALS or _NUMBERED.fullmatch(word):
            return back
        if not word.isalpha() or word.lower() in ARTICLES or word in ("the", "of", "and", "to"):
            break
    return first


def _capital(sentence: Sentence, place: int) -> bool:
    return sentence.word(place)[:1].isupper()


def _last(sentence: Sentence, head: int) -> int:
    """The last word of the name: a year, another word in brackets, or what the event is of."""
    if sentence.word(head + 1).isdigit() and len(sentence.word(head + 1)) == 4:
        return head + 1
    if sentence.word(head + 1) == "(" and sentence.word(head + 2).lower() in HEADS and sentence.word(head + 3) == ")":
        return head + 3
    visit = sentence.word(head).lower().startswith("visit")
    if sentence.word(head + 1) in ("of", "on", "for") or (visit and sentence.word(head + 1) == "to"):
        last = complement(sentence, head, places=visit)
        while head < last < head + _LONGEST and _goes_on(sentence.word(last + 1)):
            last += 1
        return last
    return head


def _goes_on(word: str) -> bool:
    """Whether a small word is still of what an event is on: "on Arctic research"."""
    return word.isalpha() and word.islower() and word not in _SMALL


def _in_other_order(page: Page, sentence: Sentence, name: Span, *, named: bool) -> tuple[bool, Span]:
    """A name in small letters: the words up to those that say that it takes place."""
    end = sentence.tokens[-1].end
    goes_on = _GOES_ON.match(page.text, name.end, end)
    cues = [CUES[one].search(page.text, name.end, end) for one in ("planned", "held")]
    nearest = min((cue.start() for cue in cues if cue), default=-1)
    start = name.start
    place = sentence.at.get(start, 0)
    while place > 0 and page.language == "ru" and _RUSSIAN_ADJECTIVE.match(sentence.word(place - 1).lower()):
        place -= 1
        start = sentence.tokens[place].start
    if goes_on and name.end < nearest <= goes_on.end() + 1:
        return True, Span(start, name.end + len(page.text[name.end : nearest].rstrip()))
    return named or start < name.start, Span(start, name.end)
