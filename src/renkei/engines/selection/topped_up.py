"""The top-up as it was settled: its amount, what it stands on, what it pays for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from renkei.engines.selection.settling import Settled
from renkei.tables import DECIMALS

if TYPE_CHECKING:
    from renkei.engines.selection.topped_rule import ToppedRule


@dataclass(frozen=True)
class ToppedFunder:
    """What the top-up does for a funder; `allotted` and `gap_cost` in the pot's currency, the rest in the funder's.

    `proportional` is what its budget is raised by, `used` what of that pays, `gap` what the gap part pays besides.
    """

    allotted: int | None = None
    proportional: int | None = None
    used: int | None = None
    gap: int | None = None
    gap_cost: int | None = None


@dataclass(frozen=True)
class ToppedUp:
    """The top-up, in minor units of its currency; None where it depends on an open tie.

    `amount` is between `least` and `most`; `national` is the money of the payers' own above the gap, `reached` the
    share of both that the amount is; `proportional`, `gap` and `rest` make the amount; `committed` is what of it pays.
    """

    pot: str
    currency: str
    cap: int
    share: Decimal
    gap_part: Decimal
    least: int
    most: int
    amount: int | None
    national: int | None
    reached: Decimal | None
    proportional: int | None
    gap: int | None
    rest: int | None
    committed: int | None
    left: int | None
    funders: Mapping[str, ToppedFunder]


def topped_up(rule: "ToppedRule", ways: Sequence[Settled]) -> ToppedUp:
    """The top-up over all the ways in which the lot may fall."""
    top_up, amounts = rule.top_up, [way.amount for way in ways]
    amount = amounts[0] if min(amounts) == max(amounts) else None
    allotment = None if amount is None else top_up.allot(amount)
    paid = funders_of(rule, ways[0]) if len(ways) == 1 else {}
    known = {row: paid.get(row, _allotted(rule, row, amount)) for row in top_up.weights}
    committed = _committed(rule, paid) if len(ways) == 1 else None
    national = ways[0].national if len(ways) == 1 else None
    return ToppedUp(
        pot=top_up.pot,
        currency=top_up.currency,
        cap=top_up.cap,
        share=top_up.share,
        gap_part=top_up.gap_part,
        least=min(amounts),
        most=max(amounts),
        amount=amount,
        national=national,
        reached=None if national is None else _share(ways[0].amount, national),
        proportional=None if allotment is None else sum(allotment.parts.values()),
        gap=None if allotment is None else allotment.gap,
        rest=None if allotment is None else allotment.rest,
        committed=committed,
        left=None if committed is None else ways[0].amount - committed,
        funders={rule.call.funders[row]: one for row, one in sorted(known.items())},
    )


def funders_of(rule: "ToppedRule", way: Settled) -> dict[int, ToppedFunder]:
    """What the top-up pays for each entitled payer: its proportional part first, then of the gap part."""
    allotment, demand = rule.top_up.allot(way.amount), rule.settling.demand(way.above)
    found = {}
    for row in rule.top_up.weights:
        over = max(demand[row] - int(rule.call.capacity[row]), 0)
        used = min(over, allotment.raised[row])
        gap = over - used
        found[row] = ToppedFunder(allotment.parts[row], allotment.raised[row], used, gap, rule.top_up.cost(row, gap))
    return found


def _allotted(rule: "ToppedRule", row: int, amount: int | None) -> ToppedFunder:
    if amount is None:
        return ToppedFunder()
    allotment = rule.top_up.allot(amount)
    return ToppedFunder(allotment.parts[row], allotment.raised[row])


def _committed(rule: "ToppedRule", paid: Mapping[int, ToppedFunder]) -> int:
    return sum(rule.top_up.cost(row, one.used or 0) + (one.gap_cost or 0) for row, one in paid.items())


def _share(amount: int, national: int) -> Decimal:
    """The share of all public money, rounded down as far as published decimals go."""
    whole = amount + national
    return Decimal(10**DECIMALS * amount // whole if whole else 0).scaleb(-DECIMALS)
