"""Drafts of agreements and calls: kind, parties, signatories with their office, countries, dates, place, fields, term."""

import re
from collections.abc import Iterator

from renkei.engines.reading.countries import countries
from renkei.engines.reading.gate import Rate
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page
from renkei.engines.reading.readers.agreement_dates import Said, said_dates
from renkei.engines.reading.agreement_words import EARLIER, INSTRUMENT
from renkei.engines.reading.readers.fields_of_cooperation import fields_of_cooperation
from renkei.engines.reading.readers.parties import Party, is_earlier, parties
from renkei.engines.reading.readers.parties_ja import parties_ja
from renkei.engines.reading.readers.same_party import told_apart
from renkei.engines.reading.readers.signatories import signatories
from renkei.engines.reading.readers.term import renewals, terms
from renkei.engines.reading.sentences import sentences

_HEADER = re.compile(r"(?:(?:Source|Note|Quelle|出典)\s*:[^\n]*\n+)+")
_PLACE = re.compile(
    r"(?:done|signed) (?:at|in) (?P<place>[A-ZÀ-Þ][\w-]+(?: [A-Z][\w-]+)?)(?=[,;.\s])|(?P<ja>[一-龠ァ-ヴー]{2,10})(?:において|で)(?:署名|調印|締結)"
)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """The agreement that the document is or reports, then those that it refers to."""
    text = readable(page)
    start, end = 0, len(text)
    kinds = list(_kinds(text, start, end))
    mentions = _mentions(text, start, end)
    dates = list(said_dates(text, start, end))
    own = told_apart(text, [party for party in mentions if not party.earlier])
    before = told_apart(text, [party for party in mentions if party.earlier])
    signed = signatories(text, start, end)
    main = {
        "kind": tuple(_kind([value for value, earlier in kinds if not earlier])),
        "parties": tuple(page.value(known.best.whole) for known in own),
        "signatories": tuple(page.value(one.name, *([one.office] if one.office else [])) for one in signed),
        "offices": tuple(page.value(one.office, one.name) for one in signed if one.office),
        "countries": tuple(_countries(text, start, end)),
        "fields": tuple(page.value(span) for span in fields_of_cooperation(text, start, end)),
        "term": tuple(page.value(span) for span in terms(text, start, end))[:1],
        "renewal": tuple(page.value(span) for span in renewals(text, start, end))[:1],
    }
    if main["kind"] or main["parties"]:
        yield main | _dated(dates, earlier=False)
    parties = tuple(page.value(known.best.whole) for known in before)
    old = tuple(value for value, earlier in kinds if earlier)
    if parties or old:
        yield {"standing": tuple(_standing(text, start, end)), "kind": old, "parties": parties} | _dated(
            dates, earlier=True
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
        if cue and INSTRUMENT.search(text, cue.start(), sentence.end):
            yield Value("earlier", (Span(*cue.span()),), Form.CUE)
            return


def _mentions(text: str, start: int, end: int) -> list[Party]:
    found = parties(text, start, end)
    for sentence in sentences(text, start, end):
        found += [Party(name, earlier) for name, earlier in parties_ja(text, sentence)]
    return sorted(found, key=lambda party: party.name.span)


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


def _kind(kinds: list[Value]) -> list[Value]:
    """The first; "memorandum" alone gives way to what it is called more fully."""
    fuller = [value for value in kinds if value.value.startswith("memorandum of")]
    return (fuller if kinds and kinds[0].value == "memorandum" and fuller else kinds)[:1]


def _countries(text: str, start: int, end: int) -> Iterator[Value]:
    """Each country once, where it is first named."""
    seen = set()
    for found in countries(text, start, end):
        if found.value not in seen:
            seen.add(found.value)
            yield Value(found.value, (found.span,), Form.COUNTRY)


def _dated(dates: list[Said], *, earlier: bool) -> dict[str, tuple[Value, ...]]:
    found: dict[str, dict[str, Value]] = {}
    for said in dates:
        if said.earlier == earlier:
            for day in _days(said):
                found.setdefault(day[0], {}).setdefault(day[1], Value(day[1], (said.found.span,), Form.DATE))
    return {kind: tuple(days.values()) for kind, days in found.items()}


def _days(said: Said) -> Iterator[tuple[str, str]]:
    yield said.kind, said.found.value
