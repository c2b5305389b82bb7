"""Organisations: ministries, agencies, institutes, companies, by their names and the acronyms given with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.model import Fields, Span
from renkei.engines.reading.page import Page
from renkei.engines.reading.people_words import ORGANISATIONS
from renkei.engines.reading.phrases import complement, run_before
from renkei.engines.reading.readers.bodies import items
from renkei.money import is_currency

_LEGAL = r"(?:Corporation|Corp\.?|Inc\.?|Ltd\.?|Co\.,? Ltd\.?|GmbH|AG|S\.A\.|LLC|PLC|plc|Oy|B\.V\.|K\.K\.|SAS|SE)"
_COMPANY = re.compile(rf"\b(?P<name>[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){{0,4}}\s+{_LEGAL})(?=[\s,.;)]|$)")
_NAMED_COMPANY = re.compile(
    r"\b(?:company|companies|firm|start-up|startup|manufacturer)\s+(?P<name>[A-Z][\w&-]*)(?=[\s,.;)])"
)
_LIST = re.compile(
    r"\b(?:compan(?:y|ies)|corporations?|firms|enterprises|organi[sz]ations|institut(?:es"
    r"|ions)|universities)\b[^.;:\n]{0,60}?"
    r"\b(?:including|such as|as|like|namely)\s+(?P<list>[A-Z][^.;()\n]{2,300}?)(?=[.;(\n]|$)"
)
_APPOSED = re.compile(
    r"\b(?:at|with|by|from|of)\s+(?P<name>[A-Z][a-z]{3,}),\s+the\s+(?:[A-Z]\w+\s+){1,5}"
    r"(?:Federation|Agency|Association|Institute|Council|Foundation|Corporation|Authority|Union|Organi[sz]ation)\b"
)
_ACRONYM = re.compile(r"(?<![\w-])(?P<name>[A-Z][A-Z&]{2,11})(?![\w-])")
_BRACKETED = re.compile(
    r"(?P<tail>(?:\s+(?:by|of|for|and"
    r"|in)(?:\s+[\w-]+){1,3})?)\s*\((?:the\s+)?[\"“]?(?P<acronym>[A-Z][\w&-]{1,11})[\"”]?\)"
)
_BRACKETED_JA = re.compile(r"\s?[(（](?P<acronym>[A-Z][\w&-]{1,11})[)）]")
_OPENS_A_REPORT = re.compile(r"(?:,\s*[A-Z][\w.]{0,12}){0,2}(?:\s*\([^()\n]{1,30}\))?\s*[-–—]\s")
_NO_ACRONYM = frozenset(
    """
    MOC MOU LOI NDA FAQ PDF URL CEO CTO CFO GMT UTC JST FY SME SMEs USA USD EUR JPY GBP COVID STEM ICT AND THE FOR
    MOSCOW TOKYO KYOTO OSAKA PARIS LONDON BERLIN CONFERENCE CENTER CENTRE INTERNATIONAL AGREEMENT WHEREAS ARTICLE NEWS
    HTTP HTTPS WWW HTML R&D RFP CFP EOI TBD CET CEST EST PST OCR NOTE VAT GDP IPR DNA RNA MOA MOAS MOUS
    """.split()  # noqa: SIM905 - a list of words
)
_JA = re.compile(
    r"(?:独立行政法人|国立研究開発法人|国立大学法人|(?:一般|公益)(?:社団|財団)法人|株式会社)\s?[一-龥ァ-ヴーA-Za-z・]{2,24}"
    r"|[一-龥ァ-ヴーA-Za-z]{2,20}(?:株式会社|(?:大学(?!院)|研究所|研究機構|開発機構|振興機構|振興会|財団|協会|学会|連合会|経済産業省)(?![一-龥]))"
    r"|(?:経済産業|文部科学|外務|厚生労働|農林水産|総務|環境|国土交通|財務|防衛)省(?![一-龥])"
)


@dataclass(slots=True)
class _Organisation:
    names: list[Span] = field(default_factory=list)
    acronyms: list[Span] = field(default_factory=list)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft an organisation, with every mention; an acronym belongs to the name that it is given with."""
    known: dict[str, _Organisation] = {}
    for sentence in page.sentences:
        for name, acronym in _mentions(page, sentence):
            key = _key(page, acronym or name, known)
            same = known.setdefault(key, _Organisation())
            if acronym:
                known.setdefault(page.words(name), same)
                same.acronyms.append(acronym)
            (same.acronyms if acronym is None and key in _acronyms(page, same) else same.names).append(name)
    seen: set[int] = set()
    for organisation in known.values():
        if id(organisation) not in seen:
            seen.add(id(organisation))
            yield _fields(page, organisation)


def _key(page: Page, name: Span, known: dict[str, _Organisation]) -> str:
    """The name, or the longer one that it ends: "the Business Club" is the Japanese Business Club named before."""
    words = page.words(name)
    return next((longer for longer in known if longer.endswith(f" {words}") and " " in words), words)


def _acronyms(page: Page, organisation: _Organisation) -> set[str]:
    return {page.words(span) for span in organisation.acronyms}


def _fields(page: Page, organisation: _Organisation) -> Fields:
    names = organisation.names or organisation.acronyms
    named = max(names, key=lambda span: len(page.words(span)))
    same = [span for span in names if page.words(span) == page.words(named)]
    fields = {"name": (page.value(*same),)}
    if organisation.acronyms and organisation.names:
        fields["acronym"] = (page.value(*organisation.acronyms),)
    return fields


def _mentions(page: Page, span: Span) -> Iterator[tuple[Span, Span | None]]:
    """Names in the order of the text, each with the acronym in brackets after it; none within another."""
    found = sorted([*_by_head(page, span), *_by_pattern(page, span)], key=lambda one: (one[0].start, -one[0].end))
    people = [person.name for person in page.people]
    taken = span.start
    for name, acronym in found:
        if name.start >= taken and not any(name.meets(person) for person in people):
            taken = (acronym or name).end
            yield name, acronym


def _by_head(page: Page, span: Span) -> Iterator[tuple[Span, Span | None]]:
    sentence = page.phrases(span)
    for place, token in enumerate(sentence.tokens):
        if token.word not in ORGANISATIONS or sentence.word(run_before(sentence, place) - 1).endswith(("'s", "’s")):
            continue
        first, last = run_before(sentence, place), complement(sentence, place, places=False)
        goes_on = token.word[:1].isupper() and sentence.capital(place + 1) and last == place
        if goes_on or (first == last):
            continue
        name = sentence.span(first, last)
        bracket = _BRACKETED.match(page.text, name.end, span.end)
        if bracket:
            yield Span(name.start, bracket.end("tail")), Span(*bracket.span("acronym"))
        else:
            yield name, None


def _by_pattern(page: Page, span: Span) -> Iterator[tuple[Span, Span | None]]:
    for pattern in (_COMPANY, _NAMED_COMPANY, _APPOSED):
        for match in pattern.finditer(page.text, span.start, span.end):
            yield Span(*match.span("name")), None
    for match in _LIST.finditer(page.text, span.start, span.end):
        yield from ((item, None) for item in items(page, Span(*match.span("list"))))
    for match in _ACRONYM.finditer(page.text, span.start, span.end):
        if _is_acronym(page, match, span):
            yield Span(*match.span("name")), None
    for match in _JA.finditer(page.text, span.start, span.end):
        bracket = _BRACKETED_JA.match(page.text, match.end(), span.end)
        yield Span(*match.span()), Span(*bracket.span("acronym")) if bracket else None


def _is_acronym(page: Page, match: re.Match[str], sentence: Span) -> bool:
    """Whether capitals name an organisation: no currency, no word of a heading, no place that opens a report."""
    if match["name"] in _NO_ACRONYM or "&" in match["name"] or is_currency(match["name"]):
        return False
    return not (match.start() == sentence.start and _OPENS_A_REPORT.match(page.text, match.end()))
