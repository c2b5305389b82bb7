"""Names of months in the languages that are read, and the years of Japanese eras."""

import re

from babel import Locale

_WIDE = ("en", "fr", "de", "es", "ru", "pt", "it", "ca")
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988}  # the year before the first


def _names() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in _WIDE:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for number, name in months[context]["wide"].items():
                found.setdefault(name, number)
                found.setdefault(name.capitalize(), number)
    for number, name in Locale("en").months["format"]["wide"].items():
        found[name.upper()] = number
        found.pop(name.lower() if name in ("May", "March", "August") else "", None)
        found.setdefault(name[:3], number)
        found.setdefault(f"{name[:3]}.", number)
    return found | {"Sept": 9, "Sept.": 9, "Jän.": 1, "Dez.": 12, "Okt.": 10}


MONTHS = _names()
MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")(?!\w)"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_AND_MONTHS = frozenset((*(day.capitalize() for day in WEEKDAYS), *(name.rstrip(".") for name in MONTHS)))
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # ISO 8601-2
