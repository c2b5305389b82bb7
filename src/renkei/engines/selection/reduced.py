"""What was reduced at the cut, by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from renkei.engines.selection.call import Call
from renkei.engines.selection.conditions.reductions import Reduction


@dataclass(frozen=True)
class Granted:
    """A partner's request at the cut: who pays it, what was asked, what is granted; minor units of the payer."""

    funder: str
    asked: int
    granted: int


@dataclass(frozen=True)
class Reduced:
    """The group at the cut (its score or rank; None where nothing was reduced), each funder's rate in percent and what
    it saves, and what is granted: application → partner → request.
    """

    at: str | None = None
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    saved: Mapping[str, int] = field(default_factory=dict)
    granted: Mapping[str, Mapping[str, Granted]] = field(default_factory=dict)


def reduced_of(call: Call, reduction: Reduction | None) -> Reduced | None:
    """A reduction by names; empty where the call allows one and none was made, None where it allows none."""
    if call.offer is None:
        return None
    if reduction is None:
        return Reduced()
    requests = {one: {request.partner: request for request in call.offer.requests[one]} for one in reduction.granted}
    return Reduced(
        at=call.labels[reduction.group],
        rates={call.funders[row]: Decimal(rate).scaleb(-2) for row, rate in sorted(reduction.rates.items())},
        saved={call.funders[row]: amount for row, amount in sorted(reduction.saved.items())},
        granted={
            call.applications[one]: {
                partner: Granted(call.funders[requests[one][partner].row], requests[one][partner].amount, amount)
                for partner, amount in amounts.items()
            }
            for one, amounts in sorted(reduction.granted.items())
        },
    )
