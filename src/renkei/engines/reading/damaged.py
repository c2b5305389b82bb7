"""Text that recognition of characters has spoilt: read as it was meant, every sign at its place in the document.

Recognition confuses signs of like shape: 11 for n, 1 for I or l, 0 for o, and in Japanese programs a sign of Chinese
script for two Latin letters. Only words that mix such signs with letters are mended, and only in a text with many.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from renkei.engines.reading.model import Span

_L = "A-Za-z"
_SPOILT = re.compile(
    rf"(?<=[{_L}])[01](?=[{_L}])|(?<![\w])1(?=[{_L}]{{3}})|(?<=[a-z])11?(?![\w%])"
    rf"|(?<=[{_L}])[一-龠ァ-ヶⅠ-Ⅻ](?=[{_L}])|l\)(?=[a-z])"
)
_MANY = 4  # spoilt words, and one in fifty
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(expression), meant)
    for expression, meant in (
        (rf"(?<=[Hh]ereina)[^\s]{{1,3}}?er(?=[{_L}\s]|ref)", "fter"),
        (rf"(?<=[{_L}])l\)(?=[a-z])", "n"),
        (r"(?<=[a-z])11(?=[a-z]|\W|$)", "n"),
        (r"(?<!\w)1(?=[a-z])", "I"),
        (r"(?<!\w)1S(?=[a-z])", "Is"),
        (r"(?<!\w)1(?=H)", "T"),
        (r"(?<!\w)l(?=[bcdfghjkmnpqrstvwxz][a-z]{3})", "I"),
        (r"(?<=[a-z])1(?=[a-z]|\W|$)", "l"),
        (rf"(?<=[{_L}])0(?=[{_L}])", "o"),
        (r"(?<!\w)f0(?=[a-zⅠ-Ⅻ])", "fo"),
        (rf"(?<=[{_L}])工(?=[{_L}]|\W|$)", "L"),
        (rf"(?<=[{_L}])[亘豆](?=[{_L}]|\W|$)|亘(?=V)", "E"),
        (rf"(?<=[{_L}])[夏](?=[{_L}])", "I"),
        (rf"(?<=[{_L}])見(?=\W|$)", "L"),
        (r"(?<=[a-z])Ⅱ|(?<=o)Ⅱ", "ll"),
        (r"(?<=[a-z])血(?=[a-z])", "m"),
        (r"丘(?=r)", "fi"),
        (r"(?<=[a-z])加(?=[a-z])", "in"),
        (r"(?<=[A-Z])・(?=[A-Z])", " "),
        (r"(?<=[a-z])(?=[A-Z][a-z]{2})", " "),
        (r"(?<=[a-z])(?=R&D)", " "),
        (r"(?<=[A-Za-z])(?=\((?:here|the ))", " "),
        (r"(?<=\bof)(?=(?:the|this)\b)|(?<=\bas)(?=the\b)|(?<=red)(?=to\b)|(?<=\bto)(?=as\b)", " "),
        (r"(?<=,)(?=[A-Za-z])|(?<=[a-z],)(?=\d{4})", " "),
    )
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text as it was meant; `places` are where its pieces began: (here, in the document)."""

    text: str
    places: tuple[tuple[int, int], ...]

    def back(self, span: Span) -> Span:
        """Where a stretch of the mended text stands in the document."""
        return Span(self._place(span.start), max(self._place(span.end - 1) + 1, self._place(span.end)))

    def _place(self, at: int) -> int:
        here, there = self.places[bisect_right(self.places, (at, 1 << 60)) - 1]
        return there + at - here


@lru_cache(maxsize=8)
def damaged(text: str) -> bool:
    """Say whether recognition of characters has spoilt the text."""
    spoilt = sum(1 for _ in _SPOILT.finditer(text))
    return spoilt >= _MANY and spoilt * 50 > text.count(" ")


@lru_cache(maxsize=8)
def mended(text: str) -> Mended:
    """The text as it was meant, rule after rule."""
    current = Mended(text, ((0, 0),))
    for rule, meant in _RULES:
        current = _apply(current, rule, meant)
    return current


def _apply(before: Mended, rule: re.Pattern[str], meant: str) -> Mended:
    pieces, places, at, here = [], [], 0, 0
    for match in rule.finditer(before.text):
        for start, end, words in ((at, match.start(), None), (match.start(), match.end(), meant)):
            piece = before.text[start:end] if words is None else words
            places += list(_moved(before, start, end, here)) if words is None else [(here, before._place(start))]
            pieces.append(piece)
            here += len(piece)
        at = match.end()
    places += list(_moved(before, at, len(before.text) + 1, here))
    return Mended("".join(pieces) + before.text[at:], tuple(places))


def _moved(before: Mended, start: int, end: int, here: int) -> Iterator[tuple[int, int]]:
    """The places of an unchanged stretch, moved to where it stands now."""
    yield here, before._place(start)
    for place, origin in before.places:
        if start < place < end:
            yield here + place - start, origin
