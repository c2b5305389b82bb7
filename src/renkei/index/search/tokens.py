"""What of a text can be found: words, and pairs of signs where a script writes words on end or inflects them on end.

Each sign of an unspaced run begins exactly one token: the pair with the sign after it, or, at the run's end, the sign
alone. So a single sign is found as the beginning of a token, and any piece of a run is a phrase of its pairs.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from renkei.text.normal import folded

# Kana, Han, Thai, Lao, Burmese, Khmer, and Hangul, whose particles stand at the end of words.
_UNSPACED = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff\uac00-\ud7a3\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf\u1000-\u1049\u1050-\u109f"
    "\u1780-\u17d3"
)
_VOWELLED = "\u0900-\u0963\u0966-\u0dff"  # scripts of India: vowels are signs that Python takes for no letters
_RUN = re.compile(rf"[{_UNSPACED}]+")
_WORD = re.compile(rf"(?P<run>[{_UNSPACED}]+)|(?:[^\W_{_UNSPACED}]|[{_VOWELLED}])+")
_PIECE = re.compile(r"[^\s!-/:-@\[-`{-~]+")
_ASCII = str.maketrans({chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(128)})


def tokens(text: str) -> list[str]:
    """The tokens of a text in order, folded: "Kräfte im 電池材料" → krafte, im, 電池, 池材, 材料, 料."""
    if text.isascii():
        return text.translate(_ASCII).split()
    return [token for piece in _PIECE.findall(text) for token in _tokens(piece)]


@lru_cache(maxsize=1 << 16)
def _tokens(piece: str) -> tuple[str, ...]:
    return tuple(token for token, _, _ in _placed(folded(piece)))


def _placed(plain: str) -> Iterator[tuple[str, int, int]]:
    """The tokens of folded text with the places of their signs."""
    for found in _WORD.finditer(plain):
        if found["run"] is None:
            yield found[0], *found.span()
            continue
        for at in range(found.start(), found.end()):
            end = min(at + 2, found.end())
            yield plain[at:end], at, end


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The tokens of a text, each with where it stands in the text as written: token, start, end."""
    for found in _PIECE.finditer(text):
        piece, offset = found[0], found.start()
        plain = folded(piece)
        places = _places(piece, plain)
        for token, start, end in _placed(plain):
            yield token, offset + places[start], offset + places[end - 1] + 1


def _places(piece: str, plain: str) -> list[int]:
    """For each sign of the folded piece the sign of the piece that it came from."""
    if len(piece) == len(plain):
        return list(range(len(piece)))
    each = [folded(sign) for sign in piece]
    if "".join(each) == plain:
        return [at for at, made in enumerate(each) for _ in made]
    return [min(at * len(piece) // len(plain), len(piece) - 1) for at in range(len(plain))]


def is_run(token: str) -> bool:
    """Whether a token is of a script in pairs of signs."""
    return _RUN.match(token) is not None


def is_sign(token: str) -> bool:
    """Whether a token is a single sign of such a script: it answers for every token that begins with it."""
    return len(token) == 1 and is_run(token)


@lru_cache(maxsize=1 << 16)
def script(token: str) -> str:
    """The script of a token, by which rarity is counted: `latin`, `cjk` (kana and Han), or the sign's own block."""
    if token.isascii():
        return "latin"
    return _script(token[0])


@lru_cache(maxsize=1 << 14)
def _script(sign: str) -> str:
    first = unicodedata.name(sign, "").split(" ")[0].lower()
    return {"hiragana": "cjk", "katakana": "cjk", "katakana-hiragana": "cjk"}.get(first, first or "other")
