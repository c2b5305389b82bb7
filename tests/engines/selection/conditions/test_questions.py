"""What asks about a decision, or follows it, treats side conditions as `select` does, or says that it cannot."""

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from renkei.engines.selection import ConditionError, SelectionError, SelectionOptions, grey_zone, invite, select
from renkei.engines.selection.drop_out import Follows, after_drop_outs
from renkei.engines.selection.what_if import Change, Meeting, WhatIf
from renkei.settings import Lottery
from tests.engines.selection.calls import THRESHOLDS
from tests.engines.selection.conditions.calls import ConditionCall, at_least, at_most
from tests.engines.selection.conditions.generated import condition_calls
from tests.engines.selection.conditions.reduction_reference import outcomes
from tests.engines.selection.conditions.reference import eligible, results, smallest_raise, smallest_unlock
from tests.engines.selection.conditions.test_reductions import reducing_calls

RULES = ("ranking", "gaps", "best", "sum")
PLAIN = ConditionCall({"A": ("14", {"X": 60}), "B": ("13", {"X": 50, "Y": 20})}, {"X": 100, "Y": 100})
FORCED_IN, SETS = PLAIN.by(forced={"A": "in"}), PLAIN.by(sets={"P": "AB"})
LIMITED = PLAIN.by(conditions=(at_most("1", "field", "AI"),))
MINIMUM = PLAIN.by(conditions=(at_least("0", "field", "AI"),))
REDUCING = PLAIN.by(most={"X": "10"}, consent=frozenset({("A", "X")}))
INTERVALS = Lottery(width=Decimal(1), draw_named="the lottery of 2 May")


def options(call: ConditionCall, rule: str, draw: str | None = None, **more: Any) -> SelectionOptions:
    given = {"bands": "column", "thresholds": THRESHOLDS, "conditions": call.conditions, "draw": draw} | more
    return SelectionOptions(rule, **given)  # type: ignore[arg-type]


def certain(call: ConditionCall) -> dict[str, pl.DataFrame]:
    """The tables with scores that are certain."""
    tables = call.tables()
    return tables | {"applications": tables["applications"].with_columns(score_error=pl.lit(0, pl.Decimal(38, 6)))}


def asked(call: ConditionCall, rule: str, change: Change, draw: str | None) -> WhatIf:
    *_, last = Meeting(call.tables(), options(call, rule, draw)).ask(change)
    return last


@pytest.mark.parametrize("rule", RULES)
@given(
    call=condition_calls(),
    raises=st.dictionaries(st.sampled_from("XY"), st.integers(0, 6)),
    draw=st.sampled_from([None, "2026"]),
)
@settings(max_examples=25, deadline=None)
def test_a_simulation_equals_complete_enumeration(
    rule: str, call: ConditionCall, raises: dict[str, int], draw: str | None
) -> None:
    if not results(call, rule, draw):
        with pytest.raises(SelectionError, match="forced in are"):
            asked(call, rule, Change(), draw)
        return
    found = asked(call, rule, Change(raises=raises), draw).after
    possible = results(call, rule, draw, raises=raises)
    assert set(found.funded) == frozenset.intersection(*possible)
    assert set(found.funded) | set(found.tied) == frozenset.union(*possible)
    assert found.complete


@pytest.mark.parametrize("rule", RULES)
@given(call=condition_calls(most=5))
@settings(max_examples=10, deadline=None)
def test_the_cheapest_raise_beside_side_conditions_equals_trying_all(rule: str, call: ConditionCall) -> None:
    possible = results(call, rule, "2026")
    assume(possible)
    (funded,) = possible
    found = asked(call, rule, Change(), "2026").cheapest
    costs = [smallest_raise(call, rule, "2026", funder, len(funded)) for funder in call.budgets]
    costs += [smallest_unlock(call, rule, "2026", one, funded) for one in set(eligible(call)) - funded]
    known = [cost for cost in costs if cost is not None]
    assert (found.cost, found.state) == (min(known, default=None), "exact" if known else "none")


@pytest.mark.parametrize("rule", RULES)
@given(call=condition_calls(most=5))
@settings(max_examples=15, deadline=None)
def test_where_scores_are_certain_only_the_lot_makes_a_grey_zone(rule: str, call: ConditionCall) -> None:
    possible = results(call, rule, None)
    assume(possible)
    found = grey_zone(certain(call), options(call, rule), 12).applications
    times = dict(found.select("application_id", "funded").iter_rows())
    assert {one for one in times if times[one] == 12} >= frozenset.intersection(*possible)
    assert {one for one in times if times[one]} <= frozenset.union(*possible)


@pytest.mark.parametrize("rule", ["ranking", "gaps"])
@given(call=reducing_calls())
@settings(max_examples=25, deadline=None)
def test_the_grey_zone_reduces_at_the_cut_as_the_rule_does(rule: str, call: ConditionCall) -> None:
    possible = outcomes(call, rule, None)
    assume(possible)
    found = grey_zone(certain(call), options(call, rule), 12).applications
    times = dict(found.select("application_id", "funded").iter_rows())
    assert {one for one in times if times[one] == 12} >= frozenset.intersection(*(one.funded for one in possible))
    assert {one for one in times if times[one]} <= frozenset.union(*(one.funded for one in possible))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (FORCED_IN, "forced in applications"),
        (PLAIN.by(forced={"A": "out"}), "forced in applications"),
        (SETS, "the table exclusive"),
        (LIMITED, "conditions: in programme.yaml"),
        (REDUCING, "max_reduction in funders"),
    ],
)
def test_an_invitation_bears_no_side_condition_and_no_reduction(call: ConditionCall, said: str) -> None:
    with pytest.raises(SelectionError, match=said):
        invite(call.tables(), options(call, "gaps"), Decimal(2))


@pytest.mark.parametrize("call", [FORCED_IN, SETS, LIMITED, REDUCING])
def test_lots_by_intervals_bear_nothing_that_moves_the_funding_line(call: ConditionCall) -> None:
    with pytest.raises(ConditionError, match="lots by score intervals beside"):
        select(**certain(call), options=options(call, "gaps", lottery=INTERVALS))


@pytest.mark.parametrize(
    ("call", "rule", "more", "said"),
    [
        (FORCED_IN, "gaps", {}, "beside forcing in"),
        (SETS, "best", {}, "exclusive sets"),
        (LIMITED, "gaps", {}, "side conditions"),
        (MINIMUM, "best", {}, "side conditions"),
        (REDUCING, "gaps", {}, "reductions at the cut"),
        (PLAIN, "gaps", {"lottery": Lottery(Decimal(1), draw_named="the lottery of 2 May")}, "a lottery"),
    ],
)
def test_a_drop_out_beside_what_no_rule_settles_anew_is_refused(
    call: ConditionCall, rule: str, more: dict[str, Any], said: str
) -> None:
    follows = Follows("0" * 64, ("A", "B"), {"B": "withdrawn"})
    with pytest.raises(SelectionError, match=said):
        after_drop_outs(call.tables(), options(call, rule, **more), follows)


def test_who_is_forced_out_does_not_move_up() -> None:
    call = PLAIN.by(applications=PLAIN.applications | {"C": ("12", {"X": 50}), "D": ("11", {"X": 50})})
    call = call.by(forced={"C": "out"})
    found = after_drop_outs(call.tables(), options(call, "gaps"), Follows("0" * 64, ("A",), {"A": "withdrawn"}))
    assert found.funded == ("B", "D")
    assert found.reasons["C"].because == "forced_out"


@pytest.mark.parametrize(
    ("call", "rule", "more", "said"),
    [
        (MINIMUM, "sum", {}, "a call with minima is not simulated"),
        (REDUCING, "gaps", {}, "a call with reductions at the cut is not simulated"),
        (PLAIN, "gaps", {"lottery": INTERVALS}, "lots by score intervals is not simulated"),
    ],
)
def test_what_a_raise_moves_in_ways_not_followed_is_not_simulated(
    call: ConditionCall, rule: str, more: dict[str, Any], said: str
) -> None:
    with pytest.raises(SelectionError, match=said):
        Meeting(certain(call), options(call, rule, **more))


def test_one_cannot_be_forced_in_and_out() -> None:
    change = Change(out={"A": "withdrawn"}, inside={"A": "agreed", "Q": ""})
    with pytest.raises(SelectionError) as refused:
        next(Meeting(PLAIN.tables(), options(PLAIN, "gaps")).ask(change))
    said = str(refused.value).split("\n")
    assert said == [
        "force in Q: there is no such application",
        "force in Q: say on which ground",
        "force out A: it is to be forced in as well",
    ]
