"""Countries in headers: codes in brackets or beside a name, and names in the dictionary's languages."""

import re
from functools import cache, lru_cache

from babel import Locale

from renkei.exchange.sheets.words import normal

_LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl", "pl", "cs", "ja", "ko", "zh"]
_OTHER_CODES = {"UK": "GB", "EL": "GR"}  # as the European Commission writes them
# Codes that read as other abbreviations when they stand without brackets.
_NEEDS_BRACKETS = frozenset(
    ["AI", "ML", "PM", "AG", "MS", "ST", "SC", "CC", "TV", "IO", "AS", "AQ", "BL", "GS", "VA", "AC", "AD", "TD", "TC"]
)
_NO_COUNTRIES = frozenset(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"])
_OTHER_NAMES = {
    "uk": "GB",
    "usa": "US",
    "south korea": "KR",
    "korea": "KR",
    "turkey": "TR",
    "czech republic": "CZ",
    "taiwan": "TW",
}


def country_code(text: str) -> str | None:
    """The ISO 3166 code of a text that is a country's code or name and nothing else."""
    plain = text.strip(" ()[]")
    if len(plain) == 2 and plain.isupper():
        return _OTHER_CODES.get(plain) or (plain if plain in _codes() else None)
    return _names().get(normal(plain))


@lru_cache(maxsize=2**14)
def find_country(text: str) -> tuple[str | None, str]:
    """The country that a header names beside something else, and the text without it: "FWF (AT)" is AT and FWF.

    Two countries, or none, give None and the whole text.
    """
    parts = [
        part.strip()
        for part in re.split(r"([(\[][^)\]]*[)\]])|\s*[/,;:\n]\s*|\s+[-–]\s+|(?<=\b[A-Z]{2})-|-(?=[A-Z]{2}\b)", text)
        if part
    ]
    parts = [part for part in parts if part.strip(" /,;:-–")]
    found = [(part, country_code(part)) for part in parts if _is_plain(part, parts)]
    codes = {code for _, code in found if code}
    if not codes:
        return _outer_word(text)
    if len(codes) > 1:
        return None, text
    rest = " ".join(part for part in parts if not country_code(part) or not _is_plain(part, parts))
    return codes.pop(), rest


def _is_plain(part: str, parts: list[str]) -> bool:
    return part.startswith(("(", "[")) or len(parts) == 1 or part not in _NEEDS_BRACKETS


def _outer_word(text: str) -> tuple[str | None, str]:
    """A code that is the first or the last word: "AT FWF", "FWF AT"."""
    words = text.split()
    for word, rest in ((words[-1], words[:-1]), (words[0], words[1:])) if len(words) > 1 else ():
        if len(word) == 2 and word.isascii() and word not in _NEEDS_BRACKETS and country_code(word):
            return country_code(word), " ".join(rest)
    return None, text


@cache
def _codes() -> frozenset[str]:
    codes = frozenset(str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


@cache
def _names() -> dict[str, str]:
    names = dict(_OTHER_NAMES)
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in _codes():
                names.setdefault(normal(name), code)
    return names
