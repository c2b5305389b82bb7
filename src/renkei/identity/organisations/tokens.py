"""The words of an affiliation, each with its place: what an index is asked for."""

import re
from dataclasses import dataclass

from renkei.identity.organisations.vocabulary import SMALL_WORDS, canonical
from renkei.text.normal import folded

_EXPORTED = re.compile(r"#[A-Z]{1,4}#|&[a-z]+;|\\[nt]")  # what exports leave of tabs and line breaks
_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ ]?){2,}(?:[^\W\d_](?![^\W_]))?")
_PART = re.compile(r"[,;:()\[\]{}|\n\r\t/（）、，；/•*\"“”]+|\s[-–—]\s")
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0e7f"  # signs that stand on letters, or for vowels
_WORD = re.compile(rf"[^\W_][\w{_MARKS}]*(?:['’ʼ`][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `word` in its one form, `raw` folded as written, in which part between commas it stands."""

    word: str
    raw: str
    part: int
    capitals: bool
    dotted: bool


def tokens_of(text: str) -> list[Token]:
    """The words of a text that tell something, in order; letters with dots are one word: "U.S.A." → usa."""
    text = _LETTERS.sub(lambda run: run[0].replace(".", "").replace(" ", "") + " ", _EXPORTED.sub(" ", text))
    found = []
    for part, piece in enumerate(_PART.split(text)):
        for written in _WORD.findall(piece):
            plain = written.rstrip(".")
            raw = folded(plain).replace("'", " ").split()
            for one in raw:
                if one not in SMALL_WORDS or plain.isupper():
                    found.append(Token(canonical(one), one, part, plain.isupper(), written.endswith(".")))
    return found
