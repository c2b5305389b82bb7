"""Records of calls with side conditions: written by the engine, they hold; two programs come to the same."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.records.verify import verify
from renkei.records.write import write
from renkei.settings import SelectionSettings, Settings, Thresholds
from tests.engines.selection.conditions.calls import ConditionCall, decide
from tests.engines.selection.conditions.generated import condition_calls
from tests.engines.selection.conditions.reduction_reference import outcomes
from tests.engines.selection.conditions.reference import results
from tests.engines.selection.conditions.test_minima import minimum_calls, possible
from tests.engines.selection.conditions.test_reductions import reducing_calls


def settings_of(call: ConditionCall, rule: str, ties: tuple[str, ...] = ()) -> Settings:
    selection = SelectionSettings(rule=rule, bands="column", conditions=call.conditions, tie_criteria=ties)  # type: ignore[arg-type]
    return Settings("a call", reporting_currency="EUR", thresholds=Thresholds(total=Decimal(8)), selection=selection)


def written(call: ConditionCall, rule: str, draw: str | None, ties: tuple[str, ...] = ()) -> bytes:
    found = decide(call, rule, draw, tries=None, reporting_currency="EUR", tie_criteria=ties)
    return write(found, settings_of(call, rule, ties), call.tables())


@pytest.mark.parametrize("rule", ["ranking", "gaps", "best", "sum"])
@given(call=condition_calls(most=7), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=15, deadline=None)
def test_the_record_that_select_writes_holds(rule: str, call: ConditionCall, draw: str | None) -> None:
    if results(call, rule, draw):
        verdict = verify(written(call, rule, draw), settings_of(call, rule), call.tables())
        assert not verdict.failures, "\n".join(map(str, verdict.failures))


@pytest.mark.parametrize("ties", [("under_spent",), ("sme_share", "under_spent")])
@given(call=condition_calls(most=7))
@settings(max_examples=15, deadline=None)
def test_tie_criteria_look_at_money_alone(ties: tuple[str, ...], call: ConditionCall) -> None:
    if results(call, "gaps", None):
        verdict = verify(written(call, "gaps", None, ties), settings_of(call, "gaps", ties), call.tables())
        assert not verdict.failures, "\n".join(map(str, verdict.failures))


@pytest.mark.parametrize("rule", ["ranking", "gaps"])
@given(call=reducing_calls(), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=15, deadline=None)
def test_the_record_of_a_reduction_holds(rule: str, call: ConditionCall, draw: str | None) -> None:
    if outcomes(call, rule, draw):
        verdict = verify(written(call, rule, draw), settings_of(call, rule), call.tables())
        assert not verdict.failures, "\n".join(map(str, verdict.failures))


@pytest.mark.parametrize("rule", ["best", "sum"])
@given(call=minimum_calls(), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=15, deadline=None)
def test_the_record_of_a_call_with_minima_holds(rule: str, call: ConditionCall, draw: str | None) -> None:
    if possible(call, rule, draw):
        verdict = verify(written(call, rule, draw), settings_of(call, rule), call.tables())
        assert not verdict.failures, "\n".join(map(str, verdict.failures))
