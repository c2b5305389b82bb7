"""The arithmetic of every reason: its kind, what was short, for whom an application was passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from renkei.records.verify.call import Call
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.portfolio import Portfolio
from renkei.records.verify.search import UnsettledError
from renkei.records.verify.verdict import Findings
from renkei.records.verify.walk import Visit, Walk


@dataclass(frozen=True)
class Background:
    """What was recomputed: the walk (or None where it was too long), or the portfolio with all best sets' extent.

    `topped` are the means with which a top-up left applications at the gap, where there is one.
    """

    decision: Decision
    walk: Walk | None = None
    portfolio: Portfolio | None = None
    in_some_best: frozenset[str] | None = None
    topped: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def means(self, application: str) -> tuple[int, ...]:
        """What each payer had for an application: at the gap a top-up raises the budgets."""
        return self.topped.get(application, self.decision.call.means)

    @property
    def gap(self) -> str | None:
        """The place of the group at which a binding ranking stopped."""
        if self.decision.cut is not None and self.decision.call.options.stops:
            return self.decision.cut
        steps = self.decision.record["steps"]
        ended = self.decision.call.options.stops and steps and set(steps[-1]["applications"]) - self.decision.funded
        return str(steps[-1]["at"]) if ended else None

    def visit(self, application: str) -> Visit | None:
        """The visit of an application's group, where the walk was walked again."""
        visits = self.walk.visits if self.walk else ()
        return next((visit for visit in visits if application in visit.members), None)


def check_reasons(background: Background, findings: Findings) -> None:
    """Every reason of an eligible application, apart from what needs the rule to be run again."""
    findings.check("every reason's kind, what was short, and for whom an application was passed over")
    decision = background.decision
    for name in decision.call.eligible:
        reason, key = decision.outcomes[name]["reason"], f"outcomes.{name}.reason"
        if name in decision.funded:
            findings.same(f"{key}.kind", reason["kind"], "funded", "its outcome")
        elif reason["kind"] in {"funded", "not_eligible"}:
            findings.fail(f"{key}.kind", reason["kind"], f"its outcome is {decision.outcomes[name]['outcome']}", name)
        else:
            _check_kind(background, name, findings)
            _check_short(background, name, findings)
            findings.same(f"{key}.passed_over_for", reason["passed_over_for"], _passed_over(decision, name))


def _check_kind(background: Background, name: str, findings: Findings) -> None:
    reason = background.decision.outcomes[name]["reason"]
    key, expected = f"outcomes.{name}.reason", _kind(background, name)
    if expected is None:
        findings.open(f"{name}: whether another best set holds it (short or lost_lot) was not settled")
        expected = reason["kind"] if reason["kind"] in {"short", "lost_lot", "minimum"} else "short"
    if findings.same(f"{key}.kind", reason["kind"], expected) and expected == "stopped":
        findings.same(f"{key}.at", reason["at"], background.gap, "the group with the gap")


def _kind(background: Background, name: str) -> str | None:
    decision = background.decision
    if name in decision.tied:
        return "lot"
    if background.portfolio:
        return _kind_of_portfolio(background, background.portfolio, name)
    if not any(name in step["applications"] for step in decision.record["steps"]):
        return "stopped"
    visit = background.visit(name)
    if visit is None or visit.open_before or visit.choice is None:
        return None
    try:
        return "lost_lot" if visit.choice.in_some_largest(name) else "short"
    except UnsettledError:
        return None


def _kind_of_portfolio(background: Background, portfolio: Portfolio, name: str) -> str | None:
    place = list(portfolio.call.eligible).index(name)
    if background.in_some_best is not None and name in background.in_some_best:
        return "lost_lot"
    if portfolio.call.options.rule == "sum" and portfolio.weights[-2][place] <= 0:
        return "adds_nothing"
    if background.in_some_best is None:
        return None
    return "minimum" if portfolio.call.floors and not _lacks(background, name) else "short"


def _check_short(background: Background, name: str, findings: Findings) -> None:
    reason = background.decision.outcomes[name]["reason"]
    key, lacks = f"outcomes.{name}.reason.short", _lacks(background, name)
    if lacks is None:
        _check_at_least(background.decision, background.means(name), name, findings)
        return
    findings.same(key, reason["short"], lacks, "what the funders lacked when the rule came to it")
    unclear = background.portfolio and background.decision.tied  # what is left then depends on the draw
    if reason["kind"] in {"short", "lost_lot"} and not lacks and not unclear:
        findings.fail(
            key, reason["short"], "every funder could pay when the rule came to it: why is it not funded?", name
        )


def _check_at_least(decision: Decision, means: Sequence[int], name: str, findings: Findings) -> None:
    """Under more ways than can be followed: no less is lacking than beside what is funded for certain."""
    call, stated = decision.call, decision.outcomes[name]["reason"]["short"]
    above = call.fixed | (decision.funded & _before(call, name))
    asked = {call.rows[row]: amount for row, amount in call.eligible[name].asks}
    for funder, least in call.lacking(name, call.left(above, means)).items():
        if not least <= stated.get(funder, 0) <= asked[funder]:
            found, key = stated.get(funder, 0), f"outcomes.{name}.reason.short.{funder}"
            findings.fail(key, found, f"{funder} lacks at least {least}, and is asked {asked[funder]}", name)
    findings.open("what was short below an open tie whose ways are too many to follow is checked from below only")


def _lacks(background: Background, name: str) -> dict[str, int] | None:
    """What was lacking for an application; of several ways in which the lot may fall, the one that lacks least."""
    decision, call = background.decision, background.decision.call
    kind = decision.outcomes[name]["reason"]["kind"]
    if kind in {"lot", "stopped"}:
        return {}
    above = frozenset(call.eligible)
    if call.options.walks:
        above = _before(call, name)
    if not call.options.walks or not above & decision.tied:
        return call.lacking(name, call.left((decision.funded & above) | call.fixed, background.means(name)))
    visit = background.visit(name)
    if visit is None or not visit.after:
        return None
    lacks = [call.lacking(name, left) for left in visit.after]
    place = {row: number for number, row in enumerate(call.rows)}
    return min(lacks, key=lambda one: (call.cost(one), sorted((place[row], amount) for row, amount in one.items())))


def _before(call: Call, name: str) -> frozenset[str]:
    """Whom the rule came to no later than to an application, and those forced in, who are paid before all."""
    return call.forced | {one for one in call.eligible if call.ranks[one] <= call.ranks[name]}


def _passed_over(decision: Decision, name: str) -> list[str]:
    ranks = decision.call.ranks
    return [] if name in decision.tied else sorted(one for one in decision.funded if ranks[one] > ranks[name])
