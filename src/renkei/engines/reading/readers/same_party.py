"""Which mentions are one party: by a short name in brackets, by "hereinafter", by initials, with its country or not."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from renkei.engines.reading.body_words import BODIES
from renkei.engines.reading.countries import countries
from renkei.engines.reading.model import Span
from renkei.engines.reading.readers.parties import Party
from renkei.engines.reading.readers.party_names import Name, is_country

_HEREINAFTER = re.compile(
    r"(?:here(?:in)?\s?after|henceforth|nachstehend|nachfolgend|im Folgenden|ci-après"
    r"|en adelante|en lo sucesivo|далее|именуем\w+|以下|doravante)"
    r",?\s*(?:(?:collectively|jointly|also|either|both"
    r"|be)\s+)*(?:(?:referred\s?to(?:\s+as)?|named|called|known as|designated(?: as)?"
    r"|dénommée?s?|désignée?s?(?: par)?"
    r"|denominad[oa]s?|als|как|–|-|:|kurz)\s*)*(?:the\s+|die\s+|der\s+|das\s+|le\s+|la\s+"
    r"|l['’]|el\s+)?[\"“„«「'’]?(?P<short>[^\W\d_a-zа-я][\w.&-]{1,24})(?![\w])",
)
_SMALL = frozenset(
    """
    of the and for de do da dos das del la le les et y e i für und der die das des à a en l d
    """.split()  # noqa: SIM905 - a list of words, for the one who reads it
)
_SHORT_LIKE = re.compile(r"[A-ZÀ-ÞА-Я][\w.&/-]*[A-ZÀ-ÞА-Я][\w.&/-]*")
_GENERIC = frozenset(
    """
    parties party participants participant sides university agreement mou moc
    """.split()  # noqa: SIM905 - a list of words, for the one who reads it
)


@dataclass(slots=True)
class Known:
    """A party with all its mentions; the name is the fullest of the first ones."""

    mentions: list[Party] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)

    @property
    def best(self) -> Name:
        """The mention that names it most fully: with its short name beside it, else the longest; then the first."""
        return max(
            (party.name for party in self.mentions),
            key=lambda name: (len(name.shorts) > 0, _full(name), -name.span.start),
        )

    @property
    def earlier(self) -> bool:
        """Whether it is a party only of an agreement referred to."""
        return all(party.earlier for party in self.mentions)

    @property
    def planned(self) -> bool:
        """Whether it has not confirmed yet."""
        return all(party.planned for party in self.mentions)


def _full(name: Name) -> int:
    return min(name.span.end - name.span.start, 80)


def told_apart(text: str, mentions: list[Party]) -> list[Known]:
    """Parties in the order of their first mention."""
    known: list[Known] = []
    for party in mentions:
        names, shorts = {key(party.name.text(text))}, set(_shorts(text, party.name))
        nations = {found.value for found in countries(_cased(party.name.text(text)))}
        explicit = {text[span.start : span.end].casefold() for span in party.name.shorts}
        same = [
            one
            for one in known
            if (_same(names, shorts, one) or _tail_of(names, nations, one) or _begins_with(text, party, names, one))
            and not _differ(text, nations, explicit, one)
        ]
        home = same[0] if same else Known()
        for other in same[1:]:
            home.mentions += other.mentions
            names |= other.names
            shorts |= other.shorts
            known.remove(other)
        if not same:
            known.append(home)
        home.mentions.append(party)
        home.names |= names
        home.nations |= nations
        home.shorts |= shorts
    return known


def without_their_states(text: str, known: list[Known]) -> list[Known]:
    """The parties without the states that stand for bodies of theirs: "Iran, China sign" is said of two ministries."""
    states = [one for one in known if all(is_country(party.name.text(text)) for party in one.mentions)]
    nations = {nation for one in known if one not in states for nation in one.nations}
    return [one for one in known if one not in states or not one.nations <= nations]


def _cased(words: str) -> str:
    """Words in capitals as they are written in running text, where countries are known."""
    return re.sub(r"['’]S(?!\w)", "'s", words.title()) if words.isupper() and len(words) > 3 else words


def key(words: str) -> str:
    """A name as it is compared: without accents, case, articles, countries and punctuation."""
    kept = _cased(words)
    for found in reversed(list(countries(kept))):
        if found.span != Span(0, len(words)):
            kept = kept[: found.span.start] + " " + kept[found.span.end :]
    folded = unicodedata.normalize("NFKD", kept.casefold())
    parts = re.findall(r"\w+", "".join(sign for sign in folded if not unicodedata.combining(sign)))
    plain = [part for part in parts if part not in _SMALL and part != "s"]
    return " ".join(plain) or words.casefold()


def _shorts(text: str, name: Name) -> Iterator[str]:
    for span in name.shorts:
        words = text[span.start : span.end]
        for piece in re.split(r"[,;/]\s*|\s+or\s+", words):
            if _SHORT_LIKE.fullmatch(piece) or len(piece.split()) > 1:
                yield key(piece) if len(piece.split()) > 1 else piece.casefold()
    words = name.text(text)
    if _SHORT_LIKE.fullmatch(words) or len(words.split()) == 1:
        yield words.casefold()
    last = words.rsplit(" ", 1)[-1]
    if len(words.split()) > 2 and re.fullmatch(r"[A-Z]{3,8}", last) and not words.isupper():
        yield last.casefold()
    yield from _hereinafter(text, name)
    yield from _bodies().get(key(words), ())
    if len(words.split()) > 2:
        yield from _initials(words)


@cache
def _bodies() -> dict[str, list[str]]:
    """The key of a full name → short names that stand for it."""
    found: dict[str, list[str]] = {}
    for short, names in BODIES.items():
        for full in names.split("|"):
            found.setdefault(key(full), []).append(short)
    return found


def _initials(words: str) -> Iterator[str]:
    parts = [part for part in re.findall(r"[^\W\d_]+", words) if part.casefold() not in _SMALL]
    initials = "".join(part[0] for part in parts if part[0].isupper() or re.match("[а-яё]", part)).casefold()
    if len(initials) > 2:
        yield from (initials, f"t{initials}")  # "THUJ": The Hebrew University of Jerusalem


def _hereinafter(text: str, name: Name) -> Iterator[str]:
    """The name that the party is given behind its own, before the next paragraph or party."""
    stop = text.find("\n", name.whole.end)
    limit = min(name.whole.end + 420, stop if stop >= 0 else len(text))
    semicolon = text.find("; ", name.whole.end, limit)
    match = _HEREINAFTER.search(text, name.whole.end, semicolon if semicolon > 0 else limit)
    if match and match["short"].casefold() not in _GENERIC:
        yield match["short"].casefold()


def _same(names: set[str], shorts: set[str], known: Known) -> bool:
    return bool(names & known.names or shorts & known.shorts or names & known.shorts or shorts & known.names)


def _tail_of(names: set[str], nations: set[str], known: Known) -> bool:
    """One name is the end of the other, and names no country that the other does not."""
    for one in names:
        for other in known.names:
            if _ends_with(one, other) and known.nations <= nations:
                return True
            if _ends_with(other, one) and nations <= known.nations:
                return True
    return False


def _begins_with(text: str, party: Party, names: set[str], known: Known) -> bool:
    """A short first part of a name elsewhere in the text ("Vice Presidency of Science"); not within one list."""
    if any(party.name.span.meets(other.name.span) for other in known.mentions):
        return True
    if any(not _apart(text, party.name.span, other.name.span) for other in known.mentions):
        return False
    pairs = [(one, other) for one in names for other in known.names]
    return any(
        len(min(pair, key=len).split()) > 1 and max(pair, key=len).startswith(min(pair, key=len) + " ")
        for pair in pairs
    )


def _apart(text: str, one: Span, other: Span) -> bool:
    """Whether a sentence or line ends between two names, so that they are not of one list."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return "\n" in between or ". " in between or "。" in between


def _differ(text: str, nations: set[str], explicit: set[str], known: Known) -> bool:
    """Whether they are of different countries, or are given different short names."""
    if nations and known.nations and not nations & known.nations:
        return True
    theirs = {text[span.start : span.end].casefold() for party in known.mentions for span in party.name.shorts}
    return bool(explicit and theirs and not explicit & theirs)


def _ends_with(longer: str, shorter: str) -> bool:
    """ "chancellor masters and scholars of the university of cambridge" is the university."""
    return len(shorter.split()) > 1 and longer.endswith(f" {shorter}")
