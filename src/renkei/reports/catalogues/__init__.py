"""The reports' words in each language: the same keys, the same {names}; `one|many` where a number decides."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "fr", "ja")
# The reports with catalogues of their own.
PARTS = ("screening", "assignment", "scoring", "coordination", "timetable", "matching", "overlap")


@cache
def catalogue(code: str) -> Mapping[str, str]:
    """Key → text in a language; ValueError names the languages there are."""
    if code not in LANGUAGES:
        raise ValueError(f"there is no report in language {code!r}: choose one of {', '.join(LANGUAGES)}")
    found: dict[str, str] = {}
    for name in (code, *(f"{part}.{code}" for part in PARTS)):
        found |= tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    return found
