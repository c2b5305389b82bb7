"""Why a side of a question is as it is: reasons and next raises, in the notions of `select` (docs/rules.md)."""

from collections.abc import Sequence

from renkei.engines.selection.chosen import Part
from renkei.engines.selection.next_raise import next_raise
from renkei.engines.selection.reasons import displaces, money, passed_over_for
from renkei.engines.selection.result import NextRaise, Reason, Unlock
from renkei.engines.selection.topped_rule import ToppedRule
from renkei.engines.selection.unlock import unlock
from renkei.engines.selection.what_if.sides import Side


def reason_of(side: Side, one: str, possible: Sequence[int | None]) -> Reason:
    """Why an application is funded or not; unlock and displaces are not computed while the side is open.

    `possible` limits each funder's raise beyond the side's means (None: no limit stated).
    """
    call, chosen = side.prepared.call, side.result.chosen
    if one not in call.applications:
        return Reason("not_eligible", because=call.not_eligible.get(one, ""))
    place = call.applications.index(one)
    if place in chosen.always:
        return Reason("funded")
    short = money(call, side.result.short.get(place, {}))
    if place in chosen.sometimes:
        return Reason("lot", short=short)
    over = passed_over_for(call, place, chosen.always)
    if not _settled(side):
        return Reason("short", short=short, passed_over_for=over)
    found = _unlock(side, place, chosen.always, possible)
    return Reason("short", "", "", short, over, displaces(side.rule, place, chosen.always), found)


def next_raise_of(side: Side, funder: str) -> NextRaise:
    """A funder's smallest own raise, beyond the side's means, after which more are funded; not while it is open."""
    call, funded = side.prepared.call, side.result.chosen.always
    if not _settled(side) or funder not in call.funders:
        return NextRaise()
    row = call.funders.index(funder)
    if not call.raises_searched:
        return NextRaise("open")
    if isinstance(side.rule, ToppedRule):
        return side.rule.next_raise(row, funded)
    return next_raise(side.rule, row, funded, side.rule.tries)


def _unlock(side: Side, one: int, funded: Part, possible: Sequence[int | None]) -> Unlock:
    if not side.prepared.call.raises_searched:
        return Unlock("open")
    if isinstance(side.rule, ToppedRule):
        return side.rule.unlock(one, funded, possible)
    return unlock(side.rule, one, funded, possible, side.rule.tries)


def _settled(side: Side) -> bool:
    """Re-runs are compared with a result that stays: proven, and no lot open in it."""
    return side.proven and not side.result.chosen.tied
