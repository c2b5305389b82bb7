"""Two texts side by side: each cut into what agrees with the other, numbered, and what does not."""

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `number` is its passage, 0 for what agrees with nothing."""

    text: str
    number: int = 0


def marked(text: str, spans: Sequence[Span]) -> list[Piece]:
    """The text in pieces; span i is passage i + 1. Of spans that overlap the one that begins first keeps its place."""
    pieces: list[Piece] = []
    at = 0
    for number, (start, end) in sorted(enumerate(spans, 1), key=lambda one: (one[1], one[0])):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        pieces += [Piece(text[at:start])] if start > at else []
        pieces.append(Piece(text[start:end], number))
        at = end
    return pieces + ([Piece(text[at:])] if at < len(text) else [])
