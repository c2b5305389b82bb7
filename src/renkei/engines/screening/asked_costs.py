"""Rules on what the money is for: categories of cost that are not paid, or only up to a share."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import floor

from renkei.engines.screening.amounts import eligible_cost, unpaid
from renkei.engines.screening.findings import Asked
from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import Amount, Remedy, Share, Verdict, Words, percent


def asked_costs(part: Part) -> Iterator[Verdict]:
    """The verdicts on each partner that asks."""
    for one in part.asking:
        if part.annex.paid:
            yield _paid(Asked(part, "costs", one), one)
        for category, most in part.annex.cost_shares:
            yield _share(Asked(part, "costs", one, category), one, most)


def _paid(asked: Asked, partner: Partner) -> Verdict:
    paid = asked.part.annex.paid
    limit = Words("categories", paid)
    if partner.costs is None:
        unknown = () if partner.total_cost == 0 else ("costs",)
        return asked.doubts(unknown, limit) if unknown else asked.holds(Amount(0, partner.currency), limit)
    figure = Amount(unpaid(partner, paid), partner.currency)
    if not figure.minor:
        return asked.holds(figure, limit)
    outside = tuple(sorted(one for one, amount in partner.costs.items() if amount and one not in paid))
    return asked.fails(
        figure, limit, Remedy("take_out", {"amount": figure, "categories": Words("categories", outside)})
    )


def _share(asked: Asked, partner: Partner, most: Decimal) -> Verdict:
    limit = Share(percent(most))
    if partner.costs is None:
        return asked.holds(None, limit) if partner.total_cost == 0 else asked.doubts(("costs",), limit)
    spent = partner.costs.get(asked.item, 0)
    low, high = eligible_cost(partner, asked.part.annex.paid)
    if not spent:
        return asked.holds(Share(Fraction(0)), limit)
    if high is None:
        return asked.doubts(("total_cost",), limit)
    figure = Share(Fraction(spent, low)) if low else Amount(spent, partner.currency)
    if spent <= limit.part * low:
        return asked.holds(figure, limit)
    surplus = Amount(spent - floor(limit.part * low), partner.currency)
    return asked.fails(figure, limit, Remedy("shift_cost", {"amount": surplus}))
