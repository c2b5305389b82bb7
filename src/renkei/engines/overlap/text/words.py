"""A text's words as overlap compares them, and where each stands in the text as written.

Folded as `renkei.text.normal` folds (case, width, diacritics; apostrophes dropped); a sign of a script without blanks
is a word by itself, so that two words in a row are a pair of signs.
"""

import re
import unicodedata
from dataclasses import dataclass

from renkei.text.normal import folded
from renkei.text.terms import UNSPACED

SIGN = "\x01"  # stands before a sign that is a word by itself, for the machine code that takes the words apart
_NO_WORD = re.compile(r"[^\w']|_")
_ALONE = re.compile(rf"[{UNSPACED}]")
_WORD = re.compile(rf"(?=\w)[{UNSPACED}]|[^\W_{UNSPACED}]+(?:'[^\W_{UNSPACED}]+)*")
_JOINING = "\uff9e\uff9f"  # the voicing marks of half-width kana, which fold into the sign before
_JAMO = range(0x1160, 0x1200)  # vowels and closing consonants that fold into a syllable of Hangul


@dataclass(frozen=True)
class Word:
    """A folded word and its place, [start, end) in signs of the text as written."""

    word: str
    start: int
    end: int


def to_split(text: str) -> bytes:
    """The text for `kernels.split`: ASCII as it is, anything else folded, with blanks between words."""
    if text.isascii():
        return text.encode()
    plain = folded.__wrapped__(text)  # a whole text is folded once: nothing to remember
    return _ALONE.sub(SIGN + r"\g<0> ", _NO_WORD.sub(" ", plain)).encode("utf-8", "replace")


def words(text: str) -> list[Word]:
    """The words of a text in order, each with its place."""
    parts, starts = _folded_parts(text)
    plain = "".join(parts)
    places = [place for part, place in zip(parts, starts, strict=True) for _ in part]
    ends = [place for part, place in zip(parts, [*starts[1:], len(text)], strict=False) for _ in part]
    return [
        Word(found[0].replace("'", ""), places[found.start()], ends[found.end() - 1]) for found in _WORD.finditer(plain)
    ]


def _folded_parts(text: str) -> tuple[list[str], list[int]]:
    """The text cut before every sign that folds by itself: the folded pieces, and where each begins."""
    if text.isascii():
        return list(text.lower()), list(range(len(text)))
    text = text.replace("`", "'")  # as in any text that is not all ASCII
    starts = [at for at, sign in enumerate(text) if at == 0 or not _joins(sign)]
    return [folded(text[a:b]) for a, b in zip(starts, [*starts[1:], len(text)], strict=False)], starts


def _joins(sign: str) -> bool:
    return bool(unicodedata.combining(sign)) or sign in _JOINING or ord(sign) in _JAMO
