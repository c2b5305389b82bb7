"""How the order came about and who endorsed what, as a record holds them; fractions are texts such as "7/12"."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from renkei.engines.selection import Endorsed, Merged, MergedOrder, Order, Pointed, PointsOrder
from renkei.money import decimal_text
from renkei.settings import Endorsing


def stated_endorsing(endorsing: Endorsing) -> dict[str, Any]:
    """The settings of endorsements, as an option."""
    return {"agencies": list(endorsing.agencies), "keys": list(endorsing.keys), "pending": endorsing.pending}


def stated_order(order: Order | None) -> dict[str, Any] | None:
    """The record's `order`; None for one panel."""
    match order:
        case MergedOrder():
            return {
                "who": "merged",
                "merge": order.by,
                "taken": order.taken,
                "applications": {one: _merged(entry) for one, entry in order.applications.items()},
            }
        case PointsOrder():
            return {
                "who": "national_points",
                "span": str(order.span),
                "factor": str(order.factor),
                "weights": {state: str(weight) for state, weight in order.weights.items()},
                "applications": {one: _pointed(entry) for one, entry in order.applications.items()},
            }
    return None


def _merged(entry: Merged) -> dict[str, Any]:
    return {
        "ranks": entry.ranks,
        "value": str(entry.value),
        "proposed": entry.proposed,
        "agreed": entry.agreed,
        "overtakes": list(entry.overtakes),
        "ground": entry.ground,
    }


def _pointed(entry: Pointed) -> dict[str, Any]:
    votes = {
        state: _decimal(ballot) if isinstance(ballot, Fraction) else ballot for state, ballot in entry.ballots.items()
    }
    return {
        "score": decimal_text(entry.score),
        "votes": votes,
        "points": {state: str(points) for state, points in entry.points.items()},
        "final": str(entry.final),
    }


def _decimal(vote: Fraction) -> str:
    """A vote as printed; it came from a decimal, so the division ends."""
    return decimal_text(Decimal(vote.numerator) / Decimal(vote.denominator))


def stated_endorsements(endorsed: Endorsed | None) -> dict[str, Any] | None:
    """The record's `endorsements`; None where nobody must endorse."""
    if endorsed is None:
        return None
    return {
        "provisional": list(endorsed.provisional),
        "applications": {
            one: {
                "verdicts": {
                    authority: {
                        "verdict": said.verdict,
                        "amount": said.amount,
                        "condition": said.condition,
                        "date": None if said.day is None else said.day.isoformat(),
                    }
                    for authority, said in own.items()
                },
                "reduced": endorsed.reduced.get(one, {}),
            }
            for one, own in endorsed.verdicts.items()
        },
    }
