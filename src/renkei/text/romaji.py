"""Japanese in Latin letters: kana romanised, and one form for the spellings in use.

The one form is Hepburn's without long vowels: Kunrei and Nippon spellings, "m" before b, m and p, and the ways to write
a long vowel (ō, ou, oo, oh; uu) all come to it, so that Satō, Sato, Satou and Satoh agree.
"""

import re
from functools import lru_cache

_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
_KANA = {sign: row + vowel for row, signs in _ROWS.items() for sign, vowel in zip(signs, "aiueo", strict=True)}
_KANA |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ン": "n", "ヴ": "vu"}
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}  # from Hiragana

# A syllable: a consonant, perhaps doubled, with its vowel; a closing n; m before b, m, p; the h of "oh".
_SYLLABLE = re.compile(
    r"(?P<double>(?P<twice>[bdgkpst])(?=(?P=twice))|[ct](?=ch))?"
    r"(?P<start>ch|sh|ts|[bdghjkmnprstz]y|[bdfghjkmnprstwyz])?(?P<vowel>[aeiou])"
    r"|n(?![aeiouy])|(?<=[aeiou])m(?=[bmp])|(?<=o)h(?![aeiouy])"
)
_STARTS = {"sy": "sh", "ty": "ch", "zy": "j", "jy": "j", "dy": "j"}
_WITH_VOWEL = {
    ("s", "i"): "sh",
    ("t", "i"): "ch",
    ("t", "u"): "ts",
    ("h", "u"): "f",
    ("z", "i"): "j",
    ("d", "i"): "j",
    ("d", "u"): "z",
}
_LONG = re.compile(r"o[ou]+|uu+")


def romanised(kana: str) -> str:
    """Hiragana or katakana in Latin letters, sign by sign: "さとう" → "satou", "つじ" → "tuzi" (see `one_form`)."""
    letters: list[str] = []
    for sign in kana.translate(_KATAKANA):
        if sign in _SMALL:
            _join_small(letters, _SMALL[sign])
        elif sign == "ッ":
            letters.append("*")  # doubles the consonant that follows
        elif sign != "ー":
            letters.append(_KANA.get(sign, sign))
    return re.sub(r"\*(\w?)", r"\1\1", "".join(letters))


def _join_small(letters: list[str], small: str) -> None:
    """Let a small kana take the place of the vowel before it: ki + ya → kya, si + ya → sha, hu + e → fe."""
    before = letters.pop() if letters else ""
    start = _WITH_VOWEL.get((before[:-1], before[-1:]), before[:-1])
    letters += [start, small[-1] if start in ("sh", "ch", "j") else small]


@lru_cache(maxsize=1 << 16)
def is_romaji(word: str) -> bool:
    """Whether a folded Latin word can be read as Japanese syllables."""
    at = 0
    while at < len(word):
        found = _SYLLABLE.match(word, at)
        if not found:
            return False
        at = found.end()
    return bool(word)


@lru_cache(maxsize=1 << 16)
def one_form(word: str) -> str:
    """The one form of a romanised Japanese word; any other folded word as it is, and what would be left one letter."""
    form = _LONG.sub(lambda run: run[0][0], _SYLLABLE.sub(_hepburn, word)) if is_romaji(word) else word
    return form if len(form) > 1 else word


def _hepburn(syllable: re.Match[str]) -> str:
    start, vowel = syllable["start"] or "", syllable["vowel"]
    if not vowel:
        return "" if syllable[0] == "h" else "n"
    start = _WITH_VOWEL.get((start, vowel)) or _STARTS.get(start, start)
    return (start[0] if syllable["double"] else "") + start + vowel
