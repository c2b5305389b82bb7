"""Whether a decision keeps to its side conditions, and grants at the cut what it should."""

from collections.abc import Iterable, Mapping
from typing import Any

from renkei.records.verify.call import Call
from renkei.records.verify.conditions import Floor, Limit, conditions_entry
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.reductions import granted_call, reduction_of, reductions_entry
from renkei.records.verify.verdict import Findings


def check_reductions(record: dict[str, Any], call: Call, findings: Findings) -> Decision:
    """The reduction at the cut made again and compared; returns the decision on what is then granted."""
    findings.check("reductions at the cut: the group, each funder's rate, what is granted")
    reduction = reduction_of(call, call.means, call.forced)
    why = "the smallest rate of each funder that pays the first gap whole, with the partners' consent"
    findings.compare("reductions", record["reductions"], reductions_entry(call, reduction), why)
    cut = None if reduction is None else reduction.at
    return Decision(record, granted_call(call, reduction), call, cut)


def check_conditions(decision: Decision, applications: Iterable[Mapping[str, Any]], findings: Findings) -> None:
    """The record's `conditions` counted again; those forced in are funded, each limit is kept, each minimum reached.

    `applications` are the rows of that table.
    """
    findings.check("the side conditions: who is forced and on what ground, what counts for each, that all are kept")
    expected = conditions_entry(decision.call, applications, decision.funded)
    findings.compare("conditions", decision.record["conditions"], expected)
    for one in sorted(decision.call.forced - decision.funded):
        findings.fail(f"outcomes.{one}.outcome", decision.outcomes[one]["outcome"], "it is forced in: funded", one)
    _check_limits(decision, findings)
    _check_minima(decision, findings)
    stated: list[Limit | Floor] = [*decision.call.limits, *decision.call.floors]
    for condition in stated:
        if not condition.ground:
            findings.fail(f"conditions.{condition.name}.ground", "", "a side condition has a ground", condition.name)


def _check_limits(decision: Decision, findings: Findings) -> None:
    call = decision.call
    for limit, left in zip(call.limits, call.left(decision.funded)[len(call.funders) :], strict=True):
        if left < 0:
            findings.fail(f"conditions.limits.{limit.name}", -left, f"what is funded exceeds it: {limit.most} at most")


def _check_minima(decision: Decision, findings: Findings) -> None:
    """Under an open tie whether sets of the tied reach them is for the proof."""
    for floor in decision.call.floors:
        if not decision.tied and not floor.reached(decision.funded):
            wrong = f"what is funded does not reach {floor.limit:f} of {floor.of}"
            findings.fail(f"conditions.minima.{floor.name}", sorted(decision.funded), wrong)
