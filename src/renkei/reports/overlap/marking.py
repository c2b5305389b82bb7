"""Two texts side by side: each cut into what agrees with the other, numbered, and what does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `number` is its passage, 0 for what agrees with nothing; `there`: the other has it too."""

    text: str
    number: int = 0
    there: bool = False


def marked(text: str, spans: Sequence[Span]) -> list[Piece]:
    """The text in pieces; span i is passage i + 1. Of spans that overlap the one that begins first keeps its place."""
    pieces: list[Piece] = []
    at = 0
    for number, span in sorted(enumerate(spans, 1), key=lambda one: (one[1], one[0])):
        start, end = max(span[0], at), min(span[1], len(text))
        if start >= end:
            continue
        pieces += [Piece(text[at:start])] if start > at else []
        pieces.append(Piece(text[start:end], number))
        at = end
    return pieces + ([Piece(text[at:])] if at < len(text) else [])


def side_by_side(texts: tuple[str, str], spans: Sequence[tuple[Span, Span]]) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; a passage that has lost its place to another in one of them is not to be jumped to."""
    ours, theirs = (marked(text, [both[at] for both in spans]) for at, text in enumerate(texts))
    shown = {piece.number for piece in ours} & {piece.number for piece in theirs} - {0}
    left, right = ([replace(piece, there=piece.number in shown) for piece in pieces] for pieces in (ours, theirs))
    return left, right
