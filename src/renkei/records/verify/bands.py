"""Bands: where `best` counts applications."""

from decimal import Decimal

from renkei.records.verify.call import Call
from renkei.records.verify.payers import UnverifiableError


def bands(call: Call) -> dict[str, int]:
    """Eligible application → band, 1 the best; UnverifiableError where the call has none or one is missing."""
    match call.options.bands:
        case None:
            raise UnverifiableError("rule best, and options.bands is null: there is nothing to count by")
        case "each":
            return {one: number for number, (_, group) in enumerate(call.groups, 1) for one in group}
        case "column":
            return {one.id: _stated(one.id, one.band) for one in call.eligible.values()}
        case limits:
            return {
                one.id: _reached(call, one.id, one.score, tuple(map(Decimal, limits))) for one in call.eligible.values()
            }


def _stated(application: str, band: int | None) -> int:
    if band is None:
        raise UnverifiableError(f"{application} is eligible and has no band")
    return band


def _reached(call: Call, application: str, score: Decimal | None, limits: tuple[Decimal, ...]) -> int:
    if score is None:
        raise UnverifiableError(f"{application} has no score, and bands by limits need one")
    reached = (number for number, limit in enumerate(limits, 1) if not call.options.worse(score, limit))
    return next(reached, len(limits) + 1)
