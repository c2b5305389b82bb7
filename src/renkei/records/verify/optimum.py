"""Whether a portfolio is the best: by exchanges in any call, by exact search where the call is small enough."""

from collections.abc import Iterable

from renkei.records.verify.choice import Choice
from renkei.records.verify.levels import gap_in_words, values_of
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.portfolio import Portfolio
from renkei.records.verify.result import Result
from renkei.records.verify.search import InfeasibleError, Level, Problem, UnsettledError
from renkei.records.verify.swaps import Swap, swaps_of
from renkei.records.verify.verdict import Findings, shown

SHOWN = 5  # exchanges named before the list is cut


def check_values(decision: Decision, portfolio: Portfolio, findings: Findings) -> frozenset[str] | None:
    """The recorded values are those of the funded; under an open tie, of the funded with some of the tied.

    Returns a set that has the values, or None where there is none (a failure) or the tied are too many to try.
    """
    findings.check("the levels' values are those of what is funded")
    recorded = values_of(decision)
    if decision.record["state"] == "complete":
        findings.same("ties.exact", decision.record["ties"]["exact"], True, "state complete needs every tie known")
    elif not decision.record["ties"]["exact"]:
        findings.open("ties.exact is false: who is funded and who is not may depend on the lot after all")
    if not decision.tied:
        found = portfolio.value(decision.funded)
        return decision.funded if findings.same("bounds.value", recorded, found, "summed over the funded") else None
    choice = _completions(decision, portfolio)
    try:
        vector, chosen = choice.best
        sure, maybe = choice.extent
    except InfeasibleError:
        findings.fail("ties.open", sorted(decision.tied), "no set of them beside the funded reaches the minima")
        return None
    except UnsettledError:
        findings.open("the tied applications are too many to try all sets of them")
        return None
    total = tuple(map(sum, zip(portfolio.value(decision.funded), vector, strict=True)))
    if not findings.same("bounds.value", recorded, total, "the funded with the best set of the tied"):
        return None
    if decision.record["ties"]["exact"]:
        findings.same("ties.open", sorted(decision.tied), sorted(maybe - sure), "in some best sets and not in all")
    return decision.funded | chosen


def _completions(decision: Decision, portfolio: Portfolio) -> Choice:
    """The choice among the tied beside all that is funded for certain."""
    call, members = decision.call, tuple(sorted(decision.tied))
    places = {one: place for place, one in enumerate(call.eligible)}
    levels = tuple(Level(tuple(row[places[one]] for one in members)) for row in portfolio.weights)
    floors = tuple(
        (
            tuple(floor.weights.get(one, 0) for one in members),
            floor.least - sum(floor.weights.get(one, 0) for one in decision.funded),
        )
        for floor in call.floors
    )
    asks = tuple(call.eligible[one].asks for one in members)
    problem = Problem(asks, tuple(call.left(decision.funded)), levels, floors)
    return Choice(members, problem, portfolio.work)


def check_exchanges(decision: Decision, portfolio: Portfolio, best: frozenset[str], findings: Findings) -> None:
    """No application can be added, and none or two exchanged for one or two, with gain or against the lot."""
    findings.check("no application can be added, no one or two exchanged for one or two, with gain or against the lot")
    call = decision.call
    names, asks = call.free, [call.eligible[one].asks for one in call.free]
    swaps = swaps_of(asks, call.left(best), portfolio.free_weights, [one in best for one in names])
    if swaps is None:
        findings.open("amounts are too large to try exchanges in 64-bit integers")
        return
    told = 0
    for swap in swaps.not_worse():
        leave, enter = ([names[one] for one in side] for side in (swap.leave, swap.enter))
        if not call.reaches(best.difference(leave).union(enter)):
            continue
        fault = _fault(decision, swap, leave, enter)
        if fault and told < SHOWN and _tell(decision, enter, leave, fault, findings):
            told += 1


def _fault(decision: Decision, swap: Swap, leave: list[str], enter: list[str]) -> str:
    """What is wrong with a decision that leaves such an exchange undone; empty when nothing is."""
    if any(swap.gain):
        return "is better by the rule"
    if decision.lot is None:
        return (
            "" if decision.tied.issuperset([*leave, *enter]) else "is as good, and only the lot may choose: outcome tie"
        )
    first = min(map(decision.lot.index, [*leave, *enter]))
    return "is as good and stands before it in the lot" if decision.lot[first] in enter else ""


def _tell(decision: Decision, enter: list[str], leave: list[str], fault: str, findings: Findings) -> bool:
    exchange = f"{shown(enter)} " + (f"in place of {shown(leave)} " if leave else "besides ") + fault
    if decision.record["state"] == "complete" or not leave:
        findings.fail(f"outcomes.{enter[0]}.outcome", decision.outcomes[enter[0]]["outcome"], exchange, enter[0])
        return True
    findings.open(f"the record is within bounds, not complete: {exchange}")
    return True


def check_proof(decision: Decision, portfolio: Portfolio, best: frozenset[str], findings: Findings) -> Result | None:
    """Search exactly whether anything is better, and what the lot may settle; None where that is too long."""
    findings.check("an exact search for anything better, as far as its limit allows")
    fixed = decision.call.fixed
    choice = portfolio.choice(decision.call.means, fixed)
    try:
        better = choice.better_than(best - decision.call.paid_first)
        result = None if better else portfolio.rerun(decision.call.means, fixed)
    except UnsettledError:
        claim = gap_in_words(decision)
        findings.open(f"too large for a proof of our own: the solver claims {claim or 'no more'}")
        if decision.record["state"] == "complete" and claim:
            findings.unproven = f"that nothing better exists rests on the solver: it claims {claim}"
        return None
    if better is not None and decision.record["state"] == "complete":
        findings.fail("outcomes", best, f"better is {shown(better)}")
    if better is not None or result is None:
        return None
    _check_result(decision, result, findings)
    return result


def _check_result(decision: Decision, result: Result, findings: Findings) -> None:
    if not decision.record["ties"]["exact"]:
        _check_inexact(decision, result, findings)
        return
    _differ(decision, decision.funded - result.sure, "not every best set holds it", findings)
    _differ(decision, result.maybe - decision.funded - decision.tied, "some best set holds it", findings)
    _differ(decision, result.sure - decision.funded, "every best set holds it", findings)
    _differ(decision, decision.tied - result.maybe, "no best set holds it", findings)


def _check_inexact(decision: Decision, result: Result, findings: Findings) -> None:
    """Where the record knows some best sets only: what every one holds is there, and what none holds is not.

    With a draw there is nothing to compare, as any of them may have been taken for the lot's.
    """
    if decision.lot is None:
        _differ(decision, result.sure - decision.funded - decision.tied, "every best set holds it", findings)
        _differ(decision, (decision.funded | decision.tied) - result.maybe, "no best set holds it", findings)


def _differ(decision: Decision, names: Iterable[str], why: str, findings: Findings) -> None:
    why += ", as the lot falls" if decision.lot is not None else ""
    for one in sorted(names):
        findings.fail(f"outcomes.{one}.outcome", decision.outcomes[one]["outcome"], why, one)
