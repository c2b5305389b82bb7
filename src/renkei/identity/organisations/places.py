"""Countries as affiliations name them: in several languages, by usual short names, by the states of the USA."""

from collections.abc import Sequence
from functools import cache

from babel import Locale

from renkei.identity.organisations.vocabulary import SMALL_WORDS, canonical
from renkei.text.normal import words

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "id", "ja", "zh", "zh_Hant", "ko", "ru")
_USUAL = {
    "US": "usa|us|united states of america|u s a|estados unidos|etats unis|eua",
    "GB": "uk|england|scotland|wales|northern ireland|great britain|u k|britain",
    "CN": "pr china|prc|p r china|peoples republic of china|people s republic of china|people republic of china",
    "KR": "korea|republic of korea|south korea|rok",
    "RU": "russian federation|ussr",
    "CZ": "czech republic|czechia",
    "NL": "the netherlands|holland",
    "TW": "roc|republic of china|taiwan roc",
    "IR": "islamic republic of iran|iran islamic republic of",
    "VN": "viet nam",
    "TR": "turkey|turkiye",
    "HK": "hong kong|hongkong|hksar",
    "MO": "macau|macao",
    "AE": "uae|united arab emirates",
    "SA": "ksa|kingdom of saudi arabia|saudi arabia",
    "CI": "ivory coast|cote d ivoire",
    "MK": "macedonia",
    "CD": "dr congo|drc",
    "BR": "brasil",
    "SG": "singapore",
    "SK": "slovak republic",
    "MD": "moldova",
    "LA": "laos",
    "SY": "syria",
    "TZ": "tanzania",
    "VE": "venezuela",
    "BO": "bolivia",
    "PS": "palestine",
}
_STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|iowa|"
    "kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|"
    "nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|"
    "rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming"
)
_AMERICAN = frozenset(words(_STATES.replace("|", " "))) | {"state"}
_LONGEST = 5  # words of a country's name


@cache
def _names() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for code, usual in {**_USUAL, "US": f"{_USUAL['US']}|{_STATES}"}.items():
        found |= {tuple(words(name)): code for name in usual.split("|")}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"):
                found.setdefault(tuple(words(name)), code)
    found.pop((), None)
    return found


def countries_of(raw: Sequence[str]) -> dict[str, list[int]]:
    """The countries that folded words name: code → the places of those words."""
    known, found = _names(), dict[str, list[int]]()
    at = 0
    while at < len(raw):
        for length in range(min(_LONGEST, len(raw) - at), 0, -1):
            code = known.get(tuple(raw[at : at + length]))
            if code:
                found.setdefault(code, []).extend(range(at, at + length))
                at += length - 1
                break
        at += 1
    return found


@cache
def own_words(code: str) -> frozenset[str]:
    """The words of a country's names, in the form of the index."""
    return (
        frozenset(
            canonical(word)
            for name, country in _names().items()
            if country == code
            for word in name
            if word not in _AMERICAN
        )
        - SMALL_WORDS
    )
