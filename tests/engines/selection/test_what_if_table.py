"""The table of rules and raises: each row is what deciding would bring, and no row marked is beaten."""

from decimal import Decimal
from fractions import Fraction
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection.what_if import Change, Compared, Meeting, Row, compare, usual_raises
from renkei.settings import RULES
from tests.engines.selection.calls import WORKED, SmallCall
from tests.engines.selection.test_select import small_calls
from tests.engines.selection.test_what_if import afresh, options


def without_end():
    return lambda: inf


def compared(call: SmallCall, raises=()) -> Compared:
    return compare(Meeting(call.tables(), options("gaps", "2026")), list(raises), without_end)


@given(call=small_calls(most=5), amount=st.integers(0, 6))
@settings(max_examples=20, deadline=None)
def test_each_row_is_what_deciding_with_that_raise_brings(call: SmallCall, amount: int) -> None:
    found = compared(call, [("X", amount)])
    assert [row.rule for row in found.rows] == [rule for rule in RULES for _ in range(2)]
    for row in found.rows:
        decided = afresh(call.tables(), Change(raises=dict([row.raised] if row.raised else [])), row.rule, "2026")
        scores = [Fraction(Decimal(call.applications[one][0])) for one in decided.funded]
        passed = [one for one, reason in decided.reasons.items() if reason.passed_over_for]
        assert row.number == len(decided.funded)
        assert row.mean_score == (sum(scores) / len(scores) if scores else None)
        assert row.idle == decided.spending["left"].sum()
        assert row.passed_over == len(passed)
        assert row.cost == (row.raised[1] if row.raised else 0)


@given(call=small_calls(most=5))
@settings(max_examples=20, deadline=None)
def test_a_row_is_beaten_where_another_is_as_good_in_all_and_better_in_one(call: SmallCall) -> None:
    rows = compared(call, [("X", 2), ("Y", 3)]).rows
    for row in rows:
        assert row.beaten == any(better(other, row) for other in rows)


def better(one: Row, other: Row) -> bool:
    pairs = [
        (one.number, other.number),
        (one.mean_score or 0, other.mean_score or 0),
        (-one.idle, -other.idle),
        (-one.passed_over, -other.passed_over),
        (-one.cost, -other.cost),
    ]
    return all(mine >= theirs for mine, theirs in pairs) and any(mine > theirs for mine, theirs in pairs)


def test_a_rule_that_cannot_decide_the_call_is_left_out_in_words() -> None:
    given_options = options("gaps")
    meeting = Meeting(WORKED[1].tables(), given_options.__class__("gaps", thresholds=given_options.thresholds))
    found = compare(meeting, [], without_end)
    assert {row.rule for row in found.rows} == {"ranking", "gaps", "sum"}
    assert "bands" in found.left_out["best"]


def test_the_raises_tried_are_the_possible_ones_or_else_each_funders_next() -> None:
    call = WORKED[1]
    stated = SmallCall(call.applications, call.budgets, call.bands, {"X": 30, "Z": 20})
    assert usual_raises(Meeting(stated.tables(), options("gaps"))) == [("Z", 20), ("X", 30)]
    assert usual_raises(Meeting(call.tables(), options("gaps"))) == [("X", 50)]  # B lacks X 50 and Z no money
    assert usual_raises(Meeting(call.tables(), options("best"))) == []
