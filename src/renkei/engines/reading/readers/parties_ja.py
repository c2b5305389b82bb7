"""Parties in Japanese: "AとBとの間の覚書", "AはBと…に署名", "AとBは…を締結"."""

import re
from collections.abc import Iterator

from renkei.engines.reading.countries import countries
from renkei.engines.reading.model import Span
from renkei.engines.reading.readers.party_names import Name

_SIGN = r"[一-龠々ァ-ヴー･・A-Za-z0-9&.\-－–‐‑'’ヶケ]"
_HEAD = (
    "大学院大学|大学|研究科|学部|機関|研究機構|研究所|研究院|研究センター|開発センター|開発機構|機構|財団|協会|株式会社|会社|センター|基金|委員会|学会|連盟|連合会"
    "|当局|公社|公団|銀行|振興会|アカデミー|カウンシル|評議会|協議会|審議会|会議|科学技術部|合作司|商務部|企業庁|庁|省|政府|府|局|院|部|司|市|県"
)
_SHORT = (
    r"(?:(?:【[^】]{{1,30}}】)?\s?[（(](?:[^（）()「」『』]{{1,24}}[、,](?=以下))?(?:以下[、,]?)?[「『\"]?(?P<short{0}>[^（）()「」『』]{{1,40}})"
    r"[」』\"]?(?:という|と略す)?[。]?[)）])"
)
_LEAD = r"(?:[（(]?(?:独|国研|国立研究開発法人|独立行政法人|公財|公益財団法人|財)[)）]?\s?)?"
_ORG = (
    rf"{_LEAD}{_SIGN}*?(?:{_HEAD})(?!(?!双方|間|等)[一-龠・])"
    rf"|[A-Z][A-Za-z&\-]*[A-Z](?![A-Za-z])|{_SIGN}{{2,12}}国(?![一-龠])"
)
NAME = re.compile(rf"(?P<name>{_ORG}){_SHORT.format('')}?")
_TAIL = re.compile(f"{_SHORT.format('')}?")
_AND = r"(?:、|と|及び|および|並びに|ならびに|とその)"
INSTRUMENT_JA = re.compile(r"覚書|協定書?|合意書|共同声明|共同宣言|議定書|取決め|契約|了解覚書|MOC|MOU")
_SIGNED = re.compile(r"延長し|更新し|署名|調印|締結|取り交わ|結び|結んだ|交わし")
_BETWEEN = re.compile(r"(?:と)?の間(?:の|で|に|における)|による|双方(?:が|で|の)|が(?=[^。]{0,12}(?:合意|共同))")
_TALK = re.compile(r"協議|会談|対話|会合")
_WITH = re.compile(r"と(?:の(?:間(?:で|の|に))?|、|は|が|で)?")
_EARLIER = re.compile(r"(?:を|に)(?:踏まえ|基づ|受け|鑑み|想起)")
_NO_SHORT = re.compile(r"覚書|MOU|MOC|理事長|大臣|長官|会長|学長|所長|総裁|社長")
_NONE = re.compile(
    r"両省|両国|両政府|同省|同機構|各省|関係省庁|本部|全部|一部|外部|内部|幹部|他部|同市|本市|同大学|本学|両大学|両機関"
)


def parties_ja(text: str, sentence: Span) -> Iterator[tuple[Name, bool]]:
    """Names of parties in a sentence, each with whether its agreement is one referred to."""
    instruments = list(INSTRUMENT_JA.finditer(text, sentence.start, sentence.end))
    if not instruments:
        return
    found = list(_names(text, sentence))
    signed = list(_SIGNED.finditer(text, sentence.start, sentence.end))
    seen: set[int] = set()
    for cue in _BETWEEN.finditer(text, sentence.start, sentence.end):
        listed = _before(text, found, cue.start())
        clause = re.compile(r"[、。」]").search(text, cue.end(), sentence.end)
        if _TALK.search(text, cue.end(), clause.start() if clause else sentence.end):
            continue
        after = next((one for one in instruments if one.start() >= cue.end()), instruments[-1])
        earlier = bool(_EARLIER.search(text, after.end(), min(after.end() + 12, sentence.end)))
        if len(listed) == 1 and signed:
            listed = _topic(text, found, listed[0].span.start) + listed
        for name in listed:
            if len(listed) > 1 and name.span.start not in seen:
                seen.add(name.span.start)
                yield name, earlier
    for instrument in instruments:
        for name in _with_instrument(text, found, instrument):
            if name.span.start not in seen:
                seen.add(name.span.start)
                yield name, False
    if signed:
        for name in _topic_pair(text, found, signed[-1].start()):
            if name.span.start not in seen:
                seen.add(name.span.start)
                yield name, False


def _names(text: str, sentence: Span) -> Iterator[Name]:
    for match in NAME.finditer(text, sentence.start, sentence.end):
        if (
            _NONE.search(match["name"])
            or INSTRUMENT_JA.fullmatch(match["name"])
            or match["name"] in ("R&D", "PDF", "MOC", "MOU")
        ):
            continue
        span = Span(*match.span("name"))
        short = Span(*match.span("short")) if match["short"] and not _NO_SHORT.search(match["short"]) else None
        beside = short is not None and text[span.end : short.start].strip() in ("(", "（")
        yield Name(span, Span(span.start, match.end() if beside else span.end), (short,) if short else ())


def _end(text: str, name: Name) -> int:
    """Where a name ends with all that stands in brackets behind it."""
    tail = _TAIL.match(text, name.span.end)
    return tail.end() if tail else name.span.end


def _before(text: str, names: list[Name], at: int) -> list[Name]:
    """The list of names that ends at a place."""
    listed: list[Name] = []
    for name in reversed([one for one in names if one.whole.end <= at]):
        gap = text[_end(text, name) : listed[0].span.start if listed else at]
        if not re.fullmatch(rf"\s*(?:{_AND})?\s*|と", gap):
            break
        listed.insert(0, name)
    return listed


def _topic(text: str, names: list[Name], at: int) -> list[Name]:
    """The names before は or が, which come first."""
    for name in names:
        if name.span.start < at and re.match(r"[はが]", text[_end(text, name) : _end(text, name) + 1]):
            return _before(text, names, _end(text, name))
    return []


def _with_instrument(text: str, names: list[Name], instrument: re.Match[str]) -> list[Name]:
    """ "Aとの覚書": the name right before the instrument."""
    own = [
        name
        for name in names
        if re.fullmatch(r"との(?:間の)?[^、。とはが]{0,24}", text[_end(text, name) : instrument.start()])
    ]
    return [*(_topic(text, names, own[0].span.start) if own else []), *own]


def _topic_pair(text: str, names: list[Name], at: int) -> list[Name]:
    """ "AとBは…を締結", "AはBと…に署名": a topic, and who stands behind と."""
    topics = _topic(text, names, at)
    withs = [
        name
        for name in names
        if _end(text, name) < at and re.match(r"と(?:、|$|[^の間])", text[_end(text, name) : _end(text, name) + 2])
    ]
    both = sorted({*topics, *(withs if topics else [])}, key=lambda name: name.span)
    return both if len(both) > 1 else []


def nation_of(text: str, name: Name) -> str:
    """The country that begins the name, or ""."""
    first = next(countries(text, name.span.start, name.span.end), None)
    return first.value if first and first.span.start == name.span.start else ""
