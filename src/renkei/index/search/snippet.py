"""Where in a text the words stand that answered, and the piece of it worth showing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from unicodedata import combining

from renkei.index.search.tokens import spans
from renkei.text.normal import folded

WIDTH = 200  # signs of a snippet
BEFORE = 40  # of them, at least, before the first word that answered
LOOKED_AT = 200  # words that answered, from each of which a snippet is thought of
MARKED = 50_000  # signs of a text in which words are marked
SHOWN = 12  # words that are named
Span = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """A text with the places of the words that answered: [start, end) in signs."""

    text: str
    spans: tuple[Span, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words that answered, as they are written."""
        return tuple(self.text[start:end] for start, end in self.spans)


class Marker:
    """Marks what answers in texts: `tokens` are all that may, `signs` those of them asked for as single signs."""

    def __init__(self, tokens: frozenset[str], signs: frozenset[str]) -> None:
        self._signs = signs
        words = "|".join(re.escape(token) for token in sorted(tokens) if token.isascii())
        self._words = re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])") if words else None

    def marked(self, text: str, answering: frozenset[str]) -> Marked:
        """The text with the tokens that answer marked, what overlaps as one."""
        found: list[Span] = []
        for token, start, end in self._tokens(text[:MARKED]):
            if token not in answering:
                continue
            last = _with_accents(text, start + 1 if token[0] in self._signs else end)
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((start, last))
        return Marked(text, tuple(found))

    def _tokens(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The tokens of a text with their places; of plain Latin text those alone that may answer."""
        if not text.isascii():
            yield from spans(text)
        elif self._words is not None:
            yield from ((found[0], *found.span()) for found in self._words.finditer(text.lower()))


def _with_accents(text: str, end: int) -> int:
    """The end of a piece of text, moved behind the accents and tone marks of its last sign."""
    while end < len(text) and combining(text[end]):
        end += 1
    return end


def snippet(whole: Marked) -> Marked:
    """The piece of a text that holds most of the different words that answered; its beginning where none did."""
    places = range(min(len(whole.spans), LOOKED_AT))
    best = max(places, key=lambda place: (_words_from(whole, place), -place), default=0)
    start = whole.spans[best][0] if whole.spans else 0
    start = _cut(whole.text, start - BEFORE) if start > BEFORE and len(whole.text) > WIDTH else 0
    end = min(len(whole.text), start + WIDTH)
    if end < len(whole.text) and (blank := whole.text.rfind(" ", start + WIDTH // 2, end)) > 0:
        end = blank
    kept = [(at - start, to - start) for at, to in whole.spans if start <= at and to <= end]
    return _framed(whole.text[start:end], kept, cut_before=start > 0, cut_after=end < len(whole.text))


def _words_from(whole: Marked, place: int) -> int:
    """How many different words a snippet shows that begins before the word at a place."""
    last = whole.spans[place][0] + WIDTH - BEFORE
    shown = takewhile(lambda span: span[1] <= last, islice(whole.spans, place, None))
    return len({folded(whole.text[at:to]) for at, to in shown})


def _cut(text: str, at: int) -> int:
    """The place of the next word, where blanks part words."""
    blank = text.find(" ", at, at + BEFORE // 2)
    return blank + 1 if blank >= 0 else at


def _framed(text: str, kept: Iterable[Span], *, cut_before: bool, cut_after: bool) -> Marked:
    """The piece on one line, with an ellipsis where the text goes on."""
    lead = "… " if cut_before else ""
    moved = tuple((at + len(lead), to + len(lead)) for at, to in kept)
    return Marked(f"{lead}{on_one_line(text)}{' …' if cut_after else ''}", moved)


def on_one_line(text: str) -> str:
    """The text with a blank for each line break or other sign that cannot be printed."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def named(texts: Iterable[Marked]) -> tuple[str, ...]:
    """The words that answered in several texts, each once as it is first written, `SHOWN` at most."""
    found: dict[str, str] = {}
    for text in texts:
        for word in text.words:
            found.setdefault(folded(word), word)
    return tuple(found.values())[:SHOWN]
