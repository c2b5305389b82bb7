"""The rules against their worked calls and against complete enumeration."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import Selection, SelectionOptions, select
from tests.engines.selection.calls import ANSWERS, THRESHOLDS, WORKED, SmallCall
from tests.engines.selection.reference import results, smallest_raise, smallest_unlock

RULES = ("ranking", "gaps", "best", "sum")


def decide(call: SmallCall, rule: str, draw: str | None = None, **given_options: Any) -> Selection:
    given = {"bands": "column", "thresholds": THRESHOLDS, "tries": 100_000} | given_options
    options = SelectionOptions(rule, draw=draw, **given)  # type: ignore[arg-type]
    return select(**call.tables(), options=options)


@st.composite
def small_calls(draw: st.DrawFn, most: int = 7) -> SmallCall:
    """Up to seven applications asking up to three funders, in few amounts and scores so that ties are many."""
    count = draw(st.integers(1, most))
    amounts = st.sampled_from([1, 2, 3, 4, 5])
    applications = {}
    for one in "ABCDEFGHIJ"[:count]:
        funders = draw(st.sets(st.sampled_from("XYZ"), min_size=0, max_size=3))
        score = draw(st.sampled_from(["14", "13.5", "13", "12", "8"]))
        applications[one] = (score, {funder: draw(amounts) for funder in sorted(funders)})
    limit = draw(st.sampled_from([13.5, 13, 12]))
    return SmallCall(
        applications,
        {funder: draw(st.integers(0, 9)) for funder in "XYZ"},
        {one: 1 if float(score) >= limit else 2 for one, (score, _) in applications.items()},
        draw(st.one_of(st.none(), st.fixed_dictionaries({"X": st.integers(0, 4)}))),
    )


@pytest.mark.parametrize("number", WORKED)
@pytest.mark.parametrize("rule", RULES)
def test_a_worked_call_is_decided_as_the_rules_print_it(number: int, rule: str) -> None:
    found = decide(WORKED[number], rule)
    assert ("".join(found.funded), "".join(found.tied)) == ANSWERS[number][rule]


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(), draw=st.sampled_from([None, "2026", "7"]))
@settings(max_examples=400, deadline=None)
def test_a_decision_equals_complete_enumeration(rule: str, call: SmallCall, draw: str | None) -> None:
    possible = results(call, rule, draw)
    found = decide(call, rule, draw, reasons=False)
    assert set(found.funded) == frozenset.intersection(*possible)
    assert set(found.funded) | set(found.tied) == frozenset.union(*possible)
    assert found.complete
    assert found.ties_exact


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(most=6), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=150, deadline=None)
def test_the_smallest_unlock_equals_trying_all(rule: str, call: SmallCall, draw: str | None) -> None:
    found = decide(call, rule, draw)
    for one, reason in found.reasons.items():
        if reason.unlock.state != "not_computed":
            expected = smallest_unlock(call, rule, draw, one, frozenset(found.funded))
            assert (reason.unlock.state, reason.unlock.cost) == (
                ("exact", expected) if expected is not None else ("none", None)
            )


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=150, deadline=None)
def test_what_forcing_in_displaces_equals_complete_enumeration(rule: str, call: SmallCall, draw: str | None) -> None:
    found = decide(call, rule, draw)
    funded = set(found.funded)
    for one, reason in found.reasons.items():
        if reason.displaces.state == "not_computed":
            continue
        forced = results(call, rule, draw, inside=frozenset({one}))
        assert (reason.displaces.state == "impossible") == (not forced)
        if forced:
            always, sometimes = frozenset.intersection(*forced), frozenset.union(*forced)
            assert set(reason.displaces.leaves) == funded - sometimes
            assert set(reason.displaces.enters) == always - funded - {one}
            assert set(reason.displaces.tied) == sometimes - always


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(most=6), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=150, deadline=None)
def test_a_funders_next_raise_equals_trying_every_amount(rule: str, call: SmallCall, draw: str | None) -> None:
    found = decide(call, rule, draw)
    for funder, answer in found.next_raises.items():
        if answer.state != "not_computed":
            expected = smallest_raise(call, rule, draw, funder, len(found.funded))
            assert (answer.state, answer.amount) == (("exact", expected) if expected else ("none", None))


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls())
@settings(max_examples=150, deadline=None)
def test_whoever_is_not_funded_was_short_somewhere_or_is_told_another_reason(rule: str, call: SmallCall) -> None:
    found = decide(call, rule, draw="2026")
    left = dict(found.spending.select("funder_id", "left").iter_rows())
    for one, reason in found.reasons.items():
        asked = call.applications[one][1]
        assert reason.kind != "short" or reason.short
        if rule in ("best", "sum"):
            assert reason.short == {f: a - left[f] for f, a in asked.items() if a > left[f] and reason.kind != "funded"}
