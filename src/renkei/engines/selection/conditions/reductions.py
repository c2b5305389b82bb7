"""Reductions at the cut: one equal rate per funder, so that the first group that cannot be paid whole can be.

docs/decisions/0011-reductions.md defines the words; every step is in whole numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

import polars as pl

from renkei.defects import say
from renkei.engines.selection.conditions.refusal import ConditionError
from renkei.money import half_up

if TYPE_CHECKING:
    from renkei.engines.selection.call import Call

WHOLE = 10_000  # rates are in hundredths of a percent
COLUMN = "max_reduction"


@dataclass(frozen=True)
class Request:
    """A partner's request that may be reduced: the payer's row, minor units of its currency."""

    partner: str
    row: int
    amount: int

    def granted(self, rate: int) -> int:
        """What is left of it at a rate, rounded half up."""
        return half_up(Fraction(self.amount * (WHOLE - rate), WHOLE))


@dataclass(frozen=True)
class Offer:
    """What a call lets be reduced: the largest rate of each payer's row, the requests that consent by application."""

    most: Mapping[int, int]
    requests: Mapping[int, tuple[Request, ...]]


@dataclass(frozen=True)
class Reduction:
    """A group paid whole by reducing: its place, each payer's rate, what is granted by application and partner."""

    group: int
    rates: Mapping[int, int]
    granted: Mapping[int, Mapping[str, int]]
    saved: Mapping[int, int]


def offer_of(call: "Call", paid: pl.DataFrame, funders: pl.DataFrame, *, rule: str, topped: bool) -> Offer | None:
    """What may be reduced, from the column `can_reduce` of requests put to payers and `max_reduction` of funders.

    None where no payer allows any. Raises ConditionError for a rule that has no cut, and beside a top-up.
    """
    stated = funders.drop_nulls("max_reduction").select("funder_id", "max_reduction")
    place = {funder: row for row, funder in enumerate(call.funders)}
    most = {place[funder]: min(floor(percent * 100), WHOLE) for funder, percent in stated.iter_rows() if percent > 0}
    if not most:
        return None
    names = ", ".join(call.funders[row] for row in sorted(most))
    remedy = say("empty max_reduction of {list}", list=names)
    if rule not in ("ranking", "gaps"):
        wrong: str = say("the rule {rule} has no cut at which to reduce", rule=rule)
        raise ConditionError(wrong, say("choose ranking or gaps, or {remedy}", remedy=remedy), COLUMN)
    if topped:
        wrong = "reductions beside a central top-up are not defined"
        raise ConditionError(wrong, say("{remedy}, or delete the top-up", remedy=remedy), COLUMN)
    column = {one: position for position, one in enumerate(call.applications)}
    found: dict[int, list[Request]] = {}
    consenting = paid.filter(pl.col("can_reduce").fill_null(value=False)).sort("application_id", "partner_id")
    for one, partner, funder, amount in consenting.select(
        "application_id", "partner_id", "funder_id", "amount"
    ).iter_rows():
        found.setdefault(column[one], []).append(Request(partner, place[funder], amount))
    return Offer(most, {one: tuple(requests) for one, requests in found.items()})


def refuse_pooled(funders: pl.DataFrame) -> None:
    """ConditionError for a funder that would reduce although a real pot pays what is asked of it."""
    pooled = funders.filter(pl.col("pot") == "real", pl.col("max_reduction") > 0)["funder_id"].sort().to_list()
    if pooled:
        names = ", ".join(pooled)
        wrong = say("a real pot pays for {list}, and reductions by a pot are not defined", list=names)
        raise ConditionError(wrong, say("empty max_reduction of {list}", list=names), COLUMN)


def at_the_cut(call: "Call", capacity: Sequence[int], inside: Iterable[int]) -> Reduction | None:
    """The reduction that pays the first gap's group whole, beside all groups above and `inside`; None where none does.

    `capacity` is what each row has before anything is paid.
    """
    if call.offer is None:
        return None
    paid = frozenset(inside)
    left = _left(call, capacity, paid)
    for place, group in enumerate(call.groups):
        members = [one for one in group if one not in paid]
        rest = _left(call, left, members)
        if min(rest, default=0) < 0:
            lacking = {row: -amount for row, amount in enumerate(rest) if amount < 0}
            return _reduction(call.offer, place, members, lacking)
        left = rest
    return None


def _left(call: "Call", capacity: Sequence[int], ones: Iterable[int]) -> list[int]:
    rest = list(capacity)
    for one in ones:
        for row, amount in call.asked[one].items():
            rest[row] -= amount
    return rest


def _reduction(offer: Offer, place: int, members: Sequence[int], lacking: Mapping[int, int]) -> Reduction | None:
    """The smallest rate of each payer that lacks money; None where one of them cannot save enough."""
    requests = [(one, request) for one in members for request in offer.requests.get(one, ())]
    rates: dict[int, int] = {}
    for row, lack in lacking.items():
        mine = [request for _, request in requests if request.row == row]
        rate = _smallest_rate(mine, lack, offer.most.get(row, 0))
        if rate is None:
            return None
        rates[row] = rate
    granted: dict[int, dict[str, int]] = {}
    saved = dict.fromkeys(rates, 0)
    for one, request in requests:
        if request.row in rates:
            amount = request.granted(rates[request.row])
            granted.setdefault(one, {})[request.partner] = amount
            saved[request.row] += request.amount - amount
    return Reduction(place, rates, granted, saved)


def _smallest_rate(requests: Sequence[Request], lack: int, most: int) -> int | None:
    """The smallest rate, up to `most`, that saves `lack` or more: what is saved never falls when the rate rises."""
    low, high = 0, most
    if not most or _saved(requests, most) < lack:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _saved(requests, middle) >= lack else (middle, high)
    return high


def _saved(requests: Sequence[Request], rate: int) -> int:
    return sum(request.amount - request.granted(rate) for request in requests)
