"""A page as agreements are read from it: without header and furniture, mended where recognition has spoilt it."""

import re
from functools import lru_cache

from renkei.engines.reading.damaged import Mended, damaged, mended
from renkei.engines.reading.model import Form, Span, Value
from renkei.engines.reading.page import Page
from renkei.engines.reading.people import Person, people
from renkei.engines.reading.sentences import sentences

LONGEST = 4_000  # signs of a sentence; a longer one is no sentence
_HEADER = re.compile(r"(?:(?:Source|Note|Quelle|出典)\s*:[^\n]*\n+)+")


class Legible:
    """`text` is what is read; its spans become spans of the document in `value` and `span`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        shown = _shown(page)
        self._mended: Mended | None = mended(shown) if damaged(page.text) else None
        self.text = self._mended.text if self._mended else shown

    def span(self, span: Span) -> Span:
        """Where a stretch stands in the document."""
        return self._mended.back(span) if self._mended else span

    def value(self, *spans: Span) -> Value:
        """The document's own words there."""
        return self.page.value(*map(self.span, spans))

    def stated(self, value: str, form: Form, *spans: Span) -> Value:
        """A value in its normal form, proved by what stands there."""
        return Value(value, tuple(map(self.span, spans)), form)


def _shown(page: Page) -> str:
    """The text with blanks where its header and the page's furniture stand: places stay what they are."""
    text, pieces, at = page.text, [], 0
    header = _HEADER.match(text)
    first = [Span(0, header.end())] if header else []
    for span in [*first, *(block.span for block in page.blocks if block.furniture)]:
        if span.start >= at:
            pieces += [text[at : span.start], re.sub(r"[^\n]", " ", text[span.start : span.end])]
            at = span.end
    return "".join([*pieces, text[at:]])


@lru_cache(maxsize=8)
def told(text: str) -> tuple[Span, ...]:
    """The sentences of a text, those of endless length left out."""
    joined: list[Span] = []
    for sentence in sentences(text):
        if joined and text[sentence.start] in ")）" and text[sentence.start - 1] in "。.":
            joined[-1] = Span(joined[-1].start, sentence.end)  # "(hereafter X.)" ends no sentence
        else:
            joined.append(sentence)
    return tuple(sentence for sentence in joined if sentence.end - sentence.start <= LONGEST)


@lru_cache(maxsize=8)
def persons(text: str) -> tuple[tuple[Person, ...], ...]:
    """The people of each sentence."""
    return tuple(tuple(people(text, sentence)) for sentence in told(text))


_DATELINE = re.compile(
    r"\s*(?:date \d{4}[\d-]*\s+)?(?:[A-ZÀ-ÞА-ЯЁ][^\n]{2,60}?"
    r"(?:\)\s?[.–—-]+|\([A-Z]{2,8}\)|\.?/|\s[–—]|\s--?)\s+(?=[A-ZÀ-ÞА-ЯЁ]))?"
)
_BEFORE_NEWS = 80  # signs in which a dateline ends


def without_dateline(text: str, sentence: Span) -> Span:
    """A sentence without the place, day and agency with which a news item begins."""
    line = _DATELINE.match(text, sentence.start, min(sentence.end, sentence.start + _BEFORE_NEWS))
    return Span(line.end(), sentence.end) if line else sentence
