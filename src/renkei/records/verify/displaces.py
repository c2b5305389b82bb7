"""What a re-run with somebody forced in would displace."""

from typing import Any

from renkei.records.verify.again import Again
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.portfolio import Portfolio
from renkei.records.verify.search import UnsettledError
from renkei.records.verify.verdict import Findings, shown

STATED = {"exact", "bounded"}


def check_displaces(decision: Decision, again: Again, portfolio: Portfolio | None, findings: Findings) -> None:
    """Every reason's `displaces`."""
    findings.check("what forcing an application in would displace: affordable, no better, and as the re-run says")
    for name in sorted(decision.call.eligible.keys() - decision.funded):
        stated, key = decision.outcomes[name]["reason"]["displaces"], f"outcomes.{name}.reason.displaces"
        _check_state(decision, name, stated, key, findings)
        if stated["state"] == "impossible" and decision.call.floors:
            _check_again(decision, again, name, stated, key, findings)
        if stated["state"] in STATED and _check_sides(decision, name, stated, key, findings):
            _check_set(decision, name, stated, key, portfolio, findings)
            _check_again(decision, again, name, stated, key, findings)


def _check_state(decision: Decision, name: str, stated: dict[str, Any], key: str, findings: Findings) -> None:
    state, call = stated["state"], decision.call
    impossible = min(call.left({name} | call.forced), default=0) < 0
    if state == "impossible" and call.floors:  # whether a set reaches the minima then shows in the re-run
        impossible = True
    if decision.tied and state != "not_computed":
        findings.fail(f"{key}.state", state, "not_computed: it depends on the draw while a tie is open", name)
    elif impossible != (state == "impossible") and state != "not_computed":
        why = "impossible: it asks more than a whole budget" if impossible else "every budget could pay it alone"
        findings.fail(f"{key}.state", state, why, name)
    elif state == "not_computed" and decision.owes_reasons:
        findings.reason_owed(key, name)
    elif state in {"not_computed", "open"} and not decision.tied:
        findings.open(f"{key}: the record does not say ({state})")
    if state not in STATED:
        for side in ("leaves", "enters", "tied"):
            findings.same(f"{key}.{side}", stated[side], [], f"state {state}", name)


def _check_sides(decision: Decision, name: str, stated: dict[str, Any], key: str, findings: Findings) -> bool:
    """Who leaves is funded now, who enters is eligible and is not; every list is sorted."""
    others = decision.call.eligible.keys() - decision.funded - {name}
    good = True
    for side, allowed in (("leaves", decision.funded), ("enters", others), ("tied", decision.call.eligible.keys())):
        good &= findings.same(f"{key}.{side}", stated[side], sorted(allowed & set(stated[side])), "sorted, from those")
    return good


def _check_set(
    decision: Decision, name: str, stated: dict[str, Any], key: str, portfolio: Portfolio | None, findings: Findings
) -> None:
    """The set that would be funded is affordable and, by the rule's levels, no better than the decision."""
    if decision.call.top_up or decision.call.reducing:  # what is paid besides, or saved, shows in the re-run
        return
    after = (decision.funded - set(stated["leaves"]) - set(stated["tied"])) | set(stated["enters"]) | {name}
    over = {one: -left for one, left in zip(decision.call.rows, decision.call.left(after), strict=True) if left < 0}
    if over:
        findings.fail(key, shown(after), f"they are not affordable together; over budget are {shown(over)}", name)
        return
    complete = decision.record["state"] == "complete"
    if portfolio and complete and not stated["tied"] and portfolio.value(after) > portfolio.value(decision.funded):
        findings.fail(key, shown(after), "better by the rule than the decision itself, which cannot be complete", name)


def _check_again(
    decision: Decision, again: Again, name: str, stated: dict[str, Any], key: str, findings: Findings
) -> None:
    try:
        result = again.forced(name)
    except UnsettledError:
        findings.open(f"{key}: too long to run again")
        return
    bounded = stated["state"] == "bounded" and not decision.call.options.walks  # a walk is always run again exactly
    if (result is None) != (stated["state"] == "impossible"):
        why = "no allowed set holds it" if result is None else "the rule run again with it forced in has a result"
        findings.fail(f"{key}.state", stated["state"], why, name)
    if result is None or bounded:
        return
    sides = {
        "leaves": decision.funded - result.maybe,
        "enters": result.sure - decision.funded - {name},
        "tied": result.tied,
    }
    for side, expected in sides.items():
        findings.same(f"{key}.{side}", stated[side], sorted(expected), "the rule run again with it forced in", name)
