"""Fields of cooperation, where the text names them as such: "in the fields of A and B", "[i] a, [ii] b", 「A」分野."""

import re
from collections.abc import Iterator

from renkei.engines.reading.agreement_words import INSTRUMENT
from renkei.engines.reading.legible import told
from renkei.engines.reading.model import Span

_I = re.IGNORECASE
_CUE = re.compile(
    r"(?<!\w)(?:(?:the )?following (?:fields|areas|sectors)[^:\n]{0,40}:|in (?:the )?(?:following )?(?:fields?|areas?"
    r"|sectors?)(?: of(?: mutual interest)?| such as|, including|: )|(?:fields"
    r"|areas) of (?:mutual interest|co-?operation)(?:, including| include| are|:)|(?:main"
    r"|priority) (?:fields|areas)(?: of \w+)?(?: include| are|:)"
    r"|Relevant Technologies\s*\n|auf (?:dem|den) Gebiet(?:en)? (?:der|des)?"
    r"|in den Bereichen|im Bereich (?:der|des)?|Das Gebiet der"
    r"|dans (?:les domaines|le domaine) (?:de la |de l['’]|du |des |de )?|en (?:las áreas"
    r"|los ámbitos|el ámbito|los campos|el campo|el área|materia) de(?: la| los| las|l)?"
    r"|в (?:области|сфере|областях))\s*",
    _I,
)
_HEADED = re.compile(
    r"(?:\son|\sconcerning|co-?operation in|auf dem Gebiet der|sur"
    r"|sobre)\s+(?P<subject>[A-ZÀ-Þ](?:[\w&-]|\s(?!on\s|between\s)){3,60}?)(?=$|\s-\s"
    r"|\swith\s)",
    _I,
)
_NO_FIELD = re.compile(
    r"call|project|co-?operation|collaborat|establish|fund|exchange|program|agreement|memorandum|signed|\d", _I
)
_MARK = re.compile(r"(?:\[[ivx]{1,5}\]|\([ivx]{1,5}\)|\([a-z0-9]\)|[①-⑳])\s*", _I)
_ITEM_END = re.compile(r"\s*(?:,|;|/|\.|\n|$)\s*|\s+(?:and|und|et|y|и|sowie)\s+")
_LINE_END = re.compile(r"\s*[,;.\n]\s*")
_STOP = re.compile(
    r"[.;:\n“”\"(]|\s(?:through|with|by|between|to|for|of mutual|which|that|will|has|have"
    r"|are|is|was|should|signed|on the|at the|under|zwischen|wird|durch|mit|bei|im|par"
    r"|entre|avec|qui|mediante|con|между|путем|путём|с|was established)\s"
)
_JA = re.compile(
    r"(?:「(?P<quoted>[^「」]{2,24})」(?:分野|領域)|(?P<plain>[一-龠ァ-ヴーA-Za-z&・]{2,20}?)(?:等の)?分野(?=[のにでを、]))"
)
_JA_LIST = re.compile(r"「(?P<first>[^「」]{2,24})」(?=(?:、|および|及び|と)「[^「」]{2,24}」(?:分野|領域))")
_OPEN = re.compile(r"(?:any|all|other|various|many|each|mutual|knowledge)(?!\w)|(?:any|other) \w+|areas?$", _I)


_LIST = re.compile(
    r"(?:following|priority|these|folgenden|suivants?|siguientes"
    r"|следующ\w+)[^.\n]{0,60}(?:fields|areas|topics|themes|sectors|Bereichen?|Themen\w*"
    r"|domaines|áreas|ámbitos|област\w+"
    r"|направлени\w+)[^.\n]{0,30}:\s*\n+(?P<items>(?:[ \t]*[•\-*·–][ \t]*[^\n]+\n?)+)",
    _I,
)
_MANY = re.compile(r"(?:s|en|áreas|campos|ámbitos|областях)(?: of| such| includ| der| de|:|\s*$)|Technologies")


def fields_of_cooperation(text: str) -> list[Span]:
    """Every field once, where it first stands; "other areas" is none. A list with marks says it all."""
    found: dict[str, Span] = {}
    for span in _listed_with_marks(text) or sorted([*_running(text), *_bulleted(text), *_headed(text), *_ja(text)]):
        words = " ".join(text[span.start : span.end].casefold().split())
        found.setdefault(words, span)
    return list(found.values())


def _cues(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """What announces fields, and where its line ends."""
    for cue in _CUE.finditer(text):
        line = text.find("\n", cue.end())
        yield cue, line if line >= 0 else len(text)


def _listed_with_marks(text: str) -> list[Span]:
    return next((marked for cue, end in _cues(text) if (marked := _marked(text, cue.end(), end))), [])


def _running(text: str) -> Iterator[Span]:
    for cue, end in _cues(text):
        yield from _named(text, cue.end(), end, many=_MANY.search(cue[0]) is not None)


def _bulleted(text: str) -> Iterator[Span]:
    """A list of fields, one a line."""
    for match in _LIST.finditer(text):
        for item in re.finditer(r"[•\-*·–][ \t]*(?P<field>[^\n]{3,90}?)[;,.]?[ \t]*(?:\n|$)", match["items"]):
            yield Span(match.start("items") + item.start("field"), match.start("items") + item.end("field"))


def _headed(text: str) -> Iterator[Span]:
    """The subject with which a heading ends: "Memorandum of Cooperation … on Industrial Science and Technology"."""
    for sentence in told(text):
        match = _HEADED.search(text, sentence.start, sentence.end)
        if match and INSTRUMENT.search(text, sentence.start, match.end()) and not _NO_FIELD.search(match["subject"]):
            yield Span(*match.span("subject"))


def _marked(text: str, start: int, end: int) -> list[Span]:
    """ "[i] advanced manufacturing, [ii] …": each up to the next mark; behind the last up to a comma."""
    marks = list(_MARK.finditer(text, start, end))
    found = []
    for number, mark in enumerate(marks, 1):
        comma = re.compile(r"[,;.]").search(text, mark.end(), end)
        stop = marks[number].start() if number < len(marks) else comma.start() if comma else end
        found.append(_trimmed(text, mark.end(), stop))
    return [span for span in found if 2 < span.end - span.start < 90]


def _named(text: str, start: int, end: int, *, many: bool) -> Iterator[Span]:
    """Words up to where the sentence goes on; one field keeps its "and" ("science and technology")."""
    stop = _STOP.search(text, start, min(end, start + 500))
    at, limit = start, stop.start() if stop else min(end, start + 500)
    items = []
    several = many or "," in text[start:limit]
    for divider in [*_dividers(text, start, limit, several=several), None]:
        span = _trimmed(text, at, divider.start() if divider else limit)
        if span.start < span.end:
            items.append(span)
        at = divider.end() if divider else limit
    if len(items) > 12:
        return
    for span in items:
        words = text[span.start : span.end]
        if (
            2 < len(words) < 60
            and not _OPEN.match(words)
            and not re.match(r"(?:the|its|their|this|our|in|on|as|according|based)\s", words, _I)
        ):
            yield span


def _dividers(text: str, start: int, limit: int, *, several: bool) -> list[re.Match[str]]:
    """Commas; "and" only behind the last of them, or where no comma stands."""
    if not several:
        return list(_LINE_END.finditer(text, start, limit))
    found = list(_ITEM_END.finditer(text, start, limit))
    commas = [one.start() for one in found if one[0].strip() in (",", ";", "/") and text[one.end() : limit].strip()]
    return [one for one in found if "," in one[0] or one.start() in commas or not commas or one.start() > commas[-1]]


def _ja(text: str) -> Iterator[Span]:
    for form in (_JA, _JA_LIST):
        for match in form.finditer(text):
            name = match.lastgroup or ""
            if name and not re.search(r"両国|研究交流|協力|関心|技術分野|全て|すべて|各|同|新たな", match[name]):
                yield Span(*match.span(name))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    piece_left = len(piece) - len(piece.lstrip(" ,;\n•-"))
    right = len(piece.rstrip(" ,;\n"))
    return Span(start + piece_left, start + right) if right > piece_left else Span(start, start)
