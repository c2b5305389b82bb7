"""Drafts of agreements and calls: kind, parties, signatories with their office, countries, dates, place, fields, term."""

import re
from collections.abc import Iterator

from renkei.engines.reading.countries import countries
from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page
from renkei.engines.reading.people import people
from renkei.engines.reading.readers.agreement_dates import Said, said_dates
from renkei.engines.reading.agreement_words import EARLIER, INSTRUMENT
from renkei.engines.reading.readers.fields_of_cooperation import fields_of_cooperation
from renkei.engines.reading.readers.parties import Party, is_earlier, parties
from renkei.engines.reading.readers.parties_ja import parties_ja
from renkei.engines.reading.readers.same_party import told_apart, without_their_states
from renkei.engines.reading.readers.signatories import signatories
from renkei.engines.reading.readers.term import renewals, terms
from renkei.engines.reading.sentences import sentences

_HEADER = re.compile(r"(?:(?:Source|Note|Quelle|出典)\s*:[^\n]*\n+)+")
_AND = re.compile(r"\s+(?:and|und|et|y|e|и|sowie)\s+")
_OF_GENRE = re.compile(
    rf"{INSTRUMENT.pattern}|co-?operat|collaborat|research|R&D|innovat|scien|technolog|universit|fund|grant|project|partner|proposal|compan|agenc|participa|apply|headquarters|office"
    r"|foundation|ministry|ministerium|Zusammenarbeit|Förder|Forschung|Projekt|Unternehmen|coopéra|recherche|projet|entreprise|coopera|investigación|proyecto|empresa|сотруднич|проект|наук|исследован|компан"
    r"|協力|研究|共同|企業|連携|覚書|協定|技術|支援|大臣|省|投資|開発",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:done|signed) (?:at|in) (?P<place>[A-ZÀ-Þ][\w-]+(?: [A-Z][\w-]+)?)(?=[,;.\s])|(?P<ja>[一-龠ァ-ヴー]{2,10})(?:において|で)(?:署名|調印|締結)"
)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """The agreement that the document is or reports, then those that it refers to."""
    text = readable(page)
    start, end = 0, len(text)
    kinds = list(_kinds(text, start, end))
    named = mentions(text, start, end)
    dates = list(said_dates(text, start, end))
    own = without_their_states(text, told_apart(text, [party for party in named if not party.earlier]))
    before = told_apart(text, [party for party in named if party.earlier])
    signed = signatories(text, start, end)
    main = {
        "kind": tuple(
            _kind([value for value, earlier in kinds if not earlier], [value for value, earlier in kinds if earlier])
        ),
        "parties": tuple(page.value(known.best.whole) for known in own),
        "signatories": tuple(page.value(one.name, *([one.office] if one.office else [])) for one in signed),
        "offices": tuple(page.value(one.office, one.name) for one in signed if one.office),
        "countries": tuple(_countries(text, start, end)),
        "fields": tuple(page.value(span) for span in fields_of_cooperation(text, start, end)),
        "term": tuple(page.value(span) for span in terms(text, start, end))[:1],
        "renewal": tuple(page.value(span) for span in renewals(text, start, end))[:1],
    }
    if main["kind"] or main["parties"] or any(party.earlier for party in named):
        yield main | _dated(text, dates, earlier=False)
    parties = tuple(page.value(known.best.whole) for known in before)
    old = tuple(value for value, earlier in kinds if earlier)
    if parties or old or any(said.earlier for said in dates):
        yield {"standing": tuple(_standing(text, start, end)), "kind": old, "parties": parties} | _dated(
            text, dates, earlier=True
        )


def readable(page: Page) -> str:
    """The text with blanks where its header and the page's furniture stand: places stay what they are."""
    text = page.text
    header = _HEADER.match(text)
    hidden = [Span(0, header.end())] if header else []
    for span in [*hidden, *(block.span for block in page.blocks if block.furniture)]:
        text = text[: span.start] + re.sub(r"[^\n]", " ", text[span.start : span.end]) + text[span.end :]
    return text


def _standing(text: str, start: int, end: int) -> Iterator[Value]:
    """The first words that say of an agreement that it is one of before."""
    for sentence in sentences(text, start, end):
        cue = EARLIER.search(text, sentence.start, sentence.end)
        if cue and INSTRUMENT.search(text, sentence.start, sentence.end):
            yield Value("earlier", (Span(*cue.span()),), Form.CUE)
            return


def mentions(text: str, start: int, end: int) -> list[Party]:
    """Every mention of a party that a turn of the genre holds, people left out."""
    found = parties(text, start, end)
    for sentence in sentences(text, start, end):
        found += [Party(name, earlier) for name, earlier in parties_ja(text, sentence)]
    persons = [person.name for sentence in sentences(text, start, end) for person in people(text, sentence)]
    met = [party for party in found if any(person.meets(party.name.span) for person in persons)]
    lines = {_line(text, party) for party in met}  # "Minister Nishimura signs with Canada": people act, no body
    return sorted((party for party in found if _line(text, party) not in lines), key=lambda party: party.name.span)


def _line(text: str, party: Party) -> int:
    return text.rfind("\n", 0, party.name.span.start)


def _kinds(text: str, start: int, end: int) -> Iterator[tuple[Value, bool]]:
    """What instruments are called, the document's own first."""
    seen = set()
    for sentence in sentences(text, start, end):
        for match in INSTRUMENT.finditer(text, sentence.start, sentence.end):
            kind = (match.lastgroup or "").replace("_", " ")
            earlier = is_earlier(text, sentence, match.start())
            if (kind, earlier) not in seen:
                seen.add((kind, earlier))
                yield Value(kind, (Span(*match.span()),), Form.CUE), earlier


def _kind(kinds: list[Value], old: list[Value]) -> list[Value]:
    """The first; "memorandum" alone gives way to what it is called more fully."""
    fuller = [value for value in kinds if value.value.startswith("memorandum of")]
    if not fuller and any(value.value.startswith("memorandum of") for value in old):
        kinds = [value for value in kinds if value.value != "memorandum"]  # "according to this memorandum"
    return (fuller if kinds and kinds[0].value == "memorandum" and fuller else kinds)[:1]


def _countries(text: str, start: int, end: int) -> Iterator[Value]:
    """Each country once, where it is first named in a sentence of the genre."""
    seen = set()
    told = [
        sentence
        for sentence in sentences(text, start, end)
        if _OF_GENRE.search(text, sentence.start, sentence.end) or sentence.end - sentence.start < 90
    ]
    for found in (found for sentence in told for found in countries(text, sentence.start, sentence.end)):
        if found.value not in seen:
            seen.add(found.value)
            yield Value(found.value, (found.span,), Form.COUNTRY)


def _dated(text: str, dates: list[Said], *, earlier: bool) -> dict[str, tuple[Value, ...]]:
    found: dict[str, dict[str, Value]] = {}
    for said in dates:
        if said.earlier == earlier:
            for day in _days(text, said):
                found.setdefault(said.kind, {}).setdefault(day.value, day)
    return {kind: tuple(days.values()) for kind, days in found.items()}


def _days(text: str, said: Said) -> Iterator[Value]:
    """A date as a value; "3 April and 2 October 2023" are two days and no range."""
    span, value = said.found.span, said.found.value
    ands = _AND.search(text, span.start, span.end)
    if "/" not in value or not ands:
        yield Value(value, (span,), Form.DATE)
        return
    first, last = value.split("/")
    last_span = Span(ands.end(), span.end)
    yield Value(first, (Span(span.start, ands.start()), last_span), Form.DATE)
    yield Value(last, (last_span,), Form.DATE)
