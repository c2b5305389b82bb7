"""The steps of a walk as recorded, against the walk walked again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renkei.records.verify.outcomes import Decision
from renkei.records.verify.search import Bound, UnsettledError, Work
from renkei.records.verify.verdict import Findings, shown
from renkei.records.verify.walk import Visit, Walk, Walker

TRIALS = 8  # lots drawn for trial where the ways are too many to follow


def check_form(decision: Decision, findings: Findings) -> bool:
    """The steps are the score groups, in order, as far as the walk goes; `funded` is what the outcomes say."""
    findings.check("the steps are the score groups, best first, with the applications that the outcomes call funded")
    groups, steps = decision.call.open_groups, decision.record["steps"]
    ends = len(groups)
    if decision.call.options.stops and decision.cut is not None:
        ends = 1 + [at for at, _ in groups].index(decision.cut)
    elif decision.call.options.stops:
        partial = (number for number, (_, group) in enumerate(groups, 1) if not decision.funded >= set(group))
        ends = next(partial, ends)
    expected = [(at, list(group)) for at, group in groups[:ends]]
    found = [(step["at"], step["applications"]) for step in steps]
    if not findings.same("steps", found, expected, "score groups, best first, down to the gap under ranking"):
        return False
    listed = [findings.same(f"steps.{step['at']}.funded", step["funded"], funded_of(decision, step)) for step in steps]
    below = (decision.funded - decision.call.paid_first).difference(*(step["applications"] for step in steps))
    for one in sorted(below):
        findings.fail(f"outcomes.{one}.outcome", "funded", "ranking stopped above it", one)
    return all(listed) and not below


def funded_of(decision: Decision, step: Mapping[str, Any]) -> list[str]:
    """The applications of a step that the outcomes call funded, sorted."""
    return sorted(decision.funded & set(step["applications"]))


@dataclass(frozen=True)
class Recorded:
    """A recorded step with the money left when the rule came to it (None once a tie is open above)."""

    step: Mapping[str, Any]
    left: tuple[int, ...] | None

    def bound(self, funders: tuple[str, ...]) -> Bound | None:
        """The step's multipliers as a bound; None where it states none."""
        stated = self.step["multipliers"]
        if stated is None or self.step["scale"] is None:
            return None
        return Bound(self.step["scale"], tuple(stated.get(funder, 0) for funder in funders))


def recorded(decision: Decision) -> list[Recorded]:
    """The recorded steps, each with the money that the steps above leave."""
    found, left, tied = [], tuple(decision.call.left(decision.call.paid_first)), False
    for step in decision.record["steps"]:
        found.append(Recorded(step, None if tied else left))
        left = tuple(decision.call.left(decision.funded & set(step["applications"]), left))
        if decision.call.top_up:  # what a payer has not, the top-up pays
            left = tuple(max(0, rest) for rest in left)
        tied = tied or bool(decision.tied & set(step["applications"]))
    return found


def check_bounds(decision: Decision, findings: Findings) -> None:
    """Each step's certified bound, recomputed in integers from its multipliers; nothing stated below an open tie."""
    findings.check("each step's certified bound, recomputed in integers from its multipliers")
    for one in recorded(decision):
        check_bound(decision, one, findings)


def check_bound(decision: Decision, one: Recorded, findings: Findings) -> None:
    """One step's bound."""
    funders = decision.call.rows
    key, step = f"steps.{one.step['at']}", one.step
    stated = [step[name] for name in ("largest", "certified", "multipliers", "scale")]
    if one.left is None:
        findings.same(key, stated[:3], [None] * 3, "largest, certified, multipliers: a tie above is open")
        return
    if None in stated:
        findings.fail(key, stated, "largest, certified, multipliers and scale are to be stated: no tie is open")
        return
    for funder in sorted(step["multipliers"].keys() - set(funders)):
        findings.fail(f"{key}.multipliers", funder, "it is no funder of this call", funder)
    certified = _certified(decision, one, one.left, one.bound(funders))
    findings.same(f"{key}.certified", step["certified"], certified, "from its multipliers and scale")
    if step["largest"] > certified:
        findings.fail(f"{key}.largest", step["largest"], f"its multipliers certify at most {certified}")


def _certified(decision: Decision, one: Recorded, left: tuple[int, ...], bound: Bound | None) -> int:
    if bound is None:
        return len(one.step["applications"])
    total = sum(price * have for price, have in zip(bound.prices, left, strict=True))
    for name in one.step["applications"]:
        asks = decision.call.eligible[name].asks
        total += max(0, bound.scale - sum(bound.prices[funder] * amount for funder, amount in asks))
    return total // bound.scale


def walker_of(decision: Decision, work: Work) -> Walker:
    """The walk to be walked again, helped (never led) by the record's multipliers and parts."""
    funders = decision.call.rows
    steps = recorded(decision)
    bounds = {one.step["at"]: bound for one in steps if (bound := one.bound(funders))}
    hints = {one.step["at"]: frozenset(one.step["funded"]) for one in steps}
    return Walker(decision.asked_call, decision.lot, work, bounds, hints)


def check_walk(decision: Decision, walker: Walker, findings: Findings) -> Walk | None:
    """Walk again and compare; None where the walk is too long to be followed whole."""
    findings.check("the walk down the score groups, walked again: the largest parts, the tie criteria, the lot")
    try:
        walk = walker.walk(decision.call.means)
    except UnsettledError:
        _check_in_parts(decision, walker, findings)
        return None
    for visit, step in zip(walk.visits if walk else (), decision.record["steps"], strict=False):
        if not check_visit(decision, visit, step, findings):
            break  # what follows differs only because of this
    return walk


def check_visit(decision: Decision, visit: Visit, step: Mapping[str, Any], findings: Findings) -> bool:
    """A recorded step against the visit of its group; says whether it holds."""
    key, group = f"steps.{visit.at}", set(visit.members)
    size = visit.choice.size if visit.choice and not visit.open_before else None
    good = size is None or findings.same(f"{key}.largest", step["largest"], size, "the largest affordable part")
    tied = decision.tied & group
    if not visit.clear:
        findings.open(f"at {visit.at}: too many ways in which the lot may fall above it to say who is in or out")
        good &= findings.same(f"{key}.funded", sorted(visit.sure - decision.funded), [], "certain, and not funded")
        return good & findings.same(key, sorted((decision.funded | tied) & (group - visit.maybe)), [], "not affordable")
    if decision.record["ties"]["exact"]:
        settled = "the largest part, best on the tie criteria" + (", first in the lot" if decision.lot else "")
        good &= findings.same(f"{key}.funded", sorted(step["funded"]), sorted(visit.sure), settled)
        return good & findings.same("ties.open", sorted(tied), sorted(visit.maybe - visit.sure), f"at {visit.at}")
    findings.open("ties.exact is false: what is marked tie with caution may be certain after all")
    return good & check_cautious(decision, visit.sure, visit.maybe, group, findings)


def check_cautious(
    decision: Decision, sure: frozenset[str], maybe: frozenset[str], group: set[str], findings: Findings
) -> bool:
    """Nobody is called funded who may lose, and nobody is called not funded who may win."""
    losers = sorted((decision.funded & group) - sure)
    winners = sorted((maybe & group) - decision.funded - decision.tied)
    for one in losers:
        findings.fail(
            f"outcomes.{one}.outcome", "funded", "in some way in which the lot may fall it is not funded", one
        )
    for one in winners:
        outcome = decision.outcomes[one]["outcome"]
        findings.fail(f"outcomes.{one}.outcome", outcome, "in some way in which the lot may fall it is funded", one)
    return not losers and not winners


def _check_in_parts(decision: Decision, walker: Walker, findings: Findings) -> None:
    """Too long as a whole: each recorded part by itself, and under an open tie some lots drawn for trial."""
    for one in recorded(decision):
        if one.left is None:
            break
        if one.step["at"] != decision.cut:  # which is paid whole, at the rates that are compared
            _check_part(decision, walker, one, one.left, findings)
    if decision.lot is None and decision.tied:
        _try_lots(decision, walker, findings)


def _check_part(decision: Decision, walker: Walker, one: Recorded, left: tuple[int, ...], findings: Findings) -> None:
    step, key = one.step, f"steps.{one.step['at']}"
    choice = walker.choice(step["at"], tuple(step["applications"]), left, decision.call.means)
    tied = decision.tied & set(step["applications"])
    if min(decision.call.left(step["funded"], left), default=0) < 0:
        findings.fail(f"{key}.funded", step["funded"], "they are not affordable together when the rule comes to them")
        return
    try:
        better = None if tied else choice.better_than(step["funded"])
        lot = better is None and not tied and decision.lot is not None
        first = choice.first_in_lot(decision.lot) if lot and decision.lot else frozenset(step["funded"])
    except UnsettledError:
        certified, largest = step["certified"], step["largest"]
        findings.open(
            f"at {step['at']} the solver claims {largest} as the largest; multipliers certify at most {certified}"
        )
        return
    if better is not None:
        findings.fail(f"{key}.funded", step["funded"], f"better is {shown(better)}")
    elif not tied:
        findings.same(f"{key}.funded", sorted(step["funded"]), sorted(first), "the first in the lot")


def _try_lots(decision: Decision, walker: Walker, findings: Findings) -> None:
    everybody = set(decision.call.eligible)
    for trial in range(TRIALS):
        drawn = Walker(walker.call, decision.call.lot(str(trial)), walker.work, walker.bounds, walker.hints)
        try:
            result = drawn.rerun(decision.call.means)
        except UnsettledError:
            continue
        if result and not check_cautious(decision, result.sure, result.maybe, everybody, findings):
            return
    findings.open(
        f"the ways in which the lot may fall are too many to follow: up to {TRIALS} lots were drawn for trial"
    )
