"""Drafts of agreements and calls: kind, parties, signatories with their office, countries, dates, place and so on."""

import re
from collections.abc import Iterator
from functools import lru_cache

from renkei.engines.reading.agreement_words import EARLIER, INSTRUMENT
from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.countries import countries
from renkei.engines.reading.legible import Legible, persons, told
from renkei.engines.reading.model import Fields, Form, Span, Value
from renkei.engines.reading.page import Page
from renkei.engines.reading.readers.agreement_dates import Said, said_dates
from renkei.engines.reading.readers.agreement_places import Place, signed_places
from renkei.engines.reading.readers.fields_of_cooperation import fields_of_cooperation
from renkei.engines.reading.readers.parties import Party, is_earlier, parties
from renkei.engines.reading.readers.parties_ja import parties_ja
from renkei.engines.reading.readers.party_names import is_country
from renkei.engines.reading.readers.same_party import Known, told_apart, without_their_states
from renkei.engines.reading.readers.signatories import signatories
from renkei.engines.reading.readers.term import renewals, terms

_SHORT = 90  # signs of a line that needs no word of the genre: a heading
_MEETING = re.compile(r"(?<!\w)(?:summit|forum|conference|workshop|fair|event)s?(?!\w)", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|und|et|y|e|и|sowie)\s+")
_OF_GENRE = re.compile(
    rf"{INSTRUMENT.pattern}|co-?operat|collaborat|research|R&D|innovat|scien|technolog"
    rf"|universit|fund|grant|project|partner|proposal|compan|agenc|participa|apply"
    rf"|headquarters|office"
    r"|foundation|ministry|ministerium|Zusammenarbeit|Förder|Forschung|Projekt|Unternehmen"
    r"|coopéra|recherche|projet|entreprise|coopera|investigación|proyecto|empresa"
    r"|сотруднич|проект|наук|исследован|компан"
    r"|協力|研究|共同|企業|連携|覚書|協定|技術|支援|大臣|省|投資|開発",
    re.IGNORECASE,
)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """The agreement that the document is or reports, then those that it refers to."""
    legible = Legible(page)
    text = legible.text
    kinds = list(_kinds(legible))
    named = mentions(text)
    dates = list(said_dates(text))
    places = list(signed_places(text, _names(text, named)))
    main = _main(legible, named, kinds)
    if main["kind"] or main["parties"] or any(party.earlier for party in named):
        yield main | _dated(legible, dates, earlier=False) | _placed(legible, places, earlier=False)
    before = {
        "kind": tuple(value for value, earlier in kinds if earlier),
        "parties": _parties(legible, told_apart(text, [party for party in named if party.earlier])),
    } | _dated(legible, dates, earlier=True)
    if any(before.values()):
        yield {"standing": tuple(_standing(legible))} | before | _placed(legible, places, earlier=True)


def _main(legible: Legible, named: tuple[Party, ...], kinds: list[tuple[Value, bool]]) -> dict[str, tuple[Value, ...]]:
    text = legible.text
    own = without_their_states(text, told_apart(text, [party for party in named if not party.earlier]))
    signed = signatories(text)
    return {
        "kind": tuple(_kind(kinds)),
        "parties": _parties(legible, own),
        "signatories": tuple(legible.value(one.name, *([one.office] if one.office else [])) for one in signed),
        "offices": tuple(legible.value(one.office, one.name) for one in signed if one.office),
        "countries": tuple(_countries(legible)),
        "fields": tuple(legible.value(span) for span in fields_of_cooperation(text)),
        "term": tuple(legible.value(span) for span in terms(text))[:1],
        "renewal": tuple(legible.value(span) for span in renewals(text))[:1],
    }


def _parties(legible: Legible, known: list[Known]) -> tuple[Value, ...]:
    return tuple(legible.value(one.best.whole) for one in known)


def _standing(legible: Legible) -> Iterator[Value]:
    """The first words that say of an agreement that it is one of before."""
    text = legible.text
    for sentence in told(text):
        cue = EARLIER.search(text, sentence.start, sentence.end)
        if cue and INSTRUMENT.search(text, sentence.start, sentence.end):
            yield legible.stated("earlier", Form.CUE, Span(*cue.span()))
            return


@lru_cache(maxsize=8)
def mentions(text: str) -> tuple[Party, ...]:
    """Every mention of a party that a turn of the genre holds, people left out."""
    found = parties(text)
    for sentence in told(text):
        found += [Party(name, earlier) for name, earlier in parties_ja(text, sentence)]
    names = [person.name for people in persons(text) for person in people]
    people = [party for party in found if any(name.meets(party.name.span) for name in names)]
    lines = {_line(text, party) for party in people}  # "Minister Nishimura signs with Canada": no state acts
    kept = (
        party
        for party in found
        if party not in people and not (_line(text, party) in lines and is_country(party.name.text(text)))
    )
    return tuple(sorted(kept, key=lambda party: party.name.span))


def _line(text: str, party: Party) -> int:
    return text.rfind("\n", 0, party.name.span.start)


def _kinds(legible: Legible) -> Iterator[tuple[Value, bool]]:
    """What instruments are called, and whether the document only refers to them; each once."""
    text, seen = legible.text, set()
    for sentence in told(text):
        for match in INSTRUMENT.finditer(text, sentence.start, sentence.end):
            kind = (match.lastgroup or "").replace("_", " ")
            earlier = is_earlier(text, sentence, match.start())
            if (kind, earlier) not in seen:
                seen.add((kind, earlier))
                yield legible.stated(kind, Form.CUE, Span(*match.span())), earlier


def _kind(named: list[tuple[Value, bool]]) -> list[Value]:
    """The first; "memorandum" alone gives way to what it is called more fully."""
    kinds, old = ([value for value, earlier in named if earlier == which] for which in (False, True))
    fuller = [value for value in kinds if value.value.startswith("memorandum of")]
    if not fuller and any(value.value.startswith("memorandum of") for value in old):
        kinds = [value for value in kinds if value.value != "memorandum"]  # "according to this memorandum"
    return (fuller if kinds and kinds[0].value == "memorandum" and fuller else kinds)[:1]


def _countries(legible: Legible) -> Iterator[Value]:
    """Each country once, where it is first named in a sentence of the genre."""
    text, seen = legible.text, set()
    for sentence in told(text):
        short = sentence.end - sentence.start < _SHORT
        if short and _MEETING.search(text, sentence.start, sentence.end) and not _named_in(text, sentence):
            continue
        if short or _OF_GENRE.search(text, sentence.start, sentence.end):
            for found in countries(text, sentence.start, sentence.end):
                if found.value not in seen:
                    seen.add(found.value)
                    yield legible.stated(found.value, Form.COUNTRY, found.span)


def _named_in(text: str, sentence: Span) -> bool:
    return INSTRUMENT.search(text, sentence.start, sentence.end) is not None


def _dated(legible: Legible, dates: list[Said], *, earlier: bool) -> dict[str, tuple[Value, ...]]:
    found: dict[str, dict[str, Value]] = {}
    for said in dates:
        if said.earlier == earlier:
            for day in _days(legible, said):
                found.setdefault(said.kind, {}).setdefault(day.value, day)
    return {kind: tuple(days.values()) for kind, days in found.items()}


def _placed(legible: Legible, places: list[Place], *, earlier: bool) -> dict[str, tuple[Value, ...]]:
    """Each place of signing once, where it is first named."""
    found: dict[str, Value] = {}
    for place in places:
        if place.earlier == earlier:
            value = legible.value(place.span)
            found.setdefault(value.value, value)
    return {"place": tuple(found.values())} if found else {}


def _names(text: str, named: tuple[Party, ...]) -> frozenset[str]:
    """What parties and people are called: no place of signing has such a name."""
    people = {text[person.name.start : person.name.end] for one in persons(text) for person in one}
    return frozenset(people | {party.name.text(text) for party in named})


def _days(legible: Legible, said: Said) -> Iterator[Value]:
    """A date as a value; "3 April and 2 October 2023" are two days and no range."""
    span, value = said.found.span, said.found.value
    ands = _AND.search(legible.text, span.start, span.end)
    if "/" not in value or not ands:
        yield legible.stated(value, Form.DATE, span)
        return
    first, last = value.split("/")
    last_span = Span(ands.end(), span.end)
    yield legible.stated(first, Form.DATE, Span(span.start, ands.start()), last_span)
    yield legible.stated(last, Form.DATE, last_span)
