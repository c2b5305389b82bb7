"""Why: what was short, who was passed over, what forcing in would displace."""

from collections.abc import Mapping

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Part
from renkei.engines.selection.result import Displaces, Money
from renkei.engines.selection.rule import OutOfReachError, Rerun


def lacking(call: Call, one: int, left: list[int]) -> dict[int, int]:
    """What each funder lacks of an application's request when it has `left`."""
    return {
        row: int(amount) - left[row] for row, amount in enumerate(call.demand[:, one]) if amount > max(left[row], 0)
    }


def passed_over_for(call: Call, one: int, funded: Part) -> tuple[str, ...]:
    """The funded applications ranked strictly below one that is not funded."""
    place = call.group_of
    return names(call, frozenset(other for other in funded if place[other] > place[one]))


def displaces(rule: Rerun, one: int, funded: Part) -> Displaces:
    """The rule run again with `one` forced in: its requests are paid first, then the rule runs on the rest."""
    call = rule.call
    try:
        result = rule.rerun(call.capacity.tolist(), frozenset({one}))
    except OutOfReachError:
        return Displaces("open")
    if result is None:
        return Displaces("impossible")
    if not result.exact:
        return Displaces("open")
    return Displaces(
        "exact",
        leaves=names(call, funded - result.sometimes),
        enters=names(call, result.always - funded - {one}),
        tied=names(call, result.tied),
    )


def money(call: Call, amounts: Mapping[int, int]) -> Money:
    """Amounts by funder id (or limit) instead of position."""
    return {call.rows[row]: amount for row, amount in sorted(amounts.items())}


def names(call: Call, ones: Part) -> tuple[str, ...]:
    """Application ids, sorted."""
    return tuple(call.applications[one] for one in sorted(ones))
