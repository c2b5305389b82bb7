"""Where two texts have the same words: for a page to mark."""

from collections import defaultdict
from dataclasses import dataclass

from renkei.engines.overlap.text.words import Word, words

LEAST = 6  # words in a row


@dataclass(frozen=True)
class Passage:
    """The same words in two texts: [start, end) in signs of each text as written."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int


def passages(left_text: str, right_text: str, least: int = LEAST) -> list[Passage]:
    """The passages of at least so many words that stand in both texts, in the right text's order; longest first taken
    from left to right, none overlapping in the right text. The words agree without case, diacritics and punctuation."""
    left, right = words(left_text), words(right_text)
    starts = defaultdict(list)
    for at in range(len(left) - least + 1):
        starts[_run(left, at, least)].append(at)
    found, at = [], 0
    while at <= len(right) - least:
        length, place = max(
            ((_in_common(left, start, right, at), -start) for start in starts.get(_run(right, at, least), ())),
            default=(0, 0),
        )
        if length:
            first, last, begin, end = left[-place], left[length - place - 1], right[at], right[at + length - 1]
            found.append(Passage(first.start, last.end, begin.start, end.end))
        at += length or 1
    return found


def _run(of: list[Word], at: int, many: int) -> tuple[str, ...]:
    return tuple(word.word for word in of[at : at + many])


def _in_common(left: list[Word], start: int, right: list[Word], begin: int) -> int:
    """How many words in a row are the same, from these places."""
    many = 0
    for one, other in zip(left[start:], right[begin:], strict=False):
        if one.word != other.word:
            break
        many += 1
    return many
