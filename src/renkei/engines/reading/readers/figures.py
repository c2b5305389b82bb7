"""Figures: so many members, participants, countries, projects, and of what; how often something was held, and where."""

import re
from collections.abc import Iterator

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.dates import years
from renkei.engines.reading.event_words import SCOPE, TIMES
from renkei.engines.reading.figure_words import (
    AS_WELL,
    BETWEEN,
    ELSEWHERE,
    EVENTS,
    HEADS,
    KNOWN_ALREADY,
    NOT_A_COUNT,
    SCOPE_OF_THE_FIRST,
    SUBJECT,
    WHAT,
)
from renkei.engines.reading.model import Fields, Form, Found, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.phrases import Sentence, run_before
from renkei.engines.reading.readers.attendance import bound_of

_IN = re.compile(r"\b(?:[Ii]n|[Ee]n|[Ii]m Jahr)\s+$")
_FARTHEST = 400  # signs before a figure in which what it is of may stand
_FEW = 10  # "the two institutions" were named before; "the 80 institutes" are a figure


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a figure with the words that say what it counts."""
    for sentence in page.sentences:
        before: Fields = {}
        for found in page.within(page.numbers, sentence):
            what = WHAT.match(page.text, found.span.end, sentence.end)
            if what and _counts(page, sentence, found):
                before = _figure(page, sentence, found, Span(*what.span("what" if what["what"] else "ja")))
                yield before
            elif before:
                yield from _elsewhere(page, sentence, found, before)
        yield from _times(page, sentence)


def _counts(page: Page, sentence: Span, found: Found) -> bool:
    """Whether a number counts something new: no page, no article, not "the two sides"."""
    start = max(sentence.start, found.span.start - 12)
    if NOT_A_COUNT.search(page.text, start, found.span.start):
        return False
    known = KNOWN_ALREADY.search(page.text, start, found.span.start)
    return not (known and float(found.value) <= _FEW)


def _figure(page: Page, sentence: Span, found: Found, what: Span) -> dict[str, tuple[Value, ...]]:
    bound, whose = bound_of(page, found), _whose(page, sentence, found.span.start)
    period = _period(page, sentence, found)
    scope = SCOPE_OF_THE_FIRST.match(page.text, what.end, sentence.end)
    counted = EVENTS.search(page.text, what.start, what.end)
    return {
        "number": (*_least(page, sentence, found), as_value(found, Form.NUMBER)),
        "what": (page.value(what),),
        **({"bound": (bound,)} if bound else {}),
        **({"of": (page.value(whose),)} if whose else {}),
        **({"scope": (page.value(Span(*scope.span("scope"))),)} if scope and counted else {}),
        **({"period": (as_value(period, Form.DATE),)} if period else {}),
    }


def _least(page: Page, sentence: Span, found: Found) -> tuple[Value, ...]:
    """The lower end of "between 10 and 15"."""
    between = BETWEEN.search(page.text, max(sentence.start, found.span.start - 30), found.span.start)
    least = page.within(page.numbers, Span(*between.span("least"))) if between else []
    return tuple(as_value(one, Form.NUMBER) for one in least)


def _elsewhere(page: Page, sentence: Span, found: Found, before: Fields) -> Iterator[Fields]:
    """A second number of what was counted before it: "three regional seminars and one national"."""
    last = max(
        span.end
        for values in before.values()
        for value in values
        for span in value.spans
        if span.end < found.span.start
    )
    scope = ELSEWHERE.match(page.text, found.span.end, sentence.end)
    if scope and AS_WELL.match(page.text, last, found.span.start):
        number = {
            "number": (as_value(found, Form.NUMBER),),
            "scope": (page.value(Span(*scope.span(scope.lastgroup or 0))),),
        }
        yield {**{name: before[name] for name in ("what", "of", "period") if name in before}, **number}


def _period(page: Page, sentence: Span, number: Found) -> Found | None:
    """The fiscal year of the sentence, or the year before the figure: "In 2008 it attracted ..."."""
    for found in page.within(page.dates, sentence):
        if found.value.startswith("FY"):
            return found
    for found in years(page.text, max(sentence.start, number.span.start - _FARTHEST), number.span.start):
        if _IN.search(page.text, sentence.start, found.span.start):
            return found
    return None


def _times(page: Page, sentence: Span) -> Iterator[Fields]:
    """How often an event was held, each number with its own scope."""
    for times in TIMES.finditer(page.text, sentence.start, sentence.end):
        events = EVENTS.search(page.text, max(sentence.start, times.start() - _FARTHEST), times.start())
        held = Span(*events.span("what")) if events else _whose(page, sentence, times.start())
        number = next((one.value for one in page.numbers if times.start() <= one.span.start < times.end()), "")
        if held is None:
            continue
        fields = {"number": (Value(number, (Span(*times.span()),), Form.NUMBER),), "what": (page.value(held),)}
        scope = SCOPE.match(page.text, times.end(), sentence.end)
        if scope:
            fields["scope"] = (page.value(Span(*scope.span("scope"))),)
        period = page.within(page.dates, sentence)
        yield fields | ({"period": (as_value(period[0], Form.DATE),)} if period else {})


def _whose(page: Page, sentence: Span, before: int) -> Span | None:
    """What the figure is of: the last named body or event before it in the sentence."""
    start = max(sentence.start, before - _FARTHEST)
    words = Sentence(page.text, Span(start, before)) if before > start else None
    if words is None:
        return None
    for place in reversed(range(len(words.tokens))):
        if HEADS.match(words.word(place)):
            first = run_before(words, place)
            bracketed = words.word(place + 1) == "(" and words.word(place + 3) == ")"
            if first < place and words.word(place - 1) != "(":
                return words.span(first, place + 3 if bracketed else place)
    subject = SUBJECT.match(page.text, sentence.start, before)
    return Span(*subject.span("subject")) if subject else None
