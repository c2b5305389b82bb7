"""How two names of persons agree: the best agreement among all their readings."""

from enum import IntEnum
from itertools import product

from renkei.identity.person_name import Form, Reading, Spellings, forms_of
from renkei.text.script import Script

_READ_IN_LATIN = {Script.LATIN, Script.KANA}


class Names(IntEnum):
    """How two names agree; the more, the better."""

    DIFFER = 0
    UNREADABLE = 1  # no script in common
    SURNAME = 2  # one of them gives no more than a surname
    PART = 3  # as far as both are written: through initials, or one part of a double surname
    FULL = 4  # a surname and a given name, both written out, and nothing against it


def names_agree(left: str, right: str) -> Names:
    """How two names agree. Where both are given in kanji, the kanji decide: one reading has many writings."""
    ours, theirs = forms_of(left), forms_of(right)
    han = [(a, b) for a, b in product(ours, theirs) if a.script == b.script == Script.HAN]
    return max((_forms_agree(a, b) for a, b in han or product(ours, theirs)), default=Names.UNREADABLE)


def _forms_agree(left: Form, right: Form) -> Names:
    scripts = {left.script, right.script}
    if len(scripts) > 1 and scripts != _READ_IN_LATIN:
        return Names.UNREADABLE
    found = max((_readings_agree(a, b) for a, b in product(left.readings, right.readings)), default=Names.DIFFER)
    if found < Names.FULL and not left.whole.isdisjoint(right.whole) and _whole_name(left, right):
        return Names.FULL
    foreign = len(scripts) > 1 and not (left.japanese and right.japanese)
    return Names.UNREADABLE if found == Names.DIFFER and foreign else found


def _whole_name(left: Form, right: Form) -> bool:
    """Whether the letters of two forms hold a whole name, not a surname alone."""
    return not left.readings or any(reading.given for form in (left, right) for reading in form.readings)


def _readings_agree(left: Reading, right: Reading) -> Names:
    if left.surname.isdisjoint(right.surname):
        return Names.DIFFER
    if not left.given or not right.given:
        return Names.SURNAME
    found = _given_agree(left.given, right.given)
    return min(found, Names.PART) if left.partial or right.partial else found


def _given_agree(left: tuple[Spellings, ...], right: tuple[Spellings, ...]) -> Names:
    if not _joined(left).isdisjoint(_joined(right)):
        return Names.FULL if _written_out(left) and _written_out(right) else Names.PART
    short, long = sorted((left, right), key=len)
    rest = iter(long)
    if not all(any(_words_agree(word, other) for other in rest) for word in short):
        return Names.DIFFER
    return Names.FULL if _written_out(left[:1]) and not left[0].isdisjoint(right[0]) else Names.PART


def _joined(given: tuple[Spellings, ...]) -> Spellings:
    return frozenset(map("".join, product(*given)))


def _written_out(given: tuple[Spellings, ...]) -> bool:
    return any(len(spelling) > 1 for word in given for spelling in word)


def _words_agree(left: Spellings, right: Spellings) -> bool:
    if not left.isdisjoint(right):
        return True
    short = left if min(map(len, left)) == 1 else right
    return min(map(len, short)) == 1 and not initials(left).isdisjoint(initials(right))


def initials(word: Spellings) -> Spellings:
    """The first letters that may stand for a word."""
    return frozenset(spelling[0] for spelling in word)
