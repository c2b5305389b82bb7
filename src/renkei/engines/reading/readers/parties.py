"""Parties: who concludes an agreement, or funds a call together, where the text says so.

Every rule is a turn of the genre: "between A and B", "A and B have signed", "A (hereinafter X), represented by", "A, on
behalf of B, invite", the funding agency in a call's annex. A name that no such turn holds is not taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from renkei.engines.reading import party_words as words
from renkei.engines.reading.agreement_words import BETWEEN, EARLIER, INSTRUMENT, SIGNED
from renkei.engines.reading.legible import told, without_dateline
from renkei.engines.reading.model import Span
from renkei.engines.reading.readers.name_run import stretch
from renkei.engines.reading.readers.party_names import Name, is_country, name_of, names_in


@dataclass(frozen=True, slots=True)
class Party:
    """A party's name, the instrument's words that hold it, and whether that is one of earlier times."""

    name: Name
    earlier: bool = False
    planned: bool = False


def parties(text: str) -> list[Party]:
    """Every mention that a turn of the genre holds, in the order of the text."""
    found: list[Party] = []
    for sentence in (without_dateline(text, sentence) for sentence in told(text)):
        found += _between(text, sentence)
        found += [*_signing(text, sentence), *_signing_de(text, sentence)]
        found += _acting(text, sentence)
        found += _listed(text, sentence)
        found += [*_behind(text, sentence), *_managed(text, sentence)]
        found += _funding(text, sentence)
    found += [*_clauses(text), *_named(text)]
    found += _funders(text)
    return sorted(set(found), key=lambda party: (party.name.span, party.earlier))


def _between(text: str, sentence: Span) -> Iterator[Party]:
    """ "an agreement between A and B", "cooperation between A and B", "signed between A and B"."""
    for match in BETWEEN.finditer(text, sentence.start, sentence.end):
        before = text[sentence.start : match.start()]
        if words.OTHER_MATTER.search(before):
            continue
        instruments = _instruments_before(text, sentence, match.start())
        allied = words.COOPERATION.search(before) is not None
        signed = words.SIGNED_BETWEEN.search(text, sentence.start, match.end()) is not None
        if not (signed or instruments or (allied and _has_instrument(text)) or _signed_behind(text, sentence, match)):
            continue
        names = _names_between(text, match, sentence)
        if all(is_country(name.text(text)) for name in names) and not (
            signed or allied or _stands_close(text, match, sentence, instruments)
        ):
            continue
        of_instrument = instruments and instruments[-1].end() >= match.start() - 2
        at = instruments[-1].start() if instruments else match.start()
        earlier = (of_instrument or not allied) and is_earlier(text, sentence, at)
        yield from (Party(name, earlier) for name in names)


def _names_between(text: str, match: re.Match[str], sentence: Span) -> list[Name]:
    """Two names or more; the last is none if it only says of which country the next word is."""
    reach = stretch(text, match.end(), sentence.end)
    names = names_in(text, match.end(), reach)
    adjectival = names and is_country(names[-1].text(text)) and words.OF_PEOPLE.match(text, reach)
    return names if len(names) > 1 and not adjectival else []


def _instruments_before(text: str, sentence: Span, at: int) -> list[re.Match[str]]:
    near = max(sentence.start, at - words.REACH)
    return [one for one in INSTRUMENT.finditer(text, near, at) if one.lastgroup != "programme"]


@lru_cache(maxsize=8)
def _has_instrument(text: str) -> bool:
    return INSTRUMENT.search(text) is not None


def _signed_behind(text: str, sentence: Span, match: re.Match[str]) -> bool:
    behind = INSTRUMENT.search(text, match.end(), min(sentence.end, match.end() + 400))
    return behind is not None and SIGNED.search(text, sentence.start, sentence.end) is not None


def _stands_close(text: str, match: re.Match[str], sentence: Span, before: list[re.Match[str]]) -> bool:
    """Whether the instrument stands close enough to be one of states: not "the memorandum is a step between"."""
    if not before:
        after = INSTRUMENT.search(text, match.end(), sentence.end)
        return after is not None and after.start() - match.end() < words.NEAR
    gap = text[before[-1].end() : match.start()]
    return len(gap) < words.NEAR and not words.FINITE.search(gap)


def is_earlier(text: str, sentence: Span, at: int) -> bool:
    """Say whether an instrument at this place is one that the document refers to."""
    if re.compile(r"[^、。]{0,14}?[」』]?(?:を|に)(?:踏まえ|基づ|受け|鑑み)").match(text, at, sentence.end):
        return True
    return any(cue.start() < at for cue in EARLIER.finditer(text, sentence.start, at) if cue[0][0] not in "踏基想")


def _signing(text: str, sentence: Span) -> Iterator[Party]:
    for verb in SIGNED.finditer(text, sentence.start, sentence.end):
        instrument = INSTRUMENT.search(text, verb.end(), min(sentence.end, verb.end() + 220))
        if not instrument:
            continue
        earlier = words.RECITAL.search(text, sentence.start, verb.start()) is not None
        subject = subject_before(text, sentence, verb.start())
        if len(subject) < 2:
            subject = with_asides(text, sentence, verb.start()) or subject
        partners = _partners(text, instrument.end(), sentence.end)
        if subject and (len(subject) > 1 or partners):
            yield from (Party(name, earlier) for name in [*subject, *partners])


def _signing_de(text: str, sentence: Span) -> Iterator[Party]:
    """ "A und B haben ein Abkommen mit C unterzeichnet": the verb stands at the end."""
    verb = words.PARTICIPLE.search(text, sentence.start, sentence.end)
    auxiliary = words.AUXILIARY.search(text, sentence.start, verb.start()) if verb else None
    if not verb or not auxiliary:
        return
    instrument = INSTRUMENT.search(text, auxiliary.end(), verb.start())
    subject = subject_before(text, sentence, auxiliary.start())
    partners = _partners(text, instrument.end(), verb.start()) if instrument else []
    if instrument and (len(subject) > 1 or (subject and partners)):
        yield from (Party(name) for name in [*subject, *partners])


def _partners(text: str, start: int, end: int) -> list[Name]:
    """Who stands behind "with"."""
    match = re.compile(r"[^,.;:]{0,60}?(?<!\w)(?:with|mit|avec|con|с|amb)\s+").match(text, start, end)
    return names_in(text, match.end(), stretch(text, match.end(), end)) if match else []


def subject_before(text: str, sentence: Span, verb: int) -> list[Name]:
    """The names directly before a verb, or else those with which the sentence begins."""
    end = _without_auxiliaries(text, sentence.start, verb)
    for word in re.finditer(r"(?<![\w'’-])[^\W\d_]|(?<=\s)[(“\"]", text[max(sentence.start, end - 400) : end]):
        at = max(sentence.start, end - 400) + word.start()
        if stretch(text, at, end) == end and (names := names_in(text, at, end, bare=True)) and _capital(text, names[0]):
            return names
    reach = stretch(text, sentence.start, end)
    return names_in(text, sentence.start, reach, bare=False) if reach > sentence.start else []


def _capital(text: str, name: Name) -> bool:
    return not text[name.span.start].islower() or bool(re.match("[а-яё]", text[name.span.start]))


def _without_auxiliaries(text: str, start: int, end: int) -> int:
    while match := words.AUXILIARIES.search(text[start:end]):
        end = start + match.start()
    return end


def _acting(text: str, sentence: Span) -> Iterator[Party]:
    """Two or more who will do something together."""
    for verb in words.ACTING.finditer(text, sentence.start, sentence.end):
        subject = subject_before(text, sentence, verb.start())
        if len(subject) < 2:
            subject = with_asides(text, sentence, verb.start())
        if not words.JOINT.search(text, sentence.start, sentence.end):
            continue
        direct = subject and subject[-1].whole.end >= _without_auxiliaries(text, sentence.start, verb.start()) - 1
        if len(subject) > 1 and (direct or not is_adjectival(text, subject)):
            earlier = words.RECITAL.search(text, sentence.start, verb.start()) is not None
            yield from (Party(name, earlier) for name in subject)


def with_asides(text: str, sentence: Span, verb: int) -> list[Name]:
    """The names before a verb when each has an aside: "A, formerly B, and C, on behalf of D, invite"."""
    found: list[Name] = []
    aside = False
    for piece in re.finditer(r"[^,]+", text[sentence.start : verb]):
        start, end = sentence.start + piece.start(), sentence.start + piece.end()
        opening = re.match(r"\s*(?:(?:and|und|et|y|и)\s+)?", piece[0])
        start += opening.end() if opening else 0
        if re.match(r"[a-zа-я]", text[start:end]) and not re.match(r"(?:the|der|die|das|la|le|el)\s", text[start:end]):
            aside = True
            continue
        if aside and not (opening and opening[0].strip()):
            continue
        aside = False
        name = name_of(text, start, end, bare=False)
        if not name:
            return []
        found.append(name)
    return found


def is_adjectival(text: str, names: list[Name]) -> bool:
    """Whether the last name only says of which country the next word is ("U.S. and German researchers")."""
    return is_country(names[-1].text(text)) and bool(words.OF_PEOPLE.match(text, names[-1].whole.end))


def _funding(text: str, sentence: Span) -> Iterator[Party]:
    """One agency with which a sentence begins and that funds."""
    if words.FUNDING.search(text, sentence.start, sentence.end):
        comma = text.find(",", sentence.start, sentence.end)
        reach = stretch(text, sentence.start, comma if comma > 0 else sentence.end)
        names = names_in(text, sentence.start, reach) if reach > sentence.start else []
        name = names[0] if len(names) == 1 else None
        verb = words.FUNDING.search(text, reach, min(sentence.end, reach + 70)) if name else None
        called = name.text(text) if name else ""
        if name and verb and (" " in called or called.isupper()) and not is_country(called):
            yield Party(name)


def _behind(text: str, sentence: Span) -> Iterator[Party]:
    for cue in words.BEFORE.finditer(text, sentence.start, sentence.end):
        names = names_in(text, cue.end(), stretch(text, cue.end(), sentence.end), bare=False)
        if not words.CALLING.search(text, sentence.start, sentence.end):
            continue
        yield from (Party(name) for name in names if not is_country(name.text(text)))


def _managed(text: str, sentence: Span) -> Iterator[Party]:
    """ "managed in Spain by the A, and in China by the B", "wird vom A gemeinsam mit B getragen"."""
    if not words.MANAGING.search(text, sentence.start, sentence.end):
        return
    for cue in words.BY.finditer(text, sentence.start, sentence.end):
        reach = stretch(text, cue.end(), sentence.end)
        yield from (
            Party(name) for name in names_in(text, cue.end(), reach, bare=False) if not is_country(name.text(text))
        )


def _listed(text: str, sentence: Span) -> Iterator[Party]:
    """Agencies listed behind a colon, each with its country in brackets."""
    for cue in words.AGENCIES.finditer(text, sentence.start, sentence.end):
        for item in re.finditer(r"\s*([^,()]+?)\s*\(([^()]+)\)\s*(?:,|\.|;|and|$)", text[cue.end() : sentence.end]):
            joined = re.match(r"(?:and|und|et|y|и)\s+", item[1])
            start = cue.end() + item.start(1) + (joined.end() if joined else 0)
            name = name_of(text, start, cue.end() + item.end(1))
            if name and not is_country(name.text(text)):
                yield Party(name, planned="pending" in cue[0])


def _clauses(text: str) -> Iterator[Party]:
    """The parties' clauses of an agreement's own text: "The A, hereinafter referred to as B, represented by"."""
    for entry in words.ENTRY.finditer(text):
        line = text.find("\n", entry.end())
        reach = stretch(text, entry.end(), min(line if line >= 0 else len(text), entry.end() + 300))
        if reach <= entry.end():
            continue
        tail = re.compile(r"[\s,]*(?:\[\.\.\.\]\s*)?(?:of [^;\n]{4,90}?,\s*|[^;\n,]{0,40},\s*)?").match(text, reach)
        if tail and (words.CLAUSE.match(text, tail.end()) or words.CLAUSE.match(text, _blank(text, reach))):
            yield from (Party(name) for name in names_in(text, entry.end(), reach, bare=False))


def _named(text: str) -> Iterator[Party]:
    """A name from its article to "hereinafter referred to as X", wherever it stands in a line."""
    for match in words.NAMED.finditer(text):
        begin = max(0, match.start() - 200)
        article = [one.end() for one in words.ARTICLE.finditer(text, begin, match.start())]
        whole = [at for at in article if stretch(text, at, match.start()) >= match.start() - 1]
        name = name_of(text, whole[-1], match.start(), bare=False) if whole else None
        short = Span(*match.span("short"))
        if name and not is_country(name.text(text)) and not INSTRUMENT.search(text, name.span.start, name.span.end):
            yield Party(Name(name.span, name.whole, (*name.shorts, short)))
        elif not name and re.fullmatch(r"[A-Z]{4,}", match["short"]) and text.count(match["short"]) > 1:
            yield Party(Name(short, short))  # a damaged name before it


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " ,\t":
        at += 1
    return at


def _funders(text: str) -> Iterator[Party]:
    for cue in words.FUNDER.finditer(text):
        line = text.find("\n", cue.end())
        name = name_of(text, cue.end(), line if line > 0 else len(text), bare=False)
        if name:
            yield Party(name)
