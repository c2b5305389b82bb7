"""Rules on what a partner asks: rate, ceiling, floor; their remedies pass all amount rules of the annex together."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from renkei.annexes import Graded
from renkei.engines.screening.amounts import Bounds, Passing, bounds_of, eligible_cost
from renkei.engines.screening.exchange import Exchange
from renkei.engines.screening.findings import Asked
from renkei.engines.screening.lowering import lowered
from renkei.engines.screening.partner import Part, Partner
from renkei.engines.screening.verdict import Amount, Figure, Share, Verdict, percent


def asked_amounts(part: Part, exchange: Exchange, together: Mapping[str, Passing]) -> Iterator[Verdict]:
    """The verdicts on each partner that asks; `together` are the amounts that pass all rules (`amounts.passing`)."""
    for one in part.asking:
        bounds = bounds_of(one, part.annex, exchange)
        if bounds.rate is not None:
            yield _rate(Asked(part, "rate", one), one, bounds, together)
        if bounds.ceiling is not None:
            yield _ceiling(Asked(part, "ceiling", one), one, bounds, together)
        if part.annex.floor is not None:
            yield _floor(Asked(part, "floor", one), one, bounds, exchange, together)


def _unknown_grade(graded: Graded | None, partner: Partner) -> tuple[str, ...]:
    """The facts that say which limit is the partner's, and are not known."""
    if graded is None or len(graded.possible(partner.size, partner.role)) < 2:
        return ()
    facts = [("size", partner.size), ("role", partner.role if "lead" in graded.of else "")]
    return tuple(name for name, value in facts if value is None)


def _rate(asked: Asked, partner: Partner, bounds: Bounds, together: Mapping[str, Passing]) -> Verdict:
    annex = asked.part.annex
    shares = [percent(one) for one in annex.rate.possible(partner.size, partner.role)] if annex.rate else []
    low, high = eligible_cost(partner, annex.paid)
    sure, most = bounds.rate or (0, None)
    figure = _rate_figure(partner, low, high)
    if partner.amount is not None and partner.amount <= sure:
        return asked.holds(figure, Share(shares[0]))
    if partner.amount is not None and most is not None and partner.amount > most:
        figure = _rate_figure(partner, high or 0, high)
        return asked.fails(figure, Share(shares[-1]), lowered(asked, partner, bounds, together))
    costs = ["total_cost"] if partner.total_cost is None else ["costs"] if low != high else []
    amount = ["amount"] if partner.amount is None else []
    return asked.doubts((*amount, *costs, *_unknown_grade(annex.rate, partner)), Share(shares[-1]), figure)


def _rate_figure(partner: Partner, low: int, high: int | None) -> Figure | None:
    """The rate asked; without any cost the amount itself; None where it is not known."""
    if partner.amount is None or low != high:
        return None
    return Share(Fraction(partner.amount, low)) if low else Amount(partner.amount, partner.currency)


def _ceiling(asked: Asked, partner: Partner, bounds: Bounds, together: Mapping[str, Passing]) -> Verdict:
    annex = asked.part.annex
    limits = annex.ceiling.possible(partner.size, partner.role) if annex.ceiling else ()
    low, high = (Amount(int(one), annex.currency) for one in (limits[0], limits[-1]))
    sure, most = bounds.ceiling or (0, None)
    figure = None if partner.amount is None else Amount(partner.amount, partner.currency)
    if partner.amount is not None and partner.amount <= sure:
        return asked.holds(figure, low)
    if partner.amount is not None and most is not None and partner.amount > most:
        return asked.fails(figure, high, lowered(asked, partner, bounds, together))
    amount = ["amount"] if partner.amount is None else []
    rates = ["rates"] if most is None else []
    return asked.doubts((*amount, *rates, *_unknown_grade(annex.ceiling, partner)), high, figure)


def _floor(
    asked: Asked, partner: Partner, bounds: Bounds, exchange: Exchange, together: Mapping[str, Passing]
) -> Verdict:
    limit = Amount(asked.part.annex.floor or 0, asked.part.annex.currency)
    figure = None if partner.amount is None else Amount(partner.amount, partner.currency)
    if partner.amount is None:
        return asked.doubts(("amount",), limit)
    if exchange.value(limit.minor, limit.currency, partner.currency) is None:
        return asked.doubts(("rates",), limit, figure)
    if partner.amount >= bounds.floor:
        return asked.holds(figure, limit)
    return asked.fails(figure, limit, lowered(asked, partner, bounds, together))
