"""The amount rules of one annex together: which request of each partner passes all of them.

Each partner's largest amount is the least that its rate and its ceiling allow; where these pass the ceiling of the
whole, they are cut in proportion, none below the floor. What is in doubt limits nothing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from renkei.annexes import Annex
from renkei.engines.screening.exchange import Exchange
from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import percent
from renkei.money import cut_to

Between = tuple[int, int | None]  # the least and the most that a limit may be; None: nothing limits it


@dataclass(frozen=True)
class Bounds:
    """What each amount rule allows a partner, in minor units of its own currency: (surely, at most perhaps)."""

    rate: Between | None = None
    ceiling: Between | None = None
    floor: int = 0

    def largest(self, amount: int) -> int | None:
        """The largest amount under the rules that are not in doubt about this one; None: no limit."""
        found = [_limit(between, amount) for between in (self.rate, self.ceiling) if between is not None]
        return min((one for one in found if one is not None), default=None)

    def over(self, amount: int) -> tuple[str, ...]:
        """The rules that an amount surely breaks."""
        passed = [name for name in ("rate", "ceiling") if _over(getattr(self, name), amount)]
        return (*passed, *(["floor"] if amount < self.floor else []))


@dataclass(frozen=True)
class Passing:
    """`amount` passes all amount rules of the annex together; `possible` says whether any amount does.

    `cut` says that the ceiling of the whole, too, makes it what it is; `crowded`, that even the smallest requests are
    more than that.
    """

    amount: int
    possible: bool
    cut: bool = False
    crowded: bool = False


def _over(between: Between | None, amount: int) -> bool:
    return between is not None and between[1] is not None and amount > between[1]


def _limit(between: Between, amount: int) -> int | None:
    """The amount that surely passes; where nothing does surely, the most that may; None where that is in doubt."""
    sure, most = between
    if amount > sure and (most is None or amount <= most):
        return None
    return sure or most


def eligible_cost(partner: Partner, paid: tuple[str, ...]) -> Between:
    """The least and the most that a partner's eligible cost may be: total cost less what is not paid."""
    if partner.total_cost is None:
        return 0, None
    if not paid:
        return partner.total_cost, partner.total_cost
    if partner.costs is None:
        return 0, partner.total_cost
    left = max(0, partner.total_cost - unpaid(partner, paid))
    return left, left


def unpaid(partner: Partner, paid: tuple[str, ...]) -> int:
    """What stands in categories that are not paid."""
    return sum(amount for category, amount in (partner.costs or {}).items() if paid and category not in paid)


def bounds_of(partner: Partner, annex: Annex, exchange: Exchange) -> Bounds:
    """What each amount rule of an annex allows a partner."""
    return Bounds(_rate(partner, annex), _ceiling(partner, annex, exchange), _floor(partner, annex, exchange) or 0)


def _rate(partner: Partner, annex: Annex) -> Between | None:
    shares = annex.rate.possible(partner.size, partner.role) if annex.rate else ()
    if not shares:
        return None
    low, high = eligible_cost(partner, annex.paid)
    return floor(percent(shares[0]) * low), None if high is None else floor(percent(shares[-1]) * high)


def _ceiling(partner: Partner, annex: Annex, exchange: Exchange) -> Between | None:
    limits = annex.ceiling.possible(partner.size, partner.role) if annex.ceiling else ()
    if not limits:
        return None
    low, high = (exchange.value(Fraction(one), annex.currency, partner.currency) for one in (limits[0], limits[-1]))
    return (0, None) if low is None or high is None else (floor(low), floor(high))


def _floor(partner: Partner, annex: Annex, exchange: Exchange) -> int | None:
    """The smallest request in the partner's currency; None without one, or without a rate of exchange."""
    value = None if annex.floor is None else exchange.value(annex.floor, annex.currency, partner.currency)
    return None if value is None else ceil(value)


def passing(part: Part, exchange: Exchange) -> Mapping[str, Passing]:
    """For each partner that says what it asks, the request that passes all amount rules together."""
    asking = [one for one in part.asking if one.amount is not None]
    found = {one.partner_id: _alone(one, bounds_of(one, part.annex, exchange)) for one in asking}
    ceiling = part.annex.total_ceiling
    if ceiling is None or (total := total_of(part, exchange, {key: one.amount for key, one in found.items()})) is None:
        return found
    return _cut(asking, found, part, exchange) if total > ceiling else found


def _alone(partner: Partner, bounds: Bounds) -> Passing:
    amount = partner.amount or 0
    largest = bounds.largest(amount)
    if largest is not None and largest < bounds.floor:
        return Passing(min(amount, largest), possible=False)
    return Passing(max(amount if largest is None else min(amount, largest), bounds.floor), possible=True)


def total_of(part: Part, exchange: Exchange, amounts: Mapping[str, int]) -> Fraction | None:
    """What the partners ask together, in minor units of the annex's currency; None without a rate of exchange.

    A partner that does not say what it asks adds nothing.
    """
    values = [
        exchange.value(amounts[one.partner_id], one.currency, part.annex.currency)
        for one in part.asking
        if one.partner_id in amounts
    ]
    known = [one for one in values if one is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _cut(asking: list[Partner], alone: Mapping[str, Passing], part: Part, exchange: Exchange) -> dict[str, Passing]:
    """The amounts cut to the ceiling of the whole, in proportion to what each asks over the floor."""
    annex = part.annex
    wanted = [alone[one.partner_id].amount for one in asking]
    floors = [
        min(_floor(one, annex, exchange) or 0, amount) if alone[one.partner_id].possible else 0
        for one, amount in zip(asking, wanted, strict=True)
    ]
    fixed = total_of(part, exchange, {one.partner_id: least for one, least in zip(asking, floors, strict=True)})
    left = (annex.total_ceiling or 0) - (fixed or Fraction(0))
    if left < 0:
        return {key: Passing(one.amount, one.possible, crowded=True) for key, one in alone.items()}
    over = [amount - least for amount, least in zip(wanted, floors, strict=True)]
    cut = _in_proportion(left, over, asking, annex, exchange)
    return {
        one.partner_id: Passing(least + more, alone[one.partner_id].possible, cut=True)
        for one, least, more in zip(asking, floors, cut, strict=True)
    }


def _in_proportion(
    left: Fraction, amounts: list[int], asking: list[Partner], annex: Annex, exchange: Exchange
) -> list[int]:
    """Parts of the amounts that are worth `left` together: exactly in one currency, else each rounded down."""
    if all(one.currency == annex.currency for one in asking):
        return cut_to(floor(left), amounts)
    worth = [
        exchange.value(amount, one.currency, annex.currency) or Fraction(0)
        for one, amount in zip(asking, amounts, strict=True)
    ]
    return [floor(amount * left / sum(worth)) for amount in amounts]
