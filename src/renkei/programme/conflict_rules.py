"""The conflict rules of one funder, or of the call: its keys to rules, with every value that does not hold said."""

from collections.abc import Callable

from renkei.conflict_rules import APARTS, CYCLES, REACHES, Kinship, Nationality, Rules, SameOrganisation, Within
from renkei.programme.annex_values import countries, filled, listed, truth
from renkei.programme.checks import words
from renkei.programme.section import Section
from renkei.programme.source import Fault
from renkei.tables import SIZES

EVER, ANY = "ever", "any"
LARGEST = 100_000
TIES: dict[str, tuple[str, ...]] = {
    "co_publication": ("years", "authors_at_most"),
    "co_investigation": ("years", "pending"),
    "mentorship": ("years", "cumulative"),
    "employment": ("years", "cumulative"),
}
_LENGTH = "`years` (how far back it may have ended, or `ever`)"
KEYS: dict[str, str] = {
    "title": "the rules' name, for people",
    "source": "where they are published",
    "organisation": f"the reviewer works where an investigator works: {', '.join(REACHES)} (with those that control it "
    "or that it controls; with all so joined); or `reach` and `sizes` (only organisations of these kinds)",
    "department": "yes: in the same department of the same organisation",
    "consortium": "the reviewer's organisation is a partner of the application, named in it or not: as above",
    "co_publication": f"published together: {_LENGTH}, `authors_at_most` (a paper of more does not count)",
    "co_investigation": f"worked in one project: {_LENGTH}, `pending` (yes: what is applied for counts too)",
    "mentorship": f"one taught the other: {_LENGTH}, `cumulative` (years in all, as the least that counts)",
    "employment": f"one employed the other, or the organisation the reviewer: {_LENGTH}, `cumulative`",
    "kinship": "`any`, or `degree` and `by_marriage` (the remotest degree that counts, or `any`)",
    "competitor": "yes: a competitor, as declared",
    "interest": "yes: another interest, as declared",
    "applying": f"the reviewer is in an application of the same {' or of one to the same '.join(CYCLES)}",
    "nationality": f"`only` and `never` (lists of countries), `apart_from` ({' or '.join(APARTS)}: not of their own)",
}


def rules_of(section: Section) -> Rules:
    """The rules that a section states; what does not hold is said and left out."""
    section.only(*KEYS)
    filled(section)
    return Rules(
        title=section.text("title"),
        source=section.text("source"),
        organisation=_organisation(section, "organisation"),
        department=_stated(section, "department"),
        consortium=_organisation(section, "consortium"),
        **{name: _within(section, name, keys) for name, keys in TIES.items()},
        kinship=_kinship(section),
        competitor=_stated(section, "competitor"),
        interest=_stated(section, "interest"),
        applying=section.choice("applying", CYCLES, None),
        nationality=_nationality(section),
    )


def _stated(section: Section, name: str) -> bool:
    return bool(section.word(name, False, truth, words.yes_no_fault))


def _organisation(section: Section, name: str) -> SameOrganisation | None:
    if not _has_keys(section, name):
        reach = section.choice(name, REACHES, None)
        return SameOrganisation(reach) if reach else None
    own = _keyed(section, name, ("reach", "sizes"))
    reach = own.choice("reach", REACHES, None)
    if "reach" not in own.entries:
        section.wrong(name, "", "the rule says how far an organisation reaches", "write reach: own")
    return SameOrganisation(reach, listed(own, "sizes", SIZES)) if reach else None


def _within(section: Section, name: str, keys: tuple[str, ...]) -> Within | None:
    if name not in section.entries:
        return None
    own = _keyed(section, name, keys)
    cumulative = _whole(own, "cumulative")
    if own.entries and not {"years", "cumulative"} & set(own.entries):
        section.wrong(name, "", "the rule says how many years it looks back", "write years: and a number, or ever")
    _, years = _limit(own, "years", EVER, _years_fault)
    within = Within(
        years,
        "pending" in own.entries and _stated(own, "pending"),
        cumulative,
        _whole(own, "authors_at_most"),
    )
    return within if own.entries else None


def _kinship(section: Section) -> Kinship | None:
    if "kinship" not in section.entries:
        return None
    if not _has_keys(section, "kinship"):
        return section.word("kinship", None, lambda text: Kinship() if text == ANY else None, _kinship_fault)
    own = _keyed(section, "kinship", ("degree", "by_marriage"))
    _, degree = _limit(own, "degree", ANY, _degree_fault)
    told, by_marriage = _limit(own, "by_marriage", ANY, _degree_fault)
    if "degree" not in own.entries:
        section.wrong("kinship", "", "the rule has a degree", "write degree: and a number, or any")
    return Kinship(degree, by_marriage if told else degree)


def _nationality(section: Section) -> Nationality | None:
    own = _keyed(section, "nationality", ("only", "never", "apart_from"))
    only, never = countries(own, "only"), countries(own, "never")
    for one in sorted(set(only) & set(never)):
        own.wrong("never", one, "a country is not both among only and never", "delete it from one of the two")
    apart = own.choice("apart_from", APARTS, None)
    return Nationality(only, never, apart) if only or never or apart else None


def _has_keys(section: Section, name: str) -> bool:
    return name in section.entries and isinstance(section.entries[name].value, dict)


def _keyed(section: Section, name: str, keys: tuple[str, ...]) -> Section:
    own = section.section(name)
    own.only(*keys)
    filled(own)
    return own


def _whole(section: Section, name: str) -> int | None:
    return section.word(name, None, lambda text: _number(text) or None, _number_fault)


def _limit(section: Section, name: str, boundless: str, fault: Callable[[str], Fault]) -> tuple[bool, int | None]:
    """Whether a limit is stated, and its number; None for the word that says there is none, or where it is wrong."""

    def read(text: str) -> tuple[bool, int | None] | None:
        number = _number(text)
        return (True, None) if text == boundless else None if number is None else (True, number)

    found: tuple[bool, int | None] = section.word(name, (False, None), read, fault)
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= LARGEST else None


def _years_fault(_: str) -> Fault:
    return "years are a whole number, or ever", "write digits only, such as 5, or ever"


def _number_fault(_: str) -> Fault:
    return "a number of this kind is whole and 1 or more", "write digits only, such as 10, or delete the key"


def _degree_fault(_: str) -> Fault:
    return "a degree is a whole number, or any", "write digits only, such as 3, or any"


def _kinship_fault(_: str) -> Fault:
    return "kinship is any, or has a degree", "write any, or {degree: 3}"
