"""Each funder's next raise: after it more applications are funded, before it not."""

from typing import Any

from renkei.records.verify.again import Again
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.portfolio import Portfolio
from renkei.records.verify.search import UnsettledError
from renkei.records.verify.verdict import Findings, shown

STATED = {"exact", "upper"}
PROBES = 6  # smaller raises tried beside the largest that is smaller


def check_next_raises(decision: Decision, again: Again, portfolio: Portfolio | None, findings: Findings) -> None:
    """Every funder's entry in `next_raises`."""
    findings.check("each funder's next raise: what it brings, and that smaller ones which could matter do not")
    entries, names = decision.record["next_raises"], sorted(funder.id for funder in decision.call.funders)
    if not findings.same("next_raises", sorted(entries), names, "the funders"):
        return
    for funder in names:
        stated, key = entries[funder], f"next_raises.{funder}"
        good = _check_form(decision, funder, stated, key, findings)
        if good and stated["state"] in STATED:
            _check_set(decision, funder, stated, key, portfolio, findings)
        if good and stated["state"] != "not_computed":
            _check_again(decision, again, funder, stated, key, findings)


def _check_form(decision: Decision, funder: str, stated: dict[str, Any], key: str, findings: Findings) -> bool:
    state, call = stated["state"], decision.call
    if decision.tied and state != "not_computed":
        findings.fail(f"{key}.state", state, "not_computed: it depends on the draw while a tie is open", funder)
        return False
    if state == "not_computed" and decision.owes_reasons:
        findings.reason_owed(key, funder)
    elif state in {"open", "not_computed"} and not decision.tied:
        findings.open(f"{key}: the record does not say ({state})")
    if decision.call.top_up and state in {"exact", "none"}:
        findings.fail(f"{key}.state", state, "beside a top-up no smallest raise is proven: upper or open", funder)
    if not decision.call.searches_raises and (state not in {"open", "not_computed"} or stated["at_least"] is not None):
        findings.fail(f"{key}.state", state, "with reductions or minima no smallest raise is searched: open", funder)
        return False
    if state in {"none", "not_computed"}:
        findings.same(f"{key}.at_least", stated["at_least"], None, f"state {state}", funder)
    if state not in STATED:
        found = [stated[name] for name in ("raise", "enters", "leaves", "tied")]
        return findings.same(key, found, [None, [], [], []], f"state {state}: no raise, nobody", funder)
    allowed = {
        "leaves": decision.funded,
        "enters": call.eligible.keys() - decision.funded,
        "tied": call.eligible.keys(),
    }
    good = stated["raise"] is not None
    if not good:
        findings.fail(f"{key}.raise", None, f"state {state} states a raise", funder)
    for side, names in allowed.items():
        good &= findings.same(f"{key}.{side}", stated[side], sorted(names & set(stated[side])), "sorted, from those")
    if good and state == "exact":
        good = findings.same(f"{key}.at_least", stated["at_least"], stated["raise"], "exact: the raise", funder)
    return good


def _check_set(
    decision: Decision, funder: str, stated: dict[str, Any], key: str, portfolio: Portfolio | None, findings: Findings
) -> None:
    """The set that would be funded is affordable with the raise, larger, and needs it to the last unit."""
    if stated["tied"] or decision.call.top_up:  # what a top-up pays besides shows in the re-run
        return
    after = (decision.funded - set(stated["leaves"])) | set(stated["enters"])
    left = decision.call.left(after)
    place = [one.id for one in decision.call.funders].index(funder)
    left[place] += stated["raise"]
    if min(left) < 0:
        findings.fail(key, shown(after), "they are not affordable together after the raise", funder)
    if len(after) <= len(decision.funded):
        findings.fail(key, stated["enters"], f"no more are funded than now, {len(decision.funded)}", funder)
    if stated["state"] == "exact" and portfolio and left[place] > 0:
        findings.fail(f"{key}.raise", stated["raise"], f"{left[place]} less would pay for the same set", funder)
    if portfolio and portfolio.value(after) < portfolio.value(decision.funded):
        findings.fail(key, shown(after), "worse by the rule than the decision, which stays affordable", funder)


def _check_again(
    decision: Decision, again: Again, funder: str, stated: dict[str, Any], key: str, findings: Findings
) -> None:
    count = len(decision.funded)
    try:
        if stated["state"] in STATED:
            result = again.raised({funder: stated["raise"]})
            sides = {
                "enters": result.sure - decision.funded,
                "leaves": decision.funded - result.maybe,
                "tied": result.tied,
            }
            if result.least <= count:
                findings.fail(
                    f"{key}.raise", stated["raise"], f"after it {result.least} are funded, now {count}", funder
                )
            for side, expected in sides.items():
                findings.same(f"{key}.{side}", stated[side], sorted(expected), "the rule run again", funder)
        for raised in _smaller(decision, funder, stated):
            if again.raised({funder: raised}).least > count:
                findings.fail(f"{key}.raise", stated["raise"], f"{raised} is less, and more are funded", funder)
                return
    except UnsettledError:
        findings.open(f"{key}: too long to run again")


def _smaller(decision: Decision, funder: str, stated: dict[str, Any]) -> list[int]:
    """Raises that must not be enough: one unit less, and those that would just pay one more application."""
    place, call = [one.id for one in decision.call.funders].index(funder), decision.call
    most = max(0, call.left(call.eligible)[place] * -1)  # with it the funder can pay everybody
    limit = {"exact": stated["raise"], "none": most + 1}.get(stated["state"], stated["at_least"])
    if limit is None:
        return []
    limit = min(limit, most + 2)  # beyond that the funder can pay everybody, and nothing changes any more
    left = call.left(decision.funded)[place]
    lacks = {
        amount - left
        for name in call.eligible.keys() - decision.funded
        for at, amount in call.eligible[name].asks
        if at == place
    }
    return sorted({limit - 1, *sorted(one for one in lacks if 0 < one < limit)[:PROBES]} - {0, -1})
