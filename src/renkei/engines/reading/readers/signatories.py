"""Signatories: people of whom the text says that they signed, or that they represent a party in the agreement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from renkei.engines.reading.agreement_words import INSTRUMENT, SIGNED, is_head
from renkei.engines.reading.legible import persons, told
from renkei.engines.reading.model import Span
from renkei.engines.reading.people import Office, Person

_I = re.IGNORECASE
_REPRESENTED = re.compile(
    r"(?<!\w)(?:represented(?: for [^,;]{3,80}? by| in this act by|,? by)"
    r"|hereby represented by|herein represented by|(?<=\] )by(?= its)|acting through"
    r"|vertreten durch|représentée? par|representad[oa](?: legalmente| en este acto)? por"
    r"|в лице)"
    r"\s*(?:its |the |ihre[nm]? |seinen? |den |die |son |sa |su |el |la |le )?",
    _I,
)
_WATCHED = re.compile(
    r"(?<!\w)(?:in the presence of|witnessed by|attended by|approved by|chaired by"
    r"|meeting (?:between|with)|met with|welcomed by|visit(?:ed|ing)?|announced by"
    r"|in Anwesenheit|en présence de|en presencia de|в присутствии)(?!\w)",
    _I,
)
_COURTESY = re.compile(
    r"(?:(?:Prof(?:essor|\.)?|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|H\.\s?E\.|the Hon(?:ourable)?\.?"
    r"|Hon\.|Sir|Herrn?|Frau|M\.|Mme|Sra?\.|Dra\.|Don|Doña|D\.|г-н\w*|Ph\.\s?D\.),?\s*)+",
    _I,
)
_NAME = r"[A-ZÀ-ÞŠŽČА-ЯЁ][\w'’-]+(?:\s+(?:van|von|de|da|del|der|dos|la|[A-ZÀ-Þ]\.|[A-ZÀ-ÞŠŽČА-ЯЁ][\w'’-]+)){1,4}"
_OFFICE_FIRST = re.compile(
    rf"(?P<office>[A-ZÀ-Þ][^,;\n]{{3,90}}?),\s*(?P<courtesy>{_COURTESY.pattern})?(?P<name>{_NAME})(?=[,;.)\s]|$)"
)
_OFFICE_RUN = re.compile(
    rf"(?P<office>[A-ZÀ-Þ][^,;\n]{{3,90}}?)\s+(?P<courtesy>{_COURTESY.pattern})(?P<name>{_NAME})(?=[,;.)\s]|$)"
)
_NAME_FIRST = re.compile(
    rf"(?P<courtesy>{_COURTESY.pattern})?(?P<name>{_NAME}),\s*(?:the "
    rf"|its )?(?P<office>[A-ZÀ-Þ][^,;\n]{{3,80}}?)(?=[,;.\n]|\s+(?:of|having|and)\s|$)"
)
_WITH_COURTESY = re.compile(rf"(?:{_COURTESY.pattern})(?P<name>{_NAME})")
_SMALL_OFFICE = re.compile(
    r"(?P<office>(?:acting |deputy )?(?:minister|director|president|head|secretary"
    r"|rector)(?: (?:for|of) [a-z ]+)?),?\s*$"
)
_DOCUMENT = re.compile(r"(?<!\w)(?:документ\w*|document|Dokument|documento|texte?)(?!\w)|文書", _I)
_OFFICE_WORDS = re.compile(
    r"(?:president|director|minister|head|chair\w*|rector|chancellor|officer|secretary"
    r"|dean|governor|ambassador|manager|executive|commissioner|provost|direct\w+"
    r"|präsident\w*"
    r"|leiter\w*|minist\w+|vorstand\w*|rektor\w*|président\w*|presidente?\w*|rector\w*"
    r"|recteur|secr[eé]ta\w+|директор\w*|президент\w*|министр\w*|ректор\w*|председател\w+)",
    _I,
)
_OFFICES_JA = (
    "副大臣|大臣政務官|副理事長|副所長|副会長|副学長|副社長|副総裁|大臣|首相|大統領|長官|次官|事務局長|事務総長|局長|理"
    "事長|総裁|社長|会長|所長|学長|総長|大使|機構長|センター長|議長|知事|市長"
)
_FIELD_JA = (
    "[A-Z]{2,10}|経済産業|経済|外務|文部科学|科学技術|総務|財務|環境|農林水産"
    "|厚生労働|国土交通|防衛|産業|教育|通商|貿易|研究|イノベーション"
    "|エネルギー|デジタル|保健|農業|特命全権|駐[一-龠ァ-ヴー]{1,8}|国務|内閣総理|総理"
)
_SIGNER_JA = re.compile(
    rf"(?P<name>[ァ-ヴー]{{2,}}(?:[・＝=][ァ-ヴー]+)*|[A-Z][a-z][\w-]*(?:\s[A-Z][a-z][\w-]*)+|(?:(?<=我が方)|(?<=先方)"
    rf"|(?<![一-龠々]))(?!方)[一-龠々]{{1,5}}?(?:[\s　][一-龠々]{{1,3}})?)(?:[（(][^）)]{{2,40}}[）)])?[\s　]?"
    rf"(?P<office>(?:(?:{_FIELD_JA})+・?)*(?:{_OFFICES_JA}))(?:[（(][^）)]{{1,40}}[）)])?(?!の(?:立[ち]?会"
    rf"|同席|出席|挨拶))(?=[がはとの、,，及並]|により|による|および|並びに)"
)
_AND_ITS = re.compile(
    r",?\s+(?:and|und|et|y|e)\s+(?:by\s+|por\s+|par\s+|durch\s+)?(?:its |the |ihre[nm]? "
    r"|den |die |son |sa |su )?"
)
_BY_AFTER = re.compile(r"\s+(?:[a-z]+ly )?(?:by|von|par|por)\s")
_ACTS = re.compile(
    r"(?:(?<!\w)(?:together with|by|between|entre|zwischen|между|jointly with|along with"
    r"|von|par|por)|(?<!\w)and by)\s*(?:the |los |les )?$"
)
_CHAIN = re.compile(r"[\s,]*(?:and|und|et|y|и|&)?(?: by)?\s*(?:[A-Z0-9]\w*\s*)?")
_SAID = re.compile(r"[^.;]{0,12}\s(?:said|says|mentioned|told|stated|added|announced|noted|tweeted)(?!\w)")
_SIGNED_JA = re.compile(r"署名|調印|締結")


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who signs for a party, with the office where the text gives it."""

    name: Span
    office: Span | None = None


def signatories(text: str) -> list[Signatory]:
    """Everybody once, in the order of the text."""
    found: dict[str, Signatory] = {}
    every = [*_represented(text)]
    for sentence, people in zip(told(text), persons(text), strict=True):
        every += [*_signers(text, sentence, people), *_signers_ja(text, sentence)]
    for one in sorted(
        every, key=lambda one: (one.name.start - one.name.end, one.office is None, one.name)
    ):  # full names first
        span = _without_acronym(text, one.name)
        name = text[span.start : span.end].casefold()
        if not any(_same(name, other) for other in found):
            found[name] = Signatory(span, one.office)
    return sorted(found.values(), key=lambda one: one.name)


def _without_acronym(text: str, name: Span) -> Span:
    """ "РТ Рустам Минниханов": the abbreviation belongs to the office."""
    first = text[name.start : name.end].split(maxsplit=1)
    if (
        len(first) == 2
        and " " in first[1]
        and (is_head(first[0]) or re.fullmatch(r"[A-ZА-ЯЁ]{2,5}", first[0]))
        and first[1][:2].istitle()
    ):
        return Span(name.start + len(first[0]) + 1, name.end)
    return name


def _same(one: str, other: str) -> bool:
    return one == other or set(one.split()) <= set(other.split())


def _represented(text: str) -> Iterator[Signatory]:
    """ "represented by its President, Professor A, and its Secretary, B", "represented by A, Director"."""
    for cue in _REPRESENTED.finditer(text):
        at: int | None = cue.end()
        while at is not None:
            match = _represents(text, at, cue.end() + 300)
            if match:
                yield Signatory(Span(*match.span("name")), Span(*match.span("office")))
            more = _AND_ITS.match(text, match.end()) if match else None
            at = more.end() if more else None


def _represents(text: str, at: int, limit: int) -> re.Match[str] | None:
    for form in (_OFFICE_FIRST, _OFFICE_RUN, _NAME_FIRST):
        match = form.match(text, at, limit)
        if match and _OFFICE_WORDS.search(match["office"]) and not _OFFICE_WORDS.search(match["name"]):
            return match
    return None


def _signers(text: str, sentence: Span, people: tuple[Person, ...]) -> Iterator[Signatory]:
    """Those who sign in the news of it: before the verb, behind "signed by" and behind "together with"."""
    verbs = [
        verb
        for verb in SIGNED.finditer(text, sentence.start, sentence.end)
        if verb[0].isascii() or verb[0][0].islower()
    ]
    named = (INSTRUMENT, _DOCUMENT)
    if not verbs or not any(words.search(text, sentence.start, sentence.end) for words in named):
        return
    yield from _courteous(text, sentence, verbs[0])
    passive = _BY_AFTER.match(text, verbs[0].end(), sentence.end) is not None
    first_acts = any(person.name.start < verbs[0].start() for person in people) and not passive
    last = -1
    for person in people:
        begin = min(person.name.start, *(_begin(office) for office in person.offices), person.name.start)
        ahead = text[last if last >= 0 else sentence.start : begin]
        acting = (
            (person.name.start < verbs[0].start() and not passive)
            or (verbs[0][0][0] in "пз" and not first_acts)
            or _ACTS.search(_plain(ahead))
            or (last >= 0 and _CHAIN.fullmatch(_plain(ahead)))
        )
        watched = _WATCHED.search(text, sentence.start, person.name.start)
        titled = re.search(
            r"(?<!\w)(?:CEO|CTO|CFO|President|Director|Minister)(?!\w)", text[person.name.start : person.name.end]
        )
        if acting and not titled and not watched and not _SAID.match(text, person.name.end, sentence.end):
            last = max([person.name.end, *(office.span.end for office in person.offices)])
            yield Signatory(person.name, person.offices[0].span if person.offices else None)


def _begin(office: Office) -> int:
    return office.before.start if office.before else office.span.start


def _courteous(text: str, sentence: Span, verb: re.Match[str]) -> Iterator[Signatory]:
    """People with a courtesy before the verb, or behind "signed by", whose office is written in small letters."""
    by = re.compile(r"\s+(?:by|between)\s").match(text, verb.end(), sentence.end)
    start, end = (verb.end(), sentence.end) if by else (sentence.start, verb.start())
    for match in _WITH_COURTESY.finditer(text, start, end):
        if not _WATCHED.search(text, start, match.start()):
            office = _SMALL_OFFICE.search(text[max(start, match.start() - 70) : match.start()])
            behind = re.compile(
                r",\s*(?:[\w’']+\s)?(?P<office>[a-z ]*(?:secretary|director|minister|head|president"
                r"|rector|chair\w*)(?: (?:for|of) [a-z ]+?)?)(?=,| signed| and|\.|$)"
            ).match(text, match.end(), sentence.end)
            span = (
                Span(
                    max(start, match.start() - 70) + office.start("office"),
                    max(start, match.start() - 70) + office.end("office"),
                )
                if office
                else Span(*behind.span("office"))
                if behind
                else None
            )
            yield Signatory(Span(*match.span("name")), span)


def _plain(before: str) -> str:
    """What stands before a name, its courtesies and office left out."""
    match = re.search(rf"(?:{_COURTESY.pattern})$", before, _I)
    return before[: match.start()] if match else before


def _signers_ja(text: str, sentence: Span) -> Iterator[Signatory]:
    """ "AとBが…に署名": who stands before the signing as topic or behind と."""
    verbs = list(_SIGNED_JA.finditer(text, sentence.start, sentence.end))
    if not verbs:
        return
    done = re.compile(r"との?間で(?:行わ|署名|実施)|(?:が|により)(?:行|おこな)(?:い|っ|われ)").search(
        text, sentence.start, sentence.end
    )
    for match in _SIGNER_JA.finditer(text, sentence.start, done.end() if done else verbs[-1].start()):
        if (
            match["name"].strip()
            and not re.search(r"[省庁府部局]$|^[年月日]", match["name"])
            and text[match.start() - 1] not in "・(（"
        ):
            yield Signatory(Span(*match.span("name")), Span(*match.span("office")))
