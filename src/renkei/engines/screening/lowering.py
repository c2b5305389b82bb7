"""What to ask instead: amounts that pass all amount rules of an annex together, or the cost that would bear them."""

from collections.abc import Mapping
from math import ceil

from renkei.engines.screening.amounts import Bounds, Passing, bounds_of, unpaid
from renkei.engines.screening.exchange import Exchange
from renkei.engines.screening.findings import Asked
from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import Amount, Count, Figure, Remedy, percent


def lowered(asked: Asked, partner: Partner, bounds: Bounds, together: Mapping[str, Passing]) -> Remedy:
    """Lower (or raise) the request to what passes together; where nothing does, the cost that would bear it."""
    found, now = together[partner.partner_id], partner.amount or 0
    largest = bounds.largest(now)
    if largest is not None and (largest < bounds.floor or largest == 0 < now):
        return _by_cost(asked.part, partner, bounds)
    if found.crowded:
        return fewer_partners(asked.part)
    alone = {"rate": bounds.rate, "ceiling": bounds.ceiling}.get(asked.rule)
    only = bounds.floor if alone is None else alone[0] or alone[1]
    amount = Amount(found.amount, partner.currency)
    amounts = changed(asked.part, together) if found.cut else {partner.partner_id: amount}
    kind = "lower" if found.amount < now else "raise"
    return Remedy(kind, {"amount": amount}, amounts, together=found.amount != only)


def lowered_total(part: Part, surplus: int, exchange: Exchange, together: Mapping[str, Passing]) -> Remedy:
    """The amounts that pass together; where even the smallest requests are too many, how many partners fit."""
    if any(one.crowded for one in together.values()):
        return fewer_partners(part)
    others_too = any(bounds_of(one, part.annex, exchange).over(one.amount or 0) for one in part.asking)
    values: dict[str, Figure] = {"surplus": Amount(surplus, part.annex.currency)}
    return Remedy("lower_total", values, changed(part, together), together=others_too)


def changed(part: Part, together: Mapping[str, Passing]) -> dict[str, Amount]:
    """The requests that are other than they are now."""
    return {
        one.partner_id: Amount(together[one.partner_id].amount, one.currency)
        for one in part.asking
        if one.partner_id in together and together[one.partner_id].amount != one.amount
    }


def fewer_partners(part: Part) -> Remedy:
    """How many partners fit where each asks the smallest amount that is allowed."""
    most, least = part.annex.total_ceiling or 0, part.annex.floor or 0
    return Remedy("fewer_partners", {"most": Count(most // least)}) if least else Remedy("leave_out")


def _by_cost(part: Part, partner: Partner, bounds: Bounds) -> Remedy:
    """The cost at which the request, or the smallest that is allowed, keeps to the rate."""
    annex = part.annex
    shares = annex.rate.possible(partner.size, partner.role) if annex.rate else ()
    ceiling = bounds.ceiling[0] if bounds.ceiling else None
    wanted = max(partner.amount or 0 if ceiling is None else min(partner.amount or 0, ceiling), bounds.floor)
    if not wanted or not shares or not shares[0] or (ceiling is not None and ceiling < bounds.floor):
        return Remedy("leave_out")
    cost = ceil(wanted / percent(shares[0])) + unpaid(partner, annex.paid)
    amount = Amount(wanted, partner.currency)
    values: dict[str, Figure] = {"cost": Amount(cost, partner.currency), "amount": amount}
    return Remedy("cost", values, {partner.partner_id: amount})
