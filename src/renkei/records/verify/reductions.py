"""Reductions at the cut made again (decisions/0011): the first gap, the smallest rates, what is granted."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from renkei.money import decimal_text, rounded
from renkei.records.verify.payers import HUNDREDTHS, UnverifiableError, half_up

if TYPE_CHECKING:
    from renkei.records.verify.call import Call, Request


@dataclass(frozen=True)
class Reduction:
    """The group at the cut, its rates by funder (hundredths of a percent), and what each reduced request is granted.

    `granted` holds (application, place of the request) → minor units.
    """

    at: str
    rates: Mapping[int, int]
    granted: Mapping[tuple[str, int], int]

    def saved(self, call: "Call") -> dict[int, int]:
        """Funder → what the reduction takes off."""
        found = dict.fromkeys(self.rates, 0)
        for (one, place), amount in self.granted.items():
            request = call.eligible[one].requests[place]
            found[request.funder] += request.amount - amount
        return found


def reduction_of(call: "Call", means: Sequence[int], forced: frozenset[str]) -> Reduction | None:
    """The reduction that pays the first gap whole beside `forced` and all above; None where none does."""
    if not call.reducing:
        return None
    left = call.left(forced, means)
    for at, group in call.groups:
        members = [one for one in group if one not in forced]
        after = call.left(members, left)
        if min(after, default=0) < 0:
            return _at(call, at, members, {row: -rest for row, rest in enumerate(after) if rest < 0})
        left = after
    return None


def _at(call: "Call", at: str, members: Sequence[str], lacking: Mapping[int, int]) -> Reduction | None:
    rates: dict[int, int] = {}
    granted: dict[tuple[str, int], int] = {}
    for row, lack in lacking.items():
        most = call.funders[row].most if row < len(call.funders) else 0
        mine = {
            (one, place): request
            for one in members
            for place, request in enumerate(call.eligible[one].requests)
            if request.funder == row and request.row.get("can_reduce")
        }
        rate = 1 + bisect_left(range(1, most + 1), lack, key=lambda rate: _saved(mine, rate))
        if rate > most:
            return None
        rates[row] = rate
        granted |= {key: _granted(request.amount, rate) for key, request in mine.items()}
    return Reduction(at, rates, granted)


def _saved(requests: Mapping[tuple[str, int], "Request"], rate: int) -> int:
    return sum(one.amount - _granted(one.amount, rate) for one in requests.values())


def _granted(amount: int, rate: int) -> int:
    return half_up(Fraction(amount * (HUNDREDTHS - rate), HUNDREDTHS))


def granted_call(call: "Call", reduction: Reduction | None) -> "Call":
    """The call with what is granted in place of what was asked."""
    if reduction is None:
        return call
    eligible = dict(call.eligible)
    for (one, place), amount in reduction.granted.items():
        requests = list(eligible[one].requests)
        requests[place] = replace(requests[place], amount=amount)
        eligible[one] = replace(eligible[one], requests=tuple(requests))
    return replace(call, eligible=eligible)


def reductions_entry(call: "Call", reduction: Reduction | None) -> dict[str, Any] | None:
    """The record's `reductions`; UnverifiableError where the rule or a pot cannot bear them."""
    if not call.reducing:
        return None
    if call.top_up or not call.options.walks:
        raise UnverifiableError("reductions beside a top-up, or by a rule without a cut: no record decides that")
    if reduction is None:
        return {"at": None, "rates": {}, "saved": {}, "granted": {}}
    names = [funder.id for funder in call.funders]
    granted: dict[str, Any] = {}
    for (one, place), amount in reduction.granted.items():
        request = call.eligible[one].requests[place]
        entry = {"funder": names[request.funder], "asked": request.amount, "granted": amount}
        granted.setdefault(one, {})[request.row["partner_id"]] = entry
    return {
        "at": reduction.at,
        "rates": {names[row]: decimal_text(rounded(Fraction(rate, 100), 2)) for row, rate in reduction.rates.items()},
        "saved": {names[row]: amount for row, amount in reduction.saved(call).items()},
        "granted": granted,
    }
