"""Where a quotation stands in a text: sign by sign, any run of blanks and line ends being one blank."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from renkei.engines.reading.model import Span

_WORD = re.compile(r"\S+")
_WITHOUT_BLANKS = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f]")  # scripts that set no words apart
_MOST = 50  # places of a quotation that are looked at


class Quotations:
    """A text in which many quotations are looked for."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        words = list(_WORD.finditer(text, start, len(text) if end is None else end))
        self._starts = [word.start() for word in words]
        self._folded = " ".join(word[0] for word in words)
        self._at = [0, *accumulate(len(word[0]) + 1 for word in words)][:-1]

    def places(self, quotation: str) -> Iterator[Span]:
        """Where it stands with no word cut in two, in the order of the text; the first fifty places at most."""
        words = " ".join(quotation.split())
        at = self._folded.find(words) if words else -1
        for _ in range(_MOST):
            if at < 0:
                return
            span = Span(self._back(at), self._back(at + len(words) - 1) + 1)
            if not (self._cut(span.start) or self._cut(span.end)):
                yield span
            at = self._folded.find(words, at + 1)

    def _back(self, place: int) -> int:
        word = bisect_right(self._at, place) - 1
        return self._starts[word] + place - self._at[word]

    def _cut(self, place: int) -> bool:
        """Whether a place lies within a word."""
        around = self.text[max(place - 1, 0) : place + 1]
        return len(around) == 2 and place > 0 and around.isalnum() and not _WITHOUT_BLANKS.search(around)
