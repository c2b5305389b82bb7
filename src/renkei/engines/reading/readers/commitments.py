"""Commitments one by one: what parties say they will do, and who owes it.

Either a list behind words such as "agreed on the following actions", an item a commitment; or a sentence in which
parties "will", "shall" or "undertake to" do something. What somebody plans, hopes or may do is none.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from renkei.engines.reading.agreement_words import INSTRUMENT
from renkei.engines.reading.blocks import Block, Shape
from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.damaged import damaged
from renkei.engines.reading.legible import Legible, persons, told
from renkei.engines.reading.model import Fields, Span, Value
from renkei.engines.reading.page import Page
from renkei.engines.reading.people import Person
from renkei.engines.reading.readers.agreements import mentions
from renkei.engines.reading.readers.parties import Party, subject_before

_I = re.IGNORECASE
_FOLLOWING = re.compile(
    r"(?:the )?following (?:actions?|activit(?:y|ies)|commitments?|measures|steps"
    r"|forms? of co-?operation|points)|(?:will|shall|undertakes? to|agree(?:d)? to"
    r"|commit(?:ted)? to)\s*:\s*$|as follows:?\s*$"
    r"|folgende[nr]? (?:Maßnahmen|Aktivitäten|Schritte)|(?:les )?(?:actions|activités"
    r"|mesures) suivantes|(?:las )?siguientes (?:acciones|actividades|medidas)"
    r"|следующ\w+ (?:действи\w+|меры|мероприяти\w+)"
    r"|次の(?:取組|事項|活動|措置|とおり)|以下の(?:取組|事項|活動|措置)",
    _I,
)
_OWES = re.compile(
    r"(?<!\w)(?:(?:hereby )?(?:undertakes?|commits?(?: themselves| itself)?|pledged?"
    r"|agree[sd]?|have agreed|has agreed) to|will(?! be\b| have\b| also be\b"
    r"| not be\b)(?: jointly| each| also)?|shall(?! be\b| have\b| mean\b)(?: jointly| each"
    r"| also)?"
    r"|verpflicht\w+ sich|werden(?= (?:gemeinsam|sich|die|den|das|jeweils))"
    r"|s['’]engagent? à|conviennent de|se comprometen? a|acuerdan|обязу[ею]тся"
    r"|договорились|обязались)(?!\w)\s+"
)
_THE_PARTIES = re.compile(
    r"(?:^|[\s,;:])(?P<who>(?:the|The|both|Both|each of the|Each of the|all|All)?\s?(?:Parties|Participants|Sides"
    r"|Signatories|parties|sides|countries)|(?:Die|die|beide) (?:Vertragsparteien|Parteien"
    r"|Seiten|Teilnehmer)|[Ll]es (?:Parties|Participants|parties)|[Ll]as Partes"
    r"|[Ll]as partes|Стороны|стороны)\s*$"
)
_NO_PROMISE = re.compile(r"(?<!\w)(?:may|might|could|would|should|plans?|intends?|expects?|hopes?|if|unless)(?!\w)", _I)
_SHORTEST = 12  # signs of what is promised
_ETC = re.compile(r"[\s;,.]*(?:;|,)?\s*(?:etc\.?|and)?[\s;,.]*$")
_TALK = re.compile(r"協議|会談|対話")
_JA = re.compile(
    r"(?P<what>[^。]{6,200}?)(?:こと)(?:を(?:規定|確認|約束|取り決め)|で(?:合意|一致)|に(?:合意|同意)|が(?:取り決め|定め))"
)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a commitment."""
    legible = Legible(page)
    parties = mentions(legible.text)
    if not parties and not INSTRUMENT.search(legible.text):
        return
    if not damaged(page.text):
        yield from _listed(legible, parties)
    for sentence, people in zip(told(legible.text), persons(legible.text), strict=True):
        yield from _promised(legible, sentence, parties, people)
        yield from _promised_ja(legible, sentence, parties)


def _listed(legible: Legible, parties: tuple[Party, ...]) -> Iterator[Fields]:
    """The items behind a line that announces them."""
    body, text = legible.page.body, legible.text
    for number, block in enumerate(body):
        cue = _FOLLOWING.search(text, block.span.start, block.span.end)
        by = _named(legible, parties, block.span) or _the_parties(legible, block.span, cue.start() if cue else 0)
        if cue and by:
            for item in takewhile(_is_item, body[number + 1 :]):
                if _OWES.search(text, item.span.start, item.span.end):
                    continue  # a sentence that says itself who owes it
                yield {"commitment": (legible.value(_without_etc(text, item.span)),), "by": by}


def _is_item(block: Block) -> bool:
    return block.shape is Shape.ITEM


def _without_etc(text: str, span: Span) -> Span:
    end = _ETC.search(text[span.start : span.end])
    return Span(span.start, span.start + end.start()) if end else span


def _promised(
    legible: Legible, sentence: Span, parties: tuple[Party, ...], people: tuple[Person, ...]
) -> Iterator[Fields]:
    """Parties, or those who agree for them, and what they will do."""
    text = legible.text
    owes = _OWES.search(text, sentence.start, sentence.end)
    if not owes or _NO_PROMISE.search(text, sentence.start, owes.start()):
        return
    by = (
        _subject(legible, sentence, owes.start(), parties)
        or _the_parties(legible, sentence, owes.start())
        or _agreeing(legible, owes, people)
    )
    what = _without_etc(text, Span(owes.end(), sentence.end))
    if by and what.end - what.start > _SHORTEST and not _FOLLOWING.search(text, what.start, what.end):
        yield {"commitment": (legible.value(what),), "by": by}


def _subject(legible: Legible, sentence: Span, verb: int, parties: tuple[Party, ...]) -> tuple[Value, ...]:
    """The names before the verb where each is a party's."""
    text = legible.text
    known = {party.name.text(text) for party in parties}
    shorts = {text[span.start : span.end] for party in parties for span in party.name.shorts}
    subject = subject_before(text, sentence, verb)
    by = tuple(legible.value(name.span) for name in subject if name.text(text) in known | shorts)
    return by if len(by) == len(subject) else ()


def _agreeing(legible: Legible, owes: re.Match[str], people: tuple[Person, ...]) -> tuple[Value, ...]:
    """Two people or more before "have agreed to"."""
    before = [person.name for person in people if person.name.end <= owes.start()]
    return tuple(map(legible.value, before)) if "agree" in owes[0] and len(before) > 1 else ()


def _promised_ja(legible: Legible, sentence: Span, parties: tuple[Party, ...]) -> Iterator[Fields]:
    for match in _JA.finditer(legible.text, sentence.start, sentence.end):
        by = _named(legible, parties, sentence)
        if by and not _TALK.search(match["what"]):
            last = max(
                party.name.whole.end for party in parties if sentence.holds(party.name.span) and not party.earlier
            )
            start = max(match.start("what"), last) if last < match.end("what") - 6 else match.start("what")
            particles = re.compile(r"[はがとの、,双方両者]*").match(legible.text, start)
            yield {
                "commitment": (legible.value(Span(particles.end() if particles else start, match.end("what"))),),
                "by": by,
            }


def _named(legible: Legible, parties: tuple[Party, ...], span: Span) -> tuple[Value, ...]:
    """The parties that a stretch names, each once."""
    return tuple(
        dict.fromkeys(
            legible.value(party.name.span) for party in parties if span.holds(party.name.span) and not party.earlier
        )
    )


def _the_parties(legible: Legible, sentence: Span, at: int) -> tuple[Value, ...]:
    """ "The Parties" before a place."""
    match = _THE_PARTIES.search(legible.text[sentence.start : at]) if at > sentence.start else None
    return (
        (legible.value(Span(sentence.start + match.start("who"), sentence.start + match.end("who"))),) if match else ()
    )
