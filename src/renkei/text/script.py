"""In which script a text is written."""

import unicodedata
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """The scripts told apart; `HAN` are the characters of Chinese and Japanese."""

    LATIN = "latin"
    KANA = "kana"
    HAN = "han"
    HANGUL = "hangul"
    OTHER = "other"


_PREFIXES = {
    "LATIN": Script.LATIN,
    "HIRAGANA": Script.KANA,
    "KATAKANA": Script.KANA,
    "KATAKANA-HIRAGANA": Script.KANA,
    "CJK": Script.HAN,
    "IDEOGRAPHIC": Script.HAN,
    "HANGUL": Script.HANGUL,
}


@lru_cache(maxsize=1 << 14)
def _script_of_sign(sign: str) -> Script | None:
    if not unicodedata.category(sign).startswith("L"):
        return None
    first = unicodedata.name(sign, "").split(" ")[0]
    return _PREFIXES.get(first, Script.OTHER)


def script_of(text: str) -> Script | None:
    """The one script of the text's letters; Han with kana counts as Han. None: no letters, or several scripts."""
    if text.isascii():
        return Script.LATIN if any(sign.isalpha() for sign in text) else None
    found = {script for script in map(_script_of_sign, text) if script}
    if Script.HAN in found:
        found.discard(Script.KANA)
    return found.pop() if len(found) == 1 else None
