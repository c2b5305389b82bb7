"""Normal forms of text: one spelling for what people read as the same."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, in the spelling usual without them.
_WHOLE = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ß": "ss"}
)
_KANA_MARKS = "\u3099\u309a"  # the voicing marks of kana make another letter, and stay
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´ʹ＇", "'"))


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """The text without case, width and diacritics: "Ångström" → "angstrom"; the voicing of kana stays."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold().translate(_WHOLE)
    parts = unicodedata.normalize("NFD", plain)
    kept = "".join(sign for sign in parts if not unicodedata.combining(sign) or sign in _KANA_MARKS)
    return unicodedata.normalize("NFC", kept)


def words(text: str) -> list[str]:
    """The words of the folded text, in order, apostrophes dropped: "L'Oréal S.A." → ["loreal", "s", "a"]."""
    return [word.replace("'", "") for word in _WORD.findall(folded(text))]
