"""A recorded top-up against the call settled again: its amount, its parts, the steps above and below the gap."""

from collections.abc import Sequence
from dataclasses import dataclass

from renkei.records.verify import steps
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.reasons import Background
from renkei.records.verify.search import UnsettledError
from renkei.records.verify.topped import ToppedWalker, Way, entry, united
from renkei.records.verify.verdict import Findings
from renkei.records.verify.walk import Visit, Walk


@dataclass(frozen=True)
class TriedParts:
    """The largest parts of the gap's group, all tried."""

    parts: tuple[frozenset[str], ...]

    @property
    def size(self) -> int:
        """How many applications each holds."""
        return len(self.parts[0])

    def in_some_largest(self, application: str) -> bool:
        """Whether some of them holds the application."""
        return any(application in part for part in self.parts)


def check_top_up(decision: Decision, walker: ToppedWalker, findings: Findings) -> Background:
    """The top-up, who is funded and the steps; what the reasons are to be checked against."""
    findings.check("the top-up settled again from above: its amount, share, parts and what it pays for whom")
    try:
        ways = walker.ways(decision.call.means)
    except UnsettledError:
        findings.open("the ways in which the lot or the group with the gap may fall beside the top-up are too many")
        findings.unproven = "that the top-up is the largest whose share holds rests on the program that decided"
        return Background(decision, topped=_widest(decision, walker, walker.top_up.cap))
    if not ways:
        raise AssertionError("budgets are not negative")
    _check_entry(decision, walker, ways, findings)
    _check_funded(decision, ways, findings)
    _check_bounds(decision, ways, findings)
    if len(ways) > 1:
        return Background(decision, topped=_widest(decision, walker, max(way.amount for way in ways)))
    return _background(decision, walker, ways[0], findings)


def _check_entry(decision: Decision, walker: ToppedWalker, ways: Sequence[Way], findings: Findings) -> None:
    top_up = walker.top_up
    stated = decision.record["pots"].get(top_up.pot, {})
    for name, value in entry(top_up, decision.call, ways).items():
        why = "the largest amount whose share holds for what it funds, and what follows from it"
        findings.same(f"pots.{top_up.pot}.{name}", stated.get(name), value, why, top_up.pot)


def _check_funded(decision: Decision, ways: Sequence[Way], findings: Findings) -> None:
    result, everybody = united(ways), set(decision.call.eligible)
    if decision.record["ties"]["exact"] and all(way.certain for way in ways):
        why = "with the top-up as it is settled, national money below the gap, the tie criteria, the lot"
        findings.same("outcomes.funded", sorted(decision.funded), sorted(result.sure), why)
        findings.same("ties.open", sorted(decision.tied), sorted(result.tied), why)
        return
    findings.open("ties.exact is false: what is marked tie with caution may be certain after all")
    steps.check_cautious(decision, result.sure, result.maybe, everybody, findings)


def _check_bounds(decision: Decision, ways: Sequence[Way], findings: Findings) -> None:
    """Bounds of whole groups and of those below; at the gap the parts are tried, and nothing is certified."""
    findings.check("each step's bound, recomputed; at the gap and below an open tie none is stated")
    gap = min((way.gap for way in ways if way.gap is not None), default=len(decision.record["steps"]))
    for place, one in enumerate(steps.recorded(decision)):
        key, step = f"steps.{one.step['at']}", one.step
        bound = [step["certified"], step["multipliers"], step["scale"]]
        if place == gap:
            findings.same(key, bound, [None] * 3, "at the gap a top-up leaves nothing to certify")
        if place >= gap and len(ways) > 1:
            findings.same(key, [step["largest"], *bound], [None] * 4, "a tie at the gap is open")
        elif place != gap:
            steps.check_bound(decision, one, findings)


def _background(decision: Decision, walker: ToppedWalker, way: Way, findings: Findings) -> Background:
    """The one way as a walk: the visit of the gap's group, and those below."""
    if way.gap is None:
        return Background(decision, walk=Walk({}, []))
    at, group = decision.call.groups[way.gap]
    members, here = frozenset(group), way.above & frozenset(group)
    step, means = decision.record["steps"][way.gap], tuple(decision.call.means)
    findings.same(f"steps.{at}.largest", step["largest"], len(here), "the largest part that can be paid at the gap")
    choice = None
    try:
        choice = TriedParts(tuple(walker.largest(members, way.above - members, way.amount, means)))
    except UnsettledError:
        findings.open(f"at {at} the largest parts are too many to try")
    visits = [Visit(at, group, here, here, open_before=False, choice=choice), *way.visits]
    for visit, step in zip(way.visits, decision.record["steps"][way.gap + 1 :], strict=False):
        if not steps.check_visit(decision, visit, step, findings):
            break
    more = walker.top_up.raised(way.amount)
    raised = tuple(own + part for own, part in zip(means, more, strict=True))
    return Background(decision, walk=Walk({}, visits), topped=dict.fromkeys(group, raised))


def _widest(decision: Decision, walker: ToppedWalker, amount: int) -> dict[str, tuple[int, ...]]:
    """The most that budgets can be raised to, for everybody: what then lacks, lacks in any case."""
    more = walker.top_up.raised(amount)
    raised = tuple(own + part for own, part in zip(decision.call.means, more, strict=True))
    return dict.fromkeys(decision.call.eligible, raised)
