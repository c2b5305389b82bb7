"""Everything that can be checked about a decision record, in order."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from renkei.records.verify import levels, optimum, steps
from renkei.records.verify.again import Again
from renkei.records.verify.call import call_from
from renkei.records.verify.conditions import refuse_unbearable
from renkei.records.verify.cuts import check_cuts
from renkei.records.verify.displaces import check_displaces
from renkei.records.verify.following import check_earlier, check_nothing_rerun, followed_by, left_by, without_drop_outs
from renkei.records.verify.frame import check_inputs, check_options, check_rates, read
from renkei.records.verify.keeping import check_conditions, check_reductions
from renkei.records.verify.options import options_of
from renkei.records.verify.outcomes import (
    Decision,
    check_everybody,
    check_pots,
    check_reserve,
    check_spending,
    check_standing,
    check_ties,
)
from renkei.records.verify.payers import UnverifiableError
from renkei.records.verify.portfolio import Portfolio
from renkei.records.verify.raises import check_next_raises
from renkei.records.verify.reasons import Background, check_reasons
from renkei.records.verify.search import UnsettledError, Work
from renkei.records.verify.settled import check_top_up
from renkei.records.verify.standing import check_order, restate
from renkei.records.verify.top_up import TopUp
from renkei.records.verify.topped import ToppedWalker
from renkei.records.verify.unlock import check_unlock
from renkei.records.verify.verdict import Findings, Verdict
from renkei.records.verify.zone import check_zone
from renkei.settings import Settings

RERUN = 10_000  # nodes of one question about a portfolio run again; a portfolio's node is dear, and questions are many
RERUNS = 300_000  # of all of them


def verify(
    record: bytes, settings: Settings, tables: Mapping[str, pl.DataFrame], earlier: bytes | None = None
) -> Verdict:
    """Check a decision record against the programme folder that it decides.

    Takes the record's bytes, the folder's settings and its tables (columns and types of `renkei.tables`). Recomputes in
    plain integers all that hashes cannot show, without the engine and without a solver, and says what it could not.
    `earlier` is the record that this one follows, after a drop-out; it is to be verified by itself.
    """
    findings = Findings()
    read_record = read(record, findings)
    if read_record is None:
        return findings.verdict()
    if earlier is not None and (before := read(earlier, findings)) is not None:
        check_earlier(read_record, before, findings)
    check_inputs(read_record, tables, findings)
    check_rates(read_record, tables, findings)
    check_options(read_record, settings, tables, findings)
    try:
        restated = restate(tables, options_of(read_record))
        check_order(read_record, restated, findings)
        followed = followed_by(read_record, findings, seen=earlier is not None)
        call = without_drop_outs(call_from(left_by(restated.tables, followed), options_of(read_record)), followed)
        refuse_unbearable(call)
        if check_everybody(read_record, call, findings):
            decision = check_reductions(read_record, call, findings)
            check_conditions(decision, tables["applications"].to_dicts(), findings)
            _check_decision(decision, findings)
    except UnverifiableError as error:
        findings.fail("inputs", "a folder that this format cannot decide", str(error))
    return findings.verdict()


def _check_decision(decision: Decision, findings: Findings) -> None:
    check_standing(decision, findings)
    check_spending(decision, findings)
    check_pots(decision, findings)
    check_ties(decision, findings)
    check_zone(decision, findings)
    check_reserve(decision, findings)
    _check_state(decision.record, findings)
    work = Work()
    if decision.call.top_up:
        _check_topped(decision, decision.call.top_up, work, findings)
    elif decision.call.options.walks:
        _check_walk(decision, work, findings)
    else:
        _check_portfolio(decision, work, findings)


def _check_state(record: Mapping[str, Any], findings: Findings) -> None:
    other = "bounds" if record["rule"] in {"ranking", "gaps"} else "steps"
    findings.same(other, record[other], [], f"rule {record['rule']} has none")
    if record["rule"] in {"ranking", "gaps"}:
        findings.same("cuts", record["cuts"], [], f"rule {record['rule']} has none")
    if record["rule"] in {"ranking", "gaps"} and record["state"] == "within":
        findings.open("the record says that the walk is the best found, not that it is complete")


def _check_walk(decision: Decision, work: Work, findings: Findings) -> None:
    if not steps.check_form(decision, findings):
        return
    steps.check_bounds(decision, findings)
    walker = steps.walker_of(decision, work)
    walk = steps.check_walk(decision, walker, findings)
    check_reasons(Background(decision, walk=walk), findings)
    _check_reruns(decision, Again(decision.asked_call, walker), None, findings)


def _check_topped(decision: Decision, top_up: TopUp, work: Work, findings: Findings) -> None:
    if not steps.check_form(decision, findings):
        return
    walker = ToppedWalker(decision.call, top_up, steps.walker_of(decision, work))
    check_reasons(check_top_up(decision, walker, findings), findings)
    _check_reruns(decision, Again(decision.asked_call, walker), None, findings)


def _check_portfolio(decision: Decision, work: Work, findings: Findings) -> None:
    portfolio = Portfolio(decision.call, decision.lot, work, hint=decision.funded)
    if not levels.check_form(decision, portfolio, findings):
        return
    cuts = check_cuts(decision, findings)
    if cuts is None:
        return
    portfolio = replace(portfolio, cuts=cuts)
    levels.check_bounds(decision, portfolio, findings)
    portfolio = replace(portfolio, bounds=levels.bounds_of(decision))
    best = optimum.check_values(decision, portfolio, findings)
    result = None
    if best is not None:
        optimum.check_exchanges(decision, portfolio, best, findings)
        result = optimum.check_proof(decision, portfolio, best, findings)
    in_some_best = None
    if result is not None and decision.record["ties"]["exact"]:
        in_some_best = result.maybe if decision.lot is None else _in_some_best(decision, portfolio)
    check_reasons(Background(decision, portfolio=portfolio, in_some_best=in_some_best), findings)
    again = replace(portfolio, work=Work(total=RERUNS, each=RERUN)) if result is not None else None
    _check_reruns(decision, Again(decision.call, again), portfolio, findings)


def _in_some_best(decision: Decision, portfolio: Portfolio) -> frozenset[str] | None:
    try:
        return portfolio.choice(decision.call.means, decision.call.fixed).extent[1]
    except UnsettledError:
        return None


def _check_reruns(decision: Decision, again: Again, portfolio: Portfolio | None, findings: Findings) -> None:
    if decision.follows:
        check_nothing_rerun(decision, findings)
        return
    outcomes, waiting = decision.outcomes, decision.call.eligible.keys() - decision.funded
    if not all("displaces" in outcomes[one]["reason"] for one in waiting):
        return  # its reason is one of somebody funded, or not eligible, which is said above
    check_displaces(decision, again, portfolio, findings)
    check_unlock(decision, again, findings)
    check_next_raises(decision, again, portfolio, findings)
