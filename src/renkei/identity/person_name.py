"""A person's name in its parts: every way of reading it, since a name does not say which word is the surname.

Only a comma, or capitals for the surname alone, leave one reading. docs/identify.md says what is read as what.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from renkei.text.normal import folded, words
from renkei.text.romaji import is_romaji, one_form, romanised
from renkei.text.script import Script, script_of

Spellings = frozenset[str]  # of one word: two words agree that share any

PARTICLES = frozenset(
    words("af al av ben bin da das do dos de del della den der di du el ibn la le ten ter van von zu zur y")
)
TITLES = frozenset(words("dr prof professor mr mrs ms phd dipl"))
AFTER_A_NAME = frozenset({"DPhil", "II", "III", "IV", "Jr", "MBA", "MD", "MSc", "Sr"})  # otherwise written, names
_JAPANESE_TITLE = re.compile(r"\s*(?:准教授|教授|博士|先生|氏|様|さん)$")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_OLD_CHARACTERS = str.maketrans(
    "髙﨑邊邉齋齊澤廣國櫻濵濱眞惠德嶋嶌龍瀧淵淺黑", "高崎辺辺斎斉沢広国桜浜浜真恵徳島島竜滝渕浅黒"
)
_BRACKETED = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_DOT = re.compile(r"[・･]")
_INITIALS = 3  # as many capitals together may be initials, as in "Smith JP"
_MOST_WORDS = 6  # of one name that are read; the rest only lengthens it


@dataclass(frozen=True)
class Reading:
    """One way to read a name; `partial`: it leaves a part of a double surname out."""

    surname: Spellings
    given: tuple[Spellings, ...]
    partial: bool = False


@dataclass(frozen=True)
class Form:
    """A name as written in one script.

    `japanese`: its letters are Japanese syllables, or characters; `whole`: then all its letters without blanks, surname
    first or last, since Japanese is often written so; `readings`: none where characters are not taken apart.
    """

    script: Script
    japanese: bool
    whole: Spellings
    readings: tuple[Reading, ...]


@lru_cache(maxsize=1 << 17)
def forms_of(name: str) -> tuple[Form, ...]:
    """The forms of a name, further ones standing in brackets or after a slash: "山田 太郎 (Yamada Taro)".

    One word in brackets in the same script is a nickname, and no form.
    """
    outside = [part for part in re.split(r"[/／]", _BRACKETED.sub(" ", name)) if part.strip()]
    scripts = {script_of(part) for part in outside}
    inside = [part for part in _BRACKETED.findall(name) if len(words(part)) > 1 or script_of(part) not in scripts]
    return tuple(form for form in map(_form, outside + inside) if form)


def _form(text: str) -> Form | None:
    text = _JAPANESE_TITLE.sub("", text.strip())
    script = script_of(text)
    if script is None:
        return None
    if script in (Script.HAN, Script.HANGUL):
        whole = "".join(words(text)).translate(_OLD_CHARACTERS)
        return Form(script, True, frozenset({whole}), ())
    latin = romanised(folded(text)) if script == Script.KANA else text
    japanese = all(map(is_romaji, words(latin))) and not _DOT.search(text)
    readings = tuple(dict.fromkeys(_readings(latin)))
    return Form(script, japanese, _whole(readings) if japanese else frozenset(), readings)


def _whole(readings: Iterable[Reading]) -> Spellings:
    orders = [(r.surname, *r.given) for r in readings] + [(*r.given, r.surname) for r in readings]
    return frozenset(one_form(whole) for order in orders for whole in _joined(order))


def _readings(text: str) -> Iterator[Reading]:
    surname, comma, given = text.partition(",")
    if comma and _tokens(given) and _tokens(surname):
        for left, right in product(_word_lists(surname), _word_lists(given)):
            yield Reading(_joined(left), right)
        return
    tokens = _tokens(text)
    capitals = [token.isupper() and len(token) > _INITIALS for token in tokens]
    if any(capitals) and not all(token.isupper() for token in tokens):
        yield Reading(
            _joined(_words(token for token, capital in zip(tokens, capitals, strict=True) if capital)),
            _words(token for token, capital in zip(tokens, capitals, strict=True) if not capital),
        )
        return
    for listed in _word_lists(text):
        yield from _splits(listed)


def _splits(listed: tuple[Spellings, ...]) -> Iterator[Reading]:
    """Surname last or first, of one word or more; and the last but one word, the first of two surnames."""
    if len(listed) == 1:
        yield Reading(listed[0], ())
    for at in range(1, len(listed)):
        for surname, given in ((listed[at:], listed[:at]), (listed[:at], listed[at:])):
            if not all(map(_is_initial, surname)):
                yield Reading(_joined(surname), given)
    if len(listed) > 2 and not _is_initial(listed[-2]):
        yield Reading(listed[-2], listed[:-2], partial=True)


def _tokens(text: str) -> list[str]:
    """The words as written, titles left out, dots and hyphens parting them."""
    parts = re.split(r"[\s.,;\-‐‑–—_・･]+", re.sub("['’]", "", text))
    found = [part for part in parts if folded(part).isalnum() and folded(part) not in TITLES]
    plain = [part for part in found if part not in AFTER_A_NAME]
    return plain if len(plain) > 1 else found


def _word_lists(text: str) -> Iterator[tuple[Spellings, ...]]:
    """The words with and without particles, with and without capitals taken as initials."""
    tokens = _tokens(text)[:_MOST_WORDS]
    plain = [token for token in tokens if folded(token) not in PARTICLES]
    lists = [tokens, plain] if len(plain) > 1 or (plain and len(tokens) == 1) else [tokens]
    lists += [list(_taken_apart(listed)) for listed in lists]
    yield from dict.fromkeys(_words(listed) for listed in lists if listed)


def _taken_apart(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        initials = token.isupper() and 1 < len(token) <= _INITIALS and len(tokens) > 1
        yield from token if initials else (token,)


def _words(tokens: Iterable[str]) -> tuple[Spellings, ...]:
    return tuple(_spellings(token) for token in tokens)


@lru_cache(maxsize=1 << 16)
def _spellings(token: str) -> Spellings:
    expanded = token.casefold().translate(_GERMAN)
    return frozenset({folded(token), folded(expanded), one_form(folded(token)), one_form(folded(expanded))})


def _joined(listed: tuple[Spellings, ...]) -> Spellings:
    return frozenset(map("".join, product(*listed)))


def _is_initial(word: Spellings) -> bool:
    return all(len(spelling) == 1 for spelling in word)
