"""Countries as texts name them, by name or adjective, in ISO 3166 codes."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale

from renkei.engines.reading.country_words import ADJECTIVES, NEVER, OTHER_NAMES
from renkei.engines.reading.model import Found, Span

LANGUAGES = ("en", "ja", "fr", "de", "es", "ru", "pt", "it", "ca", "zh", "ko", "hi", "sq")
_WITH_BLANKS = re.compile(r"[a-zÀ-ɏа-яё.*]", re.IGNORECASE)  # scripts that set words apart
_NO_NAME = re.compile(r"\d|^[A-Z]{2}$")
_NOT_NATIONS = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA"}
_PLACE = re.compile(r"(?<!\w)[a-zA-ZÀ-ɏА-Яа-яЁё][\w.]|[^\W\d_a-zA-ZÀ-ɏа-яё]")
_PART_OF_A_WORLD = re.compile(r"(?:Latin|South|North|Central|Pan)[-\s]$")


def countries(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Countries in the order of the text, longest name first; each mention is one."""
    end = len(text) if end is None else end
    taken = start
    heads = _heads()
    for place in _PLACE.finditer(text, start, end):
        if place.start() < taken:
            continue
        grammar = heads.get(place[0]) or heads.get(place[0][0])
        match = grammar.match(text, place.start(), end) if grammar else None
        if match and not (match[0] == "American" and _PART_OF_A_WORLD.search(text, 0, match.start())):
            taken = match.end()
            yield Found(Span(*match.span()), _code(match[0]))


@cache
def _heads() -> dict[str, re.Pattern[str]]:
    """The first two signs of a name, or its first one in a script without blanks → all such names, the longest first.

    A list of all names would be tried at every word of every text.
    """
    groups = defaultdict(list)
    for name in sorted(_names(), key=lambda name: (-len(name), name)):
        apart = bool(_WITH_BLANKS.search(name))
        groups[name[:2] if apart else name[0]].append(_expression(name) + (r"(?!\w)" if apart else ""))
    return {head: re.compile("|".join(names)) for head, names in groups.items()}


def _expression(name: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w{1,3}") for word in name.split())


@cache
def _names() -> dict[str, str]:
    """Name, a star for an ending → code."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if not _NO_NAME.search(name) and len(code) == 2 and code.isalpha() and code not in _NOT_NATIONS:
                for form in _forms(name, language):
                    found.setdefault(form, code)
    for table in (OTHER_NAMES, ADJECTIVES):
        for code, names in table.items():
            found |= dict.fromkeys(names.split("|"), code)
    return {name: code for name, code in found.items() if name not in NEVER and len(name) > 1}


def _forms(name: str, language: str) -> Iterator[str]:
    yield name
    if language == "de":
        yield f"{name}s"
    if language == "ru" and " " not in name and len(name) > 4:
        yield f"{name[:-1] if name[-1] in 'яаьий' else name}*"


@cache
def _code(words: str) -> str:
    names, plain = _names(), " ".join(words.split())
    for cut in range(4):  # 1 to 3 signs are what a star stands for
        code = names.get(f"{plain[:-cut]}*") if cut else names.get(plain)
        if code:
            return code
    return next(code for name, code in names.items() if "*" in name and re.fullmatch(_expression(name), plain))
