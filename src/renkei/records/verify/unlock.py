"""The raises that would fund an application beside all that is funded: enough, within limits, the cheapest."""

import heapq
from collections.abc import Iterator, Mapping
from typing import Any

from renkei.records.verify.again import Again
from renkei.records.verify.outcomes import Decision
from renkei.records.verify.search import UnsettledError
from renkei.records.verify.verdict import Findings, shown

TRIES = 12  # re-runs spent on one application's question whether anything is cheaper
SETS = 400
STATED = {"exact", "upper"}
Raises = dict[str, int]


def check_unlock(decision: Decision, again: Again, findings: Findings) -> None:
    """Every reason's `unlock`."""
    findings.check("what would unlock an application: the cost, the limits, that it works, and that less does not")
    for name in sorted(decision.call.eligible.keys() - decision.funded):
        stated, key = decision.outcomes[name]["reason"]["unlock"], f"outcomes.{name}.reason.unlock"
        _check_state(decision, stated, key, findings, name)
        if stated["state"] in STATED and _check_amounts(decision, name, stated, key, findings):
            _check_again(decision, again, name, stated, key, findings)
        if stated["state"] == "none":
            _check_none(decision, again, name, key, findings)
        if stated["state"] == "open" and stated["at_least"] is not None:
            _check_at_least(decision, again, name, stated["at_least"], key, findings)


def _check_state(decision: Decision, stated: dict[str, Any], key: str, findings: Findings, name: str) -> None:
    state = stated["state"]
    if decision.tied and state != "not_computed":
        findings.fail(f"{key}.state", state, "not_computed: it depends on the draw while a tie is open", name)
    if state not in STATED:
        findings.same(f"{key}.raises", stated["raises"], {}, f"state {state}", name)
        findings.same(f"{key}.cost", stated["cost"], None, f"state {state}", name)
    if state == "not_computed" and decision.owes_reasons:
        findings.reason_owed(key, name)
    elif state in {"open", "not_computed"} and not decision.tied:
        findings.open(f"{key}: the record does not say ({state})")
    if decision.call.top_up and (state in {"exact", "none"} or stated["at_least"] is not None):
        findings.fail(f"{key}.state", state, "beside a top-up no smallest raise is proven: upper or open", name)
    if not decision.call.searches_raises and (state not in {"open", "not_computed"} or stated["at_least"] is not None):
        findings.fail(f"{key}.state", state, "with reductions or minima no smallest raise is searched: open", name)
    if state in {"none", "not_computed"}:
        findings.same(f"{key}.at_least", stated["at_least"], None, f"state {state}", name)


def _check_amounts(decision: Decision, name: str, stated: dict[str, Any], key: str, findings: Findings) -> bool:
    call, raises = decision.call, stated["raises"]
    known = sorted(raises.keys() & {one.id for one in call.funders})
    if not findings.same(f"{key}.raises", sorted(raises), known, "funders"):
        return False
    good = findings.same(
        f"{key}.cost", stated["cost"], call.cost(raises), "each raise converted, rounded half up", name
    )
    if stated["state"] == "exact":
        good &= findings.same(f"{key}.at_least", stated["at_least"], stated["cost"], "exact: the cost", name)
    elif stated["at_least"] is not None and stated["at_least"] > stated["cost"]:
        findings.fail(f"{key}.at_least", stated["at_least"], f"the raises cost {stated['cost']}", name)
    for funder, limit in _limits(decision).items():
        if raises.get(funder, 0) > limit:
            findings.fail(f"{key}.raises.{funder}", raises[funder], f"{funder} may raise {limit} at most", name)
            good = False
    lacking = {} if decision.call.top_up else shortfall(decision, needed(decision, decision.funded | {name}))
    for funder, lack in lacking.items():
        if raises.get(funder, 0) < lack:
            findings.fail(f"{key}.raises.{funder}", raises.get(funder, 0), f"{funder} lacks {lack} for it", name)
            good = False
    return good


def _check_again(
    decision: Decision, again: Again, name: str, stated: dict[str, Any], key: str, findings: Findings
) -> None:
    wanted = decision.funded | {name}
    try:
        missing = wanted - again.raised(stated["raises"]).sure
        if missing:
            findings.fail(f"{key}.raises", stated["raises"], f"after them {shown(missing)} would not be funded", name)
            return
    except UnsettledError:
        findings.open(f"{key}: too long to run again")
        return
    try:
        if stated["state"] == "exact":
            _check_smallest(decision, again, name, stated, key, findings)
    except UnsettledError:
        findings.open(f"{key}: the raises are enough; that no cheaper ones are is too long to search")


def _check_smallest(
    decision: Decision, again: Again, name: str, stated: dict[str, Any], key: str, findings: Findings
) -> None:
    wanted, found = decision.funded | {name}, None
    least = shortfall(decision, needed(decision, wanted))
    for funder, amount in stated["raises"].items():
        less = {**stated["raises"], funder: amount - 1}
        if amount > least.get(funder, 0) and wanted <= again.raised(less).sure:
            found = less
    found = found or cheapest(decision, again, name, below=stated["cost"])
    if found:
        findings.fail(f"{key}.raises", stated["raises"], f"{shown(found)} is less, and enough", name)


def _check_at_least(decision: Decision, again: Again, name: str, at_least: int, key: str, findings: Findings) -> None:
    """No raises that cost less than what is said to be needed may do; to pay for everybody always does."""
    try:
        found = cheapest(decision, again, name, below=at_least)
    except UnsettledError:
        found = shortfall(decision, frozenset(decision.call.eligible))
        within = all(found.get(funder, 0) <= limit for funder, limit in _limits(decision).items())
        if not within or decision.call.cost(found) >= at_least:
            return
    if found is not None:
        cost = decision.call.cost(found)
        findings.fail(f"{key}.at_least", at_least, f"raises of {shown(found)} would do and cost {cost}", name)


def _check_none(decision: Decision, again: Again, name: str, key: str, findings: Findings) -> None:
    limits, wanted = _limits(decision), needed(decision, decision.funded | {name})
    lack = shortfall(decision, wanted)
    if any(amount > limits[funder] for funder, amount in lack.items() if funder in limits):
        return
    try:
        found = cheapest(decision, again, name, below=None)
    except UnsettledError:
        findings.open(f"{key}: that no raise at all would do is too long to search")
        return
    if found is not None:
        findings.fail(f"{key}.state", "none", f"raises of {shown(found)} would do", name)


def cheapest(decision: Decision, again: Again, name: str, below: int | None) -> Raises | None:
    """The cheapest raises, cheaper than `below`, after which the wanted are funded for certain; None: there are none.

    A raise that is enough pays for all that is then funded, and to pay for just that is enough as well: so the sets
    that hold the wanted are tried from the cheapest. UnsettledError after `TRIES` re-runs, or where a tie criterion
    looks at the money left.
    """
    if "under_spent" in decision.call.options.tie_criteria and decision.call.options.walks:
        raise UnsettledError
    wanted, tried = decision.funded | {name}, set[tuple[tuple[str, int], ...]]()
    for raises in _from_the_cheapest(decision, wanted, below):
        what = tuple(sorted(raises.items()))
        if what in tried:
            continue
        if len(tried) >= TRIES:
            raise UnsettledError
        tried.add(what)
        if wanted <= again.raised(raises).sure:
            return raises
    return None


def _from_the_cheapest(decision: Decision, wanted: frozenset[str], below: int | None) -> Iterator[Raises]:
    """The shortfalls of all sets that hold the wanted, from the cheapest, within the funders' limits."""
    heap: list[tuple[int, list[str]]] = []
    seen = set[frozenset[str]]()

    def push(names: frozenset[str]) -> None:
        raises = shortfall(decision, names)
        cost = decision.call.cost(raises)
        within = all(raises.get(funder, 0) <= limit for funder, limit in _limits(decision).items())
        if names not in seen and within and (below is None or cost < below):
            seen.add(names)
            heapq.heappush(heap, (cost, sorted(names)))

    push(needed(decision, wanted))
    while heap:
        _, names = heapq.heappop(heap)
        yield shortfall(decision, frozenset(names))
        for other in sorted(decision.call.eligible.keys() - set(names)):
            push(needed(decision, frozenset([*names, other])))
        if len(seen) > SETS:
            raise UnsettledError


def needed(decision: Decision, wanted: frozenset[str]) -> frozenset[str]:
    """All that must be paid for the wanted: a binding ranking comes to a group only past whole groups."""
    if not decision.call.options.stops:
        return wanted
    lowest = max((decision.call.ranks[one] for one in wanted - decision.call.forced), default=0)
    return wanted | {one for one, rank in decision.call.ranks.items() if rank < lowest}


def shortfall(decision: Decision, names: frozenset[str]) -> Raises:
    """Funder (or limit) → what it lacks for all of the applications."""
    pairs = zip(decision.call.rows, decision.call.left(names), strict=True)
    return {row: -left for row, left in pairs if left < 0}


def _limits(decision: Decision) -> Mapping[str, int]:
    """The most that may be raised, where that is limited; a limit of the call is not raised at all."""
    own = {funder.id: funder.possible for funder in decision.call.funders if funder.possible is not None}
    return own | {limit.name: 0 for limit in decision.call.limits}
