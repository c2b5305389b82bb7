"""The frozen zone that a decision stands on: its hash, its members recomputed, and that it came before the draw."""

from typing import Any

from renkei.money import decimal_text
from renkei.records.canonical import dump, load
from renkei.records.verify.again import Rule
from renkei.records.verify.lottery import Zone
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.portfolio import Portfolio
from renkei.records.verify.search import UnsettledError, Work
from renkei.records.verify.topped import ToppedWalker
from renkei.records.verify.verdict import Findings
from renkei.records.verify.walk import Walker

NODES = 50_000  # of the search for all ties of a portfolio


def check_zone(decision: Decision, findings: Findings) -> None:
    """`zone` of a record: null without a lottery; with a draw in a lottery it is there, and is this folder's."""
    record, zone = decision.record, decision.record["zone"]
    if not decision.call.options.lottery:
        findings.same("zone", zone, None, "the call publishes no lottery")
        return
    findings.check("the frozen zone among whom lots are drawn: its hash, its line, its intervals, its members")
    if zone is None:
        if record["draw"] is not None:
            findings.fail("zone", None, "a lottery's zone is frozen before the draw and stands in the record")
        return
    findings.same("zone.sha256", zone["sha256"], load(dump(zone))["sha256"], "it was changed after it was frozen")
    for name in ("call", "made_up", "inputs", "rule", "options"):
        findings.same(f"zone.{name}", zone[name], record[name], "as the decision")
    _check_members(decision, zone, findings)
    named = record["options"]["lottery"]["draw_named"]
    if not zone["draw_named"] or (named and zone["draw_named"] != named):
        findings.fail("zone.draw_named", zone["draw_named"], f"the draw is named beforehand: {named or 'say which'}")
    findings.open("zone: that its hash was published before the draw is for those who saw it to say")


def _check_members(decision: Decision, stated: dict[str, Any], findings: Findings) -> None:
    zone = decision.call.zone
    line, intervals = (None, {}) if zone is None else (decimal_text(zone.line), _intervals(zone))
    findings.same("zone.line", stated["line"], line, "the worst application that the walk to the first gap can fund")
    if findings.same("zone.applications", sorted(stated["applications"]), sorted(intervals), "the eligible"):
        for one, interval in intervals.items():
            findings.same(f"zone.applications.{one}", stated["applications"][one], interval, subject=one)
    members = _tied(decision, findings) if zone is None else zone.members
    if members is not None:
        why = "what only the lot can settle" if zone is None else "their intervals reach the line"
        findings.same("zone.members", stated["members"], members, why)


def _intervals(zone: Zone) -> dict[str, Any]:
    return {
        one: {
            "score": decimal_text(score),
            "low": decimal_text(low),
            "high": decimal_text(high),
            "place": zone.places[one],
        }
        for one, (score, low, high) in zone.spans.items()
    }


def _tied(decision: Decision, findings: Findings) -> list[str] | None:
    """What only the lot can settle without a draw; None where that is too long to search."""
    try:
        result = _undrawn(decision).rerun(decision.call.means)
        return None if result is None else sorted(result.tied)
    except UnsettledError:
        findings.open("zone.members: whether they are all that only the lot can settle was too long to search here")
        return None


def _undrawn(decision: Decision) -> Rule:
    """The rule as it stood before the draw."""
    call = decision.call
    if not call.options.walks:
        return Portfolio(call, None, Work(NODES, NODES), hint=decision.funded)
    walker = Walker(call, None, Work())
    return ToppedWalker(call, call.top_up, walker) if call.top_up else walker
