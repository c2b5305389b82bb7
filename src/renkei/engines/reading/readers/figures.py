"""Figures: so many members, participants, countries, projects, and of what; how often something was held, and where."""

import re
from collections.abc import Iterator

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.event_words import PEOPLE, SCOPE, TIMES
from renkei.engines.reading.model import Fields, Form, Found, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.phrases import Sentence, run_before
from renkei.engines.reading.readers.attendance import bound_of

_NOUN = (
    rf"(?:member\s+)?(?:{PEOPLE.pattern}|compan(?:y|ies)|firms|enterprises|businesses"
    rf"|institutions?|institutes|universit(?:y|ies)"
    r"|organi[sz]ations?|members|countries|nations|projects?|partners|proposals?|applications?|SMEs|regions|states"
    r"|entreprises|pays|projets|membres|Unternehmen|Ländern?|Projekte?n?|Mitglieder|empresas|países|proyectos|miembros"
    r"|компани\w+|стран\w*|проект\w*|член\w*)\b"
)
_WHAT = re.compile(
    rf"\s+(?P<what>(?:(?!(?:and|of|in|to|from"
    rf"|or)\b)[\w-]+\s+){{0,2}}?{_NOUN}(?:\s+and\s+{_NOUN})?)|\s*(?P<ja>か国|カ国|ヶ国|[社名人件]|機関)"
)
_NOT_A_COUNT = re.compile(r"(?:\bpage|\bno\.?|\bnr\.?|\barticle|\bsection|\bphase|\bhorizon|[§#(])\s*$", re.IGNORECASE)
_HEADS = re.compile(
    r"(?:Forum|Club|Association|Federation|Council|Conference|Seminar|Symposium|Workshop|Summit|Meetings?|Initiative"
    r"|Programme?|Network|Consortium|Cluster|Foundation|Institute|Agency|Corporation"
    r"|University|Fair|Congress|Center|Centre)$"
)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a figure with the words that say what it counts."""
    for sentence in page.sentences:
        for found in page.within(page.numbers, sentence):
            what = _WHAT.match(page.text, found.span.end, sentence.end)
            if what and not _NOT_A_COUNT.search(page.text, max(0, found.span.start - 12), found.span.start):
                yield _figure(page, sentence, found, Span(*what.span("what" if what["what"] else "ja")))
        yield from _times(page, sentence)


def _figure(page: Page, sentence: Span, found: Found, what: Span) -> Fields:
    bound, whose = bound_of(page, found), _whose(page, sentence, found.span.start)
    return {
        "number": (as_value(found, Form.NUMBER),),
        "what": (page.value(what),),
        **({"bound": (bound,)} if bound else {}),
        **({"of": (page.value(whose),)} if whose else {}),
    }


def _times(page: Page, sentence: Span) -> Iterator[Fields]:
    """How often a named event was held, each number with its own scope."""
    for times in TIMES.finditer(page.text, sentence.start, sentence.end):
        held = _whose(page, sentence, times.start())
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
    words = Sentence(page.text, Span(sentence.start, before)) if before > sentence.start else None
    if words is None:
        return None
    for place in reversed(range(len(words.tokens))):
        if _HEADS.match(words.word(place)):
            first = run_before(words, place)
            bracketed = words.word(place + 1) == "(" and words.word(place + 3) == ")"
            if first < place and words.word(place - 1) != "(":
                return words.span(first, place + 3 if bracketed else place)
    return None
