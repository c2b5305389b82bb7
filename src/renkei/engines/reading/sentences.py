"""Sentences: where one ends in English, Japanese, French, German, Spanish and Russian."""

import re
from collections.abc import Iterator

from renkei.engines.reading.model import Span

_ABBREVIATIONS = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Hon", "St", "Sr", "Jr", "Mme", "M", "MM", "Mlle", "Sra", "Dra", "Hr", "Fr"),
    *("No", "Nr", "Art", "vs", "etc", "e.g", "i.e", "approx", "ca", "bzw", "z.B", "Inc", "Ltd", "Co", "Corp", "vol"),
    *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mio", "Mrd", "Rs", "F.R.S"),
    *("Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Gen", "Gov", "Sen", "Rep", "Amb"),
    *("г", "гг", "млн", "млрд", "тыс", "им", "т.е", "т.д", "руб", "долл"),
)
_AFTER_ABBREVIATION = re.compile(rf"(?:^|[\s(\[])(?:{'|'.join(map(re.escape, _ABBREVIATIONS))})$")
_AFTER_INITIAL = re.compile(r"(?:^|[\s(.])[A-ZА-ЯÀ-Þ]$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}$")
_END = re.compile(r"[。！？]+[」』）”\"]?|[.!?…]+[\"”’»)\]]*(?=\s|$)|\n+")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences between two places of a text, blanks at their ends left out; a line's end ends one too."""
    end = len(text) if end is None else end
    begin = start
    for stop in _END.finditer(text, start, end):
        if stop[0][0] == "." and _goes_on(text, begin, stop.start(), stop.end()):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _goes_on(text: str, begin: int, dot: int, after: int) -> bool:
    """Whether the dot ends an abbreviation, an initial or a German ordinal, and not the sentence."""
    before = text[max(begin, dot - 12) : dot]
    follows = text[after : after + 2].strip()
    if _AFTER_ABBREVIATION.search(before) or _AFTER_INITIAL.search(before):
        return True
    return bool(_ORDINAL.search(before)) or follows[:1].islower()


def _trimmed(text: str, begin: int, end: int) -> Iterator[Span]:
    piece = text[begin:end]
    inner = piece.strip()
    if inner:
        begin += len(piece) - len(piece.lstrip())
        yield Span(begin, begin + len(inner))
