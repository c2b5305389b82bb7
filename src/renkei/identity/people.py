"""Who is the same person as whom: an identifier decides, a name alone never does."""

import re
from dataclasses import dataclass
from enum import StrEnum

from renkei.identity.names_agree import Names, names_agree
from renkei.text.normal import folded, words

_ORCID = re.compile(r"(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dX])(?![\dX])", re.IGNORECASE)
_SMALL_WORDS = frozenset(words("of the for and in at de la le les du des der die das und et di y"))


class Standing(StrEnum):
    """How two persons stand to each other."""

    SAME = "same"  # an identifier says so
    LIKELY = "likely"  # names and organisation agree: take them for one until somebody says otherwise
    UNKNOWN = "unknown"  # nothing decides
    DIFFERENT = "different"  # an identifier says so, or the names do


@dataclass(frozen=True)
class Person:
    """A person as a table gives it: `name` in any order and script, further forms in brackets; empty: unknown.

    `organisation_id` is a record's identifier (ROR), `organisation` its name, `number` a national researcher number.
    """

    name: str
    organisation_id: str = ""
    organisation: str = ""
    orcid: str = ""
    number: str = ""


@dataclass(frozen=True)
class Comparison:
    """How two persons stand, how their names agree, and the reasons in words."""

    standing: Standing
    names: Names
    reasons: tuple[str, ...]


def orcid_of(text: str | None) -> str:
    """The ORCID in a text or address as 0000-0002-1825-0097; empty where there is none or its check digit is wrong.

    The check digit is ISO 7064's mod 11-2.
    """
    found = _ORCID.search(text or "")
    if not found:
        return ""
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "-".join(group.upper() for group in found.groups()) if digits[-1] == "0123456789X"[check] else ""


def number_of(text: str | None) -> str:
    """A researcher number without blanks, hyphens, case and width."""
    return "".join(words(text or ""))


def compare(left: Person, right: Person) -> Comparison:
    """How two persons stand to each other; compares in the same way whichever comes first.

    Equal ORCIDs or researcher numbers: same. Different ones: different; one of each: unknown, since they contradict
    each other. Without identifiers in common, names that agree and one organisation: likely; names that differ:
    different; else unknown.
    """
    names = names_agree(left.name, right.name)
    equal, apart = _identifiers(left, right)
    if equal and apart:
        return Comparison(Standing.UNKNOWN, names, (*equal, *apart, "the identifiers contradict each other"))
    if equal:
        return Comparison(Standing.SAME, names, (*equal, *(["their names differ"] if names == Names.DIFFER else [])))
    if apart:
        return Comparison(Standing.DIFFERENT, names, tuple(apart))
    return _by_name(left, right, names)


def _identifiers(left: Person, right: Person) -> tuple[list[str], list[str]]:
    """What the identifiers that both have say for one person, and against."""
    equal, apart = [], []
    for kind, ours, theirs in (
        ("ORCID", orcid_of(left.orcid), orcid_of(right.orcid)),
        ("researcher number", number_of(left.number), number_of(right.number)),
    ):
        if ours and ours == theirs:
            equal.append(f"the same {kind} {ours}")
        elif ours and theirs:
            apart.append(f"different {kind}s")
    return equal, apart


_OF_NAMES = {
    Names.DIFFER: "their names differ",
    Names.UNREADABLE: "their names have no script in common",
    Names.SURNAME: "only their surnames can be compared, and agree",
    Names.PART: "their names agree as far as both are written",
    Names.FULL: "their names agree",
}


def _by_name(left: Person, right: Person, names: Names) -> Comparison:
    if names == Names.DIFFER:
        return Comparison(Standing.DIFFERENT, names, (_OF_NAMES[names],))
    one_place = same_organisation(left, right)
    where = {True: "one organisation", False: "different organisations", None: "an organisation is not known"}[
        one_place
    ]
    likely = one_place and names >= Names.PART
    return Comparison(Standing.LIKELY if likely else Standing.UNKNOWN, names, (_OF_NAMES[names], where))


def same_organisation(left: Person, right: Person) -> bool | None:
    """Whether two persons are of one organisation: by its identifiers, else its names; None: not known."""
    if left.organisation_id and right.organisation_id:
        return left.organisation_id == right.organisation_id
    ours, theirs = organisation_words(left.organisation), organisation_words(right.organisation)
    return True if ours and ours == theirs else None


def organisation_words(organisation: str) -> frozenset[str]:
    """The words by which two names of organisations are compared: folded, in no order, without small words."""
    return frozenset(words(folded(organisation))) - _SMALL_WORDS
