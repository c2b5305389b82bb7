"""Names of organisations and states as agreements write them, and lists of such names: "A, the B of C, and D (E)".

A name runs over capitalised words and the small words between them. "and" and commas divide a list only where a name of
its own stands on either side: a ministry of economy, trade and industry stays one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from renkei.engines.reading.agreement_words import (
    INSTRUMENT,
    NOT_NAMES,
    PERSONS,
    STATES,
    begins_with_head,
    has_head,
    is_head,
)
from renkei.engines.reading.countries import countries
from renkei.engines.reading.country_words import ADJECTIVES
from renkei.engines.reading.model import Span
from renkei.engines.reading.readers.name_run import PLAIN_WORD, SMALL

_DETERMINER = re.compile(
    r"(?:the|a|an|its|their|both|der|die|das|des|dem|den|le|la|les|l['’]|el|los|las|il|du|del|el passat|von|vom|by|with"
    r"|mit|avec|con|с|со|de l['’]|de la|state investment company)(?:\s+|(?<=['’]))",
    re.IGNORECASE,
)
_SMALL_LETTERS = re.compile(r"[a-zà-ÿ]+\s+")
_LINKS = frozenset(
    """
    of for and the de do da dos du des del la le et y e i für und der des van von à
    """.split()  # noqa: SIM905 - a list of words, for the one who reads it
)
_SMALL_WORD = re.compile(rf"(?:{SMALL})['’]?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(
    r"\s*(?P<strong>[;])\s*(?:and|und|et|y|и)?\s*|\s*(?P<comma>,)\s*(?:(?:and|und|et|y|и|as well as)\s+)?"
    r"|\s+(?P<word>and|und|et|y|e|i|и|as well as|sowie|ainsi que|así como|а также|with|mit"
    r"|avec|con|с|dhe|&|AND|UND|ET|Y|И)\s+",
)
_SHORT = re.compile(
    r"\s*(?:\((?:the\s+)?[“\"'«]?(?P<inner>[^()\n]{2,80}?)[”\"'»]?\)|[–-]\s(?P<dash>[A-ZÀ-Þ][\w-]{2,12})(?!\w))"
)
_ACRONYM = re.compile(r"[A-ZÀ-ÞА-Я][\w.&/-]*[A-ZÀ-ÞА-Я][\w.&/-]*|[A-ZÀ-ÞА-Я]{2,}")
_NO_NAME = re.compile(
    r"(?<!\w)(?:between|part(?:y|ies)|agreement|memorandum|zwischen|abkommen|entre"
    r"|countries|companies|researchers|scientists|applicants|proposals|projects|acuerdo"
    r"|соглашени\w+|программ\w+)(?!\w)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?:groupe|minist[eè]re|direction|agence|centre|conseil|institut|université|fondation|office"
    r"|banque|académie|école|société|ministerio|consejo"
    r"|agencia|instituto|universidad|centro|secretaría|comisión|fundación|academia|consell|corporación)\s+[a-zà-ÿ]",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?:Inc|Ltd|Corp|Co|[A-Z])\.$")
_UNIT = re.compile(
    r"(?:the\s+)?(?:[A-Z][\w-]+\s+)*(?:Institute|Department|Faculty|School|Graduate School"
    r"|Center|Centre|Laboratory|Division|Institut|Fakultät|Lehrstuhl)(?!\w)"
)
_PARENT = re.compile(r"(?:[A-Z][\w-]+\s+)*(?:University|Universität|Universidad|Université|Academy)(?!\w)")
_OF = re.compile(r"(?:du|des|de la|de l['’]|d['’]|del|of the|of)(?!\w)|d['’]")
_CAPITAL_FIRST = re.compile(r"[\"“«]?(?:[A-ZÀ-ÞŠŽČА-ЯЁ]|[a-z]?[A-Z])")
_SURNAME = re.compile(r"[А-ЯЁ][а-яё]+")
_QUOTED = re.compile(r"\s*(?:[\"“][^\"“”]+[\"”]?|[^\"“”]+[\"”])\s*,?\s*")
_OPENERS = frozenset(
    """
    Through Under In For On By With From Upon During Since After Before While Each Both All Any As If
    When
    """.split()  # noqa: SIM905 - a list of words, for the one who reads it
)
_OF_GOVERNMENT = re.compile(
    r"\s+(?:del|de la|of the|du|der)\s+(?:Govern|Gobierno|Government|Gouvernement"
    r"|Regierung)\s+(?:of|de|d['’]|von|du|der)\s*[^,;]+$"
)
_GENITIVE = re.compile(r"\((?P<short>[A-ZÀ-Þ][\w.&/-]{1,20})\)\s+(?:des|der|of the|of|du|de la|de|del|in)\s")
_DESCRIBED = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]+\s+)?(?:[a-zà-ÿ-]+\s+)+(?=[A-ZÀ-Þ])")
_COMPANY_END = re.compile(r"(?:Oy|GmbH|AG|Inc\.?|Ltd\.?|LLC|Co\.|Corp\.?|S\.A\.|KK|B\.V\.|AB|ASA?|SpA)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands; `whole` takes in the short name in brackets behind it; `short` are such names."""

    span: Span
    whole: Span
    shorts: tuple[Span, ...] = ()

    def text(self, text: str) -> str:
        """The name alone."""
        return text[self.span.start : self.span.end]


def names_in(text: str, start: int, end: int, *, bare: bool = True) -> list[Name]:
    """The names of a list that fills the stretch; nothing where a piece of it is no name.

    With `bare` a capitalised word without a head ("Rusnano") may be a name, as it may where parties must stand.
    """
    pieces = _joined(text, list(_pieces(text, start, end)))
    found = [(name, before) for piece, before in pieces if (name := name_of(text, piece.start, piece.end, bare=bare))]
    if len(found) != len(pieces):
        return []
    bodies = any(not is_country(name.text(text)) for name, _ in found)
    # a state behind an organisation's name says where it is
    return [name for name, before in found if not (bodies and before == "comma" and is_country(name.text(text)))]


def name_of(text: str, start: int, end: int, *, bare: bool = True) -> Name | None:
    """The name that a piece of a list is: without article, with its short name in brackets apart."""
    article = _DETERMINER.match(text, start, end)
    if _QUOTED.fullmatch(text, article.end() if article else start, end):
        return None
    start, end = _trimmed(text, start, end)
    if government := _OF_GOVERNMENT.search(text[start:end]):
        end = start + government.start()
    if genitive := _GENITIVE.search(text, start, end):
        end = genitive.end("short") + 1
    if (
        (described := _DESCRIBED.match(text, start, end))
        and has_head(described[0])
        and not _FOREIGN.match(text, start, end)
        and described[0].split()[-1] not in _LINKS
    ):
        start = described.end()
    whole_start = start
    shorts = []
    while short := _short_at_end(text, start, end):
        end = short[0]
        shorts.append(short[1])
    start, end = _trimmed(text, start, end)
    near = [at for at in shorts if _ACRONYM.fullmatch(text[at.start : at.end])]
    whole_end = _closed(text, end, max([end, *(at.end for at in near)]) if len(near) == len(shorts) else end)
    if start >= end or not is_name(text[start:end], bare=bare or bool(shorts)):
        return None
    return Name(Span(start, end), Span(max(whole_start, start), whole_end), tuple(reversed(shorts)))


def is_name(words: str, *, bare: bool) -> bool:
    """Say whether the words can be an organisation's or a state's name."""
    if len(words) > 160 or PERSONS.search(words):
        return False
    if not _CAPITAL_FIRST.match(words):
        return " " in words and (has_head(words) if re.match(r"[а-яё]", words) else begins_with_head(words))
    if _is_other(words) or not _runs(words):
        return False
    if is_country(words) or has_head(_without_states(words)) or _ACRONYM.fullmatch(words) or _COMPANY_END.search(words):
        return True
    return bare and not _SURNAME.fullmatch(words) and not INSTRUMENT.search(words) and len(words) < 60


def _is_other(words: str) -> bool:
    """Whether capitalised words are no name: an instrument, a sentence's first word, a head or an adjective alone."""
    parts = words.split()
    if len(words) < 2 or words in NOT_NAMES or parts[0] in _OPENERS:
        return True
    if INSTRUMENT.fullmatch(words) or _NO_NAME.search(words):
        return True
    alone = len(parts) == 1
    if alone and words.istitle() and words.isascii() and is_head(words):
        return True  # "the Department"
    return alone and words.replace(".", "").isalpha() and is_nation(words) and not is_country(words)


def _without_states(words: str) -> str:
    """The words without the states in them: a "Republic of" makes no body of what stands before it."""
    for found in reversed(list(countries(words))):
        words = words[: found.span.start] + words[found.span.end :]
    return STATES.sub(" ", words)


def is_country(words: str) -> bool:
    """Say whether the words are a state's name and nothing else; an adjective is none."""
    if words in _adjectives():
        return False
    cased = words.title() if words.isupper() and len(words) > 3 else words
    return any(found.span == Span(0, len(words)) for found in countries(cased))


def is_nation(word: str) -> bool:
    """Say whether a word is an adjective of a nation."""
    return any(found.span.start == 0 for found in countries(word))


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(word for words in ADJECTIVES.values() for word in words.split("|"))


def _runs(words: str) -> bool:
    """Whether the words are capitalised but for the small ones between."""
    if _FOREIGN.match(words):
        return True
    pieces = [re.sub(r"['’]s$", "", piece) for piece in re.split(r"[\s,()\"“”«»]+", words) if piece]
    capital = [bool(re.match(r"[A-ZÀ-ÞŠŽČА-ЯЁ0-9]|[a-z][A-Z]", piece)) for piece in pieces]
    small = [
        is_capital
        or bool(_SMALL_WORD.fullmatch(piece) or PLAIN_WORD.fullmatch(piece) or is_nation(piece))
        or bool(re.match(r"[a-z]['’][A-ZÀ-Þ]", piece))
        for is_capital, piece in zip(capital, pieces, strict=True)
    ]
    if re.match(r"[А-Яа-яё]", words):
        return len(pieces) <= 12
    return (
        bool(pieces)
        and (capital[0] or (not capital[0] and bool(begins_with_head(pieces[0]))))
        and all(fits or bool(is_head(piece)) for fits, piece in zip(small, pieces, strict=True))
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Stretches between dividers with the divider before each."""
    at, before = start, ""
    for divider in _BETWEEN_NAMES.finditer(text, start, end):
        if _in_brackets(text, start, divider.start()):
            continue
        yield at, divider.start(), before
        at, before = divider.end(), "strong" if divider["strong"] else "comma" if divider["comma"] else "word"
    yield at, end, before


def _joined(text: str, pieces: list[tuple[int, int, str]]) -> list[tuple[Span, str]]:
    """Pieces with the divider before each, put together again where one of the two sides is no name by itself."""
    found: list[tuple[Span, str]] = []
    for start, end, before in pieces:
        last = found[-1][0] if found else None
        if last and not _divides(text, last, Span(start, end), before):
            found[-1] = (Span(last.start, end), found[-1][1])
        elif start < end:
            found.append((Span(start, end), before))
    return found


def _divides(text: str, last: Span, following: Span, before: str) -> bool:
    if before != "strong" and _OF.match(text, following.start, following.end):
        return False  # "de la Recherche et de l'Innovation"
    if (
        before == "comma"
        and _UNIT.match(text, last.start, last.end)
        and _PARENT.match(text, following.start, following.end)
    ):
        return False  # "the Institute of X, Hokkaido University"
    if before == "word" and _complete(text, last) and name_of(text, following.start, following.end):
        return True
    both = _stands_alone(text, following.start, following.end) and _stands_alone(text, last.start, last.end)
    return before == "strong" or both


def _complete(text: str, span: Span) -> bool:
    """Whether nothing more can belong to a name: it ends in its head, its short name, its country or is an acronym."""
    start, end = _trimmed(text, span.start, span.end)
    if _short_at_end(text, start, end):
        return True
    words = text[start:end]
    last = words.rsplit(" ", 1)[-1]
    return bool(is_head(last) or _ACRONYM.fullmatch(_core(words)) or _COMPANY_END.search(words) or is_country(words))


def _stands_alone(text: str, start: int, end: int) -> bool:
    start, end = _trimmed(text, start, end)
    if government := _OF_GOVERNMENT.search(text[start:end]):
        end = start + government.start()
    while short := _short_at_end(text, start, end):
        if _ACRONYM.fullmatch(text[short[1].start : short[1].end]) and text[short[1].start] == text[start : start + 1]:
            return True
        end = short[0]
    words = text[start:end].strip()
    if not words or words in NOT_NAMES:
        return False
    states = has_head(words) and not has_head(_without_states(words))
    whole_state = states and re.match(
        r"(?:Government|Regierung|Gouvernement|Gobierno|[Пп]равительств\w+|Republi\w+"
        r"|Rep[úu]blica|République|State|Kingdom|Federa\w+|United|Bundes\w+|Vereinigt\w+)",
        words,
    )
    if states and not whole_state and not is_country(words):
        return False
    return bool(has_head(words) or is_country(words) or _ACRONYM.fullmatch(_core(words)) or _COMPANY_END.search(words))


def _core(words: str) -> str:
    """The words without the country behind them: "UNAM de México" is the UNAM."""
    last = next((found for found in countries(words) if found.span.end == len(words) and found.span.start > 0), None)
    return re.sub(r"\s+(?:de|of|du|d['’]|del|von|in)\s*$", "", words[: last.span.start]) if last else words


def _short_at_end(text: str, start: int, end: int) -> tuple[int, Span] | None:
    """Where the name ends, and its short form, if a bracket or " - ABC" closes the stretch."""
    for match in _SHORT.finditer(text, start, end):
        if match.end() == end and match.start() > start:
            which = "inner" if match["inner"] else "dash"
            if which == "dash" and (not _ACRONYM.fullmatch(match["dash"]) or text.count(match["dash"]) < 2):
                continue
            return match.start(), Span(*match.span(which))
    return None


def _closed(text: str, end: int, whole_end: int) -> int:
    """The place behind the bracket that closes after `end`."""
    if whole_end > end and text.count("(", end, whole_end) > text.count(")", end, whole_end):
        at = text.find(")", whole_end, whole_end + 4)
        return at + 1 if at >= 0 else whole_end
    return whole_end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' \t\n,;:"“«':
        start += 1
    while (
        end > start
        and not _closes_quote(text, start, end)
        and (text[end - 1] in ' \t\n,;:"”»' or _full_stop(text, start, end))
    ):
        end -= 1
    while (article := _DETERMINER.match(text, start, end) or _nationality(text, start, end)) and article.end() < end:
        start = article.end()
    return start, end


def _closes_quote(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark at the end belongs to one within the name."""
    marks = [sign for sign in text[start:end] if sign in '"“”']
    return text[end - 1] in '"”' and len(marks) % 2 == 0 and len(marks) > 0


def _full_stop(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and not _DOTTED.search(text[start:end])


def _nationality(text: str, start: int, end: int) -> re.Match[str] | None:
    """A nation's adjective in small letters before the name ("dem deutschen Bundesministerium")."""
    word = _SMALL_LETTERS.match(text, start, end)
    return word if word and any(found.span.start == start for found in countries(text, start, word.end() - 1)) else None


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)
