"""The changes that a command line states, read; what is no change at all ends the command with 2."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from renkei.cli.failure import wrong_usage
from renkei.engines.selection.ready import Tables
from renkei.engines.selection.what_if import Change, faults
from renkei.money import decimal_text, parse_amount, parse_decimal
from renkei.settings import Rule


@dataclass(frozen=True)
class Asked:
    """What was asked, raises still as decimals of the major unit; `tried` are those of the table."""

    rule: Rule | None = None
    raises: Mapping[str, Decimal] = field(default_factory=dict)
    tried: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    share: Decimal | None = None
    gap_part: Decimal | None = None
    out: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)


def raise_asked(words: Iterable[str]) -> dict[str, Decimal]:
    """FUNDER=AMOUNT, each funder once."""
    found = raises_asked(words)
    for funder, amounts in found.items():
        if len(amounts) != 1:
            wrong_usage(f"--raise {funder}: one raise a funder; several amounts are for --table --raises")
    return {funder: amounts[0] for funder, amounts in found.items()}


def raises_asked(words: Iterable[str]) -> dict[str, tuple[Decimal, ...]]:
    """FUNDER=AMOUNT,AMOUNT,…, each funder once."""
    found: dict[str, tuple[Decimal, ...]] = {}
    for word in words:
        funder, sign, amounts = word.partition("=")
        if not sign or not funder or not amounts:
            wrong_usage(f"{word}: write the funder and its raise, such as JST=200000")
        if funder in found:
            wrong_usage(f"{word}: {funder} is raised twice; add the raises up")
        found[funder] = tuple(_number(word, amount) for amount in amounts.split(","))
    return found


def share_asked(option: str, text: str) -> Decimal | None:
    """A decimal such as 0.33; None for an empty text."""
    return _number(option, text) if text else None


def _number(where: str, text: str) -> Decimal:
    try:
        return parse_decimal(text)
    except ValueError as error:
        wrong_usage(f"{where}: {error}")


def with_grounds(out: Sequence[str], grounds: Sequence[str]) -> dict[str, str]:
    """Application → ground, in order; one ground stands for all; what has none has an empty one."""
    if len(grounds) > max(len(out), 1) or (grounds and not out):
        wrong_usage("--ground: there are more grounds than applications that need one")
    each = [*grounds] * len(out) if len(grounds) == 1 else grounds
    return {one: ground or "" for one, ground in zip_longest(out, each)}


def change_of(asked: Asked, tables: Tables) -> tuple[Change, list[str]]:
    """The change in minor units, and everything in it that the call does not know or bear."""
    currency = dict(tables["funders"].select("funder_id", "currency").iter_rows())
    wrong: list[str] = []
    minor = {one: _minor(one, amount, currency, wrong) for one, amount in asked.raises.items()}
    change = Change(asked.rule, minor, asked.out, asked.share, asked.gap_part, asked.inside)
    return change, [*wrong, *faults(change, tables)]


def tried_of(asked: Asked, tables: Tables) -> tuple[list[tuple[str, int]], list[str]]:
    """The table's raises as (funder, minor units), and what is wrong in them."""
    currency = dict(tables["funders"].select("funder_id", "currency").iter_rows())
    wrong: list[str] = []
    found = [(one, _minor(one, amount, currency, wrong)) for one, several in asked.tried.items() for amount in several]
    for funder, amount in found:
        wrong += faults(Change(raises={funder: amount}), tables)
    return found, list(dict.fromkeys(wrong))


def _minor(funder: str, amount: Decimal, currency: Mapping[str, str], wrong: list[str]) -> int:
    """The minor units; 0, with the fault noted, where the currency has fewer decimals or the amount is too large."""
    try:
        return parse_amount(decimal_text(amount), currency.get(funder, "EUR"))
    except ValueError as error:
        wrong.append(f"raise {funder}: {error}")
        return 0
