"""The values of an annex by kind: lists, percentages, amounts, numbers, limits by grade; every wrong one is said."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from renkei.annexes import ELSE, LEAD, Graded
from renkei.defects import say
from renkei.money import parse_amount
from renkei.programme.checks import words
from renkei.programme.checks.amounts import amount_fault, suggestion
from renkei.programme.section import Section, decimal
from renkei.programme.source import Fault
from renkei.tables import SIZES


def filled(section: Section) -> None:
    """Say which keys stand there without a value: nobody shall take a rule for stated that is not."""
    for name, entry in section.entries.items():
        if entry.value in ("", [], {}):
            section.wrong(name, "", "a key that is there has a value", "write it, or delete the key for no such rule")


def truth(text: str) -> bool | None:
    """The truth that a text states; None for anything but yes, no, true and false."""
    return words.yes_no({"true": "yes", "false": "no"}.get(text, text))


def once(section: Section, name: str) -> tuple[str, ...]:
    """The texts of a list, each once."""
    found = section.texts(name)
    for one in sorted({one for one in found if found.count(one) > 1}):
        section.wrong(name, one, "a list names each once", say("delete the second {word}", word=one))
    return tuple(dict.fromkeys(found))


def listed(section: Section, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a list that are among the choices."""
    found = once(section, name)
    for one in found:
        if one not in choices:
            section.wrong(name, one, *words.choice_fault(choices, one))
    return tuple(one for one in found if one in choices)


def countries(section: Section, name: str) -> tuple[str, ...]:
    """The countries of a list, as ISO codes."""
    read = {one: words.country(one) for one in once(section, name)}
    for one, code in read.items():
        if code is None:
            section.wrong(name, one, *words.country_fault(one))
    return tuple(dict.fromkeys(code for code in read.values() if code is not None))


def percentage(section: Section, name: str) -> Decimal | None:
    """A percentage from 0 to 100, or None."""
    text = section.text(name)
    value = decimal(text) if text else None
    if not text:
        return None
    bare = text.rstrip("%％ ")
    if value is None:
        meant = say("write {word}", word=bare) if decimal(bare) is not None else suggestion(text)
        section.wrong(name, text, "a percentage is digits with at most one decimal point", meant)
    elif 0 < value < 1:
        section.wrong(
            name,
            text,
            "a percentage is of a hundred: half is 50",
            say("write {word}", word=f"{(value * 100).normalize():f}"),
        )
    elif not 0 <= value <= 100:
        section.wrong(name, text, "a percentage lies between 0 and 100", "write a number from 0 to 100")
    else:
        return value
    return None


def amount(section: Section, name: str, currency: str) -> int | None:
    """Minor units of a currency, or None; without a currency nothing is read."""
    text = section.text(name)
    if not text or not currency:
        return None
    try:
        value = parse_amount(text, currency)
    except ValueError:
        section.wrong(name, text, *amount_fault(currency, text))
        return None
    if value < 0:
        section.wrong(name, text, "an amount is 0 or more", "write it without the minus")
        return None
    return value


def count(section: Section, name: str) -> int | None:
    """A whole number, 1 or more, or None."""
    return section.word(name, None, _whole, _whole_fault)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 0 < int(text) < 10_000 else None


def _whole_fault(_: str) -> Fault:
    return "a number of this kind is whole and 1 or more", "write digits only, such as 2, or delete the key"


def graded(section: Section, name: str, sizes: tuple[str, ...], read: Callable[[Section, str], Any]) -> Graded | None:
    """One limit for all, or one for each grade; every size that may ask has one."""
    if name not in section.entries or not isinstance(section.entries[name].value, dict):
        limit = read(section, name)
        return None if limit is None else Graded({ELSE: limit})
    own = section.section(name)
    own.only(LEAD, ELSE, *SIZES)
    filled(own)
    limits = {one: read(own, one) for one in own.entries if one in (LEAD, ELSE, *SIZES)}
    bare = [one for one in sizes or SIZES if one not in limits]
    if bare and ELSE not in limits:
        remedy = say("write {word}: and its limit, or else: and one for all others", word=bare[0])
        section.wrong(name, ", ".join(bare), "every kind that may ask has a limit", remedy)
    known = {one: limit for one, limit in limits.items() if limit is not None}
    return Graded(known) if known else None
