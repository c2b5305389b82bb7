"""Who pays what is asked: funders for themselves, real pots for the funders that contribute to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from renkei.money import minor_digits

HUNDREDTHS = 10_000  # of a percent, in a whole


class UnverifiableError(Exception):
    """The folder asks for something that a record of this format cannot decide; says what."""


@dataclass(frozen=True)
class Funder:
    """A budget, a funder's or a real pot's: minor units of its currency; `possible` None where no limit is stated.

    `entitled` says that a top-up may raise it, `most` is its largest reduction in hundredths of a percent.
    """

    id: str
    currency: str
    budget: int
    confirmed: int
    possible: int | None
    entitled: bool = False
    most: int = 0

    @property
    def means(self) -> int:
        """Budget plus confirmed raise."""
        return self.budget + self.confirmed


@dataclass(frozen=True)
class Payers:
    """The budgets in the order of their ids, the real pots as a record holds them, and where funders' requests go."""

    funders: tuple[Funder, ...]
    pots: Mapping[str, Any]
    homes: Mapping[str, str]

    def of(self, row: Mapping[str, Any]) -> str | None:
        """Who pays a row of requests: the pot named, the pot of the funder named, or that funder."""
        funder = row.get("funder_id")
        return row.get("pot_id") or self.homes.get(funder or "", funder)


def payers_of(rows: Mapping[str, Sequence[Mapping[str, Any]]], rates: Mapping[str, Decimal]) -> Payers:
    """The budgets that tables (name → rows) hold; `rates` has the reporting currency at 1."""
    real = {row["funder_id"]: row for row in rows["funders"] if row.get("pot") == "real"}
    for funder, row in real.items():
        if row.get("max_reduction"):
            raise UnverifiableError(f"{funder} would reduce, and its money is in a pot: no record decides that")
    pots = {
        row["pot_id"]: row["currency"]
        for row in sorted(rows["pots"], key=lambda row: row["pot_id"])
        if row["kind"] == "real"
    }
    given = {pot: {row["funder_id"]: row for row in rows["contributions"] if row["pot_id"] == pot} for pot in pots}
    homes = {}
    for funder in real:
        possible = [pot for pot in pots if funder in given[pot]]
        if len(possible) == 1:
            homes[funder] = possible[0]
        elif any(row.get("funder_id") == funder for row in rows["requests"]):
            raise UnverifiableError(f"{funder} is asked for money and contributes to {len(possible)} pots, not to one")
    entries = {pot: _entry(currency, given[pot], pot, homes, rates) for pot, currency in pots.items()}
    own = [_funder(row) for row in rows["funders"] if row["funder_id"] not in real]
    common = [_common(pot, entry, real, rates) for pot, entry in entries.items()]
    return Payers(tuple(sorted([*own, *common], key=lambda one: one.id)), entries, homes)


def _funder(row: Mapping[str, Any]) -> Funder:
    confirmed, entitled = row.get("confirmed_raise") or 0, bool(row.get("top_up_entitled"))
    most, possible = min(int((row.get("max_reduction") or 0) * 100), HUNDREDTHS), row.get("possible_raise")
    return Funder(row["funder_id"], row["currency"], row["budget"], confirmed, possible, entitled, most)


def _entry(
    currency: str, given: Mapping[str, Any], pot: str, homes: Mapping[str, str], rates: Mapping[str, Decimal]
) -> dict[str, Any]:
    contributions = {
        funder: {
            "amount": row["amount"],
            "currency": row["currency"],
            "converted": exchanged(row["amount"], row["currency"], currency, rates),
        }
        for funder, row in given.items()
    }
    pays_for = sorted(funder for funder, home in homes.items() if home == pot)
    return {"kind": "real", "currency": currency, "contributions": contributions, "pays_for": pays_for}


def _common(
    pot: str, entry: Mapping[str, Any], real: Mapping[str, Mapping[str, Any]], rates: Mapping[str, Decimal]
) -> Funder:
    currency, funders = entry["currency"], [real[one] for one in entry["pays_for"]]
    budget = sum(one["converted"] for one in entry["contributions"].values())
    confirmed = sum(exchanged(row.get("confirmed_raise") or 0, row["currency"], currency, rates) for row in funders)
    limits = [row.get("possible_raise") for row in funders]
    possible = None
    if funders and None not in limits:
        possible = sum(
            exchanged(limit or 0, row["currency"], currency, rates) for limit, row in zip(limits, funders, strict=True)
        )
    return Funder(pot, currency, budget, confirmed, possible)


def worth(amount: int, currency: str, other: str, rates: Mapping[str, Decimal]) -> Fraction:
    """The exact minor units of another currency, at the quotient of the two rates."""
    for code in (currency, other):
        if code not in rates and currency != other:
            raise UnverifiableError(f"rates has no rate for {code}")
    if currency == other:
        return Fraction(amount)
    units = Fraction(10) ** (minor_digits(other) - minor_digits(currency))
    return amount * units * Fraction(rates[other]) / Fraction(rates[currency])


def exchanged(amount: int, currency: str, other: str, rates: Mapping[str, Decimal]) -> int:
    """The same, rounded half up."""
    return half_up(worth(amount, currency, other, rates))


def half_up(exact: Fraction) -> int:
    """The nearest whole number; halves go up."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
