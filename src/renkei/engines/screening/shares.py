"""Shares that no organisation or country may pass, of what an application costs or asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from renkei.engines.screening.exchange import Exchange
from renkei.engines.screening.findings import Asked
from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import Amount, Remedy, Share, Verdict, Words, percent

Whose = Literal["organisation_id", "country"]
NOBODY = ("", Fraction(0))


@dataclass(frozen=True)
class Divided:
    """A total by organisation or country, in minor units of one currency.

    `nameless` is that of partners, by identifier, who have neither yet: each is somebody's, and may be anybody's.
    """

    of: Mapping[str, Fraction]
    nameless: Mapping[str, Fraction]
    currency: str

    @property
    def apart(self) -> Mapping[str, Fraction]:
        """The total where each nameless partner is one by itself: nobody surely has more."""
        return {**self.of, **self.nameless}

    @property
    def total(self) -> Fraction:
        """What all of them have together."""
        return sum(self.apart.values(), Fraction(0))


def shares(part: Part, exchange: Exchange) -> Iterator[Verdict]:
    """The verdicts on the largest share of an organisation and of a country."""
    annex = part.annex
    if annex.organisation_share is not None:
        yield _share(Asked(part, "organisation_share"), "organisation_id", percent(annex.organisation_share), exchange)
    if annex.country_share is not None:
        yield _share(Asked(part, "country_share"), "country", percent(annex.country_share), exchange)


def _share(asked: Asked, whose: Whose, most: Fraction, exchange: Exchange) -> Verdict:
    part = asked.part
    unknown = _unknown(part, exchange)
    if unknown:
        return asked.doubts(unknown, Share(most))
    divided = _divided(part, whose, exchange)
    total = divided.total
    largest = max(divided.apart.values(), default=Fraction(0))
    if largest > most * total:
        return asked.fails(Share(largest / total), Share(most), _remedy(part, whose, most, divided, exchange))
    together = max(divided.of.values(), default=Fraction(0)) + sum(divided.nameless.values())
    if together > most * total:
        return asked.doubts((whose,), Share(most), Share(largest / total))
    return asked.holds(Share(largest / total if total else Fraction(0)), Share(most))


def _worth(partner: Partner, part: Part) -> int | None:
    """What a partner costs or asks for, in its own currency; None where it is not known."""
    if part.annex.share_of == "cost":
        return partner.total_cost
    return 0 if partner.self_funded else partner.amount


def _currency(part: Part, exchange: Exchange) -> str:
    """The currency that a share's amounts are told in: the partners' only one, else the call's."""
    used = {one.currency for one in part.counted if _worth(one, part)}
    return next(iter(used)) if len(used) == 1 else exchange.reporting or part.annex.currency


def _unknown(part: Part, exchange: Exchange) -> tuple[str, ...]:
    """The facts without which no share can be told."""
    worth = [(one, _worth(one, part)) for one in part.counted]
    lacks = any(value is None for _, value in worth)
    currency = _currency(part, exchange)
    foreign = any(value and exchange.value(value, one.currency, currency) is None for one, value in worth)
    fact = "total_cost" if part.annex.share_of == "cost" else "amount"
    return (
        *([fact] if lacks else []),
        *(["rates"] if foreign else []),
        *(["funder_id"] if any(_worth(one, part) != 0 for one in part.perhaps) else []),
    )


def _divided(part: Part, whose: Whose, exchange: Exchange) -> Divided:
    currency = _currency(part, exchange)
    found: dict[str, Fraction] = {}
    nameless: dict[str, Fraction] = {}
    for one in part.counted:
        value = exchange.value(_worth(one, part) or 0, one.currency, currency) if _worth(one, part) else Fraction(0)
        name = one.organisation_id if whose == "organisation_id" else one.country
        if name is None:
            nameless[one.partner_id] = value or Fraction(0)
        else:
            found[name] = found.get(name, Fraction(0)) + (value or 0)
    return Divided(found, nameless, currency)


def _remedy(part: Part, whose: Whose, most: Fraction, divided: Divided, exchange: Exchange) -> Remedy:
    """What those over the share shift to others; of one alone, also the most beside the others as they are."""
    total = divided.total
    over = {one: value for one, value in sorted(divided.apart.items()) if value > most * total}
    shift = {one: Amount(ceil(value - most * total), divided.currency) for one, value in over.items()}
    kind = "ids" if whose == "organisation_id" else "countries"
    values: dict[str, Amount | Words] = {"over": Words(kind, tuple(over))}  # type: ignore[arg-type]
    remedy = "shift_cost_to_others" if part.annex.share_of == "cost" else "shift_to_others"
    if len(over) == 1:
        ((one, value),) = over.items()
        values["shift"] = shift[one]
        rest = total - value
        if rest and most < 1:
            values["most"] = Amount(floor(most * rest / (1 - most)), divided.currency)
        return Remedy(f"{remedy}.or_lower" if "most" in values else remedy, values)
    return Remedy(f"{remedy}.each", values, shift)
