"""The rules with side conditions against complete enumeration."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import SelectionError
from tests.engines.selection.conditions.calls import ConditionCall, decide
from tests.engines.selection.conditions.generated import condition_calls
from tests.engines.selection.conditions.reference import results, smallest_raise, smallest_unlock

RULES = ("ranking", "gaps", "best", "sum")


@pytest.mark.parametrize("rule", RULES)
@given(call=condition_calls(), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=50, deadline=None)
def test_a_decision_equals_complete_enumeration(rule: str, call: ConditionCall, draw: str | None) -> None:
    possible = results(call, rule, draw)
    if not possible:
        with pytest.raises(SelectionError, match="forced in are"):
            decide(call, rule, draw, reasons=False)
        return
    found = decide(call, rule, draw, reasons=False)
    assert set(found.funded) == frozenset.intersection(*possible)
    assert set(found.funded) | set(found.tied) == frozenset.union(*possible)
    assert found.complete


@pytest.mark.parametrize("rule", RULES)
@given(call=condition_calls(most=5), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=10, deadline=None)
def test_every_reason_equals_complete_enumeration(rule: str, call: ConditionCall, draw: str | None) -> None:
    if not results(call, rule, draw):
        return
    found = decide(call, rule, draw)
    funded = frozenset(found.funded)
    for one, reason in found.reasons.items():
        if reason.displaces.state != "not_computed":
            forced = results(call, rule, draw, inside=frozenset({one}))
            assert (reason.displaces.state == "impossible") == (not forced)
            if forced:
                always, sometimes = frozenset.intersection(*forced), frozenset.union(*forced)
                assert set(reason.displaces.leaves) == funded - sometimes
                assert set(reason.displaces.enters) == always - funded - {one}
        if reason.unlock.state != "not_computed":
            expected = smallest_unlock(call, rule, draw, one, funded)
            state = "none" if expected is None else "exact"
            assert (reason.unlock.state, reason.unlock.cost) == (state, expected)
    for funder, answer in found.next_raises.items():
        if answer.state != "not_computed":
            expected = smallest_raise(call, rule, draw, funder, len(funded))
            assert (answer.state, answer.amount) == (("exact", expected) if expected else ("none", None))
