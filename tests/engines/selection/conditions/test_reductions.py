"""Reductions at the cut: against trying every rate, and what cannot bear them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import ConditionError, SelectionError
from renkei.tables import CONTRIBUTIONS, POTS
from tests.engines.selection.calls import frame
from tests.engines.selection.conditions.calls import ConditionCall, decide
from tests.engines.selection.conditions.generated import condition_calls
from tests.engines.selection.conditions.reduction_reference import outcomes


@st.composite
def reducing_calls(draw: st.DrawFn, most: int = 6) -> ConditionCall:
    """Calls with every side condition, larger amounts, and partners that consent or do not."""
    call = draw(condition_calls(most))
    applications = {
        one: (score, {funder: amount * 10 + draw(st.integers(0, 9)) for funder, amount in asks.items()})
        for one, (score, asks) in call.applications.items()
    }
    partners = [(one, funder) for one, (_, asks) in applications.items() for funder in asks]
    return call.by(
        applications=applications,
        budgets={funder: draw(st.integers(0, 120)) for funder in call.budgets},
        most=draw(st.dictionaries(st.sampled_from("XY"), st.sampled_from(["0.5", "10", "33.33", "60"]), max_size=2)),
        consent=frozenset(partner for partner in partners if draw(st.integers(0, 3))),
        conditions=call.conditions if draw(st.booleans()) else (),
    )


@pytest.mark.parametrize("rule", ["ranking", "gaps"])
@given(call=reducing_calls(), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=60, deadline=None)
def test_what_is_funded_and_granted_equals_trying_every_rate(rule: str, call: ConditionCall, draw: str | None) -> None:
    possible = outcomes(call, rule, draw)
    if not possible:
        with pytest.raises(SelectionError, match="forced in are"):
            decide(call, rule, draw, reasons=False)
        return
    found = decide(call, rule, draw, reasons=False)
    assert set(found.funded) == frozenset.intersection(*(one.funded for one in possible))
    assert set(found.funded) | set(found.tied) == frozenset.union(*(one.funded for one in possible))
    granted = {} if found.reduced is None else found.reduced.granted
    assert {(one, p): r.granted for one, all_ in granted.items() for p, r in all_.items()} == dict(possible[0].granted)
    assert (dict(found.reduced.rates) if found.reduced else {}) == dict(possible[0].rates)
    spent = {
        funder: sum(
            dict(possible[0].granted).get((one, funder), call.applications[one][1].get(funder, 0))
            for one in found.funded
        )
        for funder in call.budgets
    }
    assert dict(found.spending.select("funder_id", "committed").iter_rows()) == spent


@pytest.mark.parametrize("rule", ["ranking", "gaps"])
@given(call=reducing_calls(most=5), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=20, deadline=None)
def test_what_forcing_in_displaces_is_found_with_the_reduction_made_anew(
    rule: str, call: ConditionCall, draw: str | None
) -> None:
    if not outcomes(call, rule, draw):
        return
    found = decide(call, rule, draw)
    for one, reason in found.reasons.items():
        if reason.displaces.state == "not_computed":
            continue
        forced = [outcome.funded for outcome in outcomes(call, rule, draw, frozenset({one}))]
        assert (reason.displaces.state == "impossible") == (not forced)
        if forced:
            assert set(reason.displaces.leaves) == set(found.funded) - frozenset.union(*forced)
            assert set(reason.displaces.enters) == frozenset.intersection(*forced) - set(found.funded) - {one}
        if call.most:
            assert reason.unlock.state == "open"


CALL = ConditionCall(
    {"A": ("14", {"X": 6000}), "B": ("13", {"X": 5000, "Y": 2000}), "C": ("12", {"Y": 1000})},
    {"X": 10_000, "Y": 10_000},
    most={"X": "20"},
    consent=frozenset({("A", "X"), ("B", "X"), ("B", "Y")}),
)


def test_the_cut_is_paid_whole_at_the_smallest_rate_and_a_binding_ranking_stops_there() -> None:
    found = decide(CALL, "ranking")
    assert found.funded == ("A", "B")
    assert found.reduced is not None
    assert dict(found.reduced.rates) == {"X": Decimal("20")}
    assert found.reduced.granted["B"]["X"].granted == 4000
    assert "A" not in found.reduced.granted  # it stands above the cut
    assert (found.reasons["C"].kind, found.reasons["C"].at) == ("stopped", "13")
    assert decide(CALL, "gaps").funded == ("A", "B", "C")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"most": {"X": "19.99"}}, "a cent too little"),
        ({"consent": frozenset({("A", "X"), ("B", "Y")})}, "its partner does not consent"),
        ({"budgets": {"X": 10_000, "Y": 1999}}, "another agency lacks money, and reduces nothing"),
    ],
)
def test_without_enough_to_save_nothing_is_reduced(change: dict[str, object], why: str) -> None:
    found = decide(CALL.by(**change), "gaps")
    assert found.reduced is not None, why
    assert (found.reduced.at, found.funded) == (None, ("A", "C"))


@pytest.mark.parametrize("rule", ["best", "sum"])
def test_a_rule_without_a_cut_cannot_bear_reductions(rule: str) -> None:
    with pytest.raises(ConditionError, match=f"the rule {rule} has no cut at which to reduce"):
        decide(CALL, rule)


def test_reductions_beside_a_top_up_or_by_a_pot_are_refused() -> None:
    tables = CALL.tables()
    top_up = frame(POTS, pot_id=["T"], kind=["top_up"], currency=["EUR"], cap=[10], share=["0.33"], gap_part=["0.5"])
    with pytest.raises(ConditionError, match="beside a central top-up are not defined"):
        decide(CALL, "gaps", tables=tables | {"pots": top_up})
    pooled = tables | {
        "funders": tables["funders"].with_columns(pot=tables["funders"]["pot"].fill_null("real")),
        "pots": frame(POTS, pot_id=["P"], kind=["real"], currency=["EUR"]),
        "contributions": frame(
            CONTRIBUTIONS, pot_id=["P", "P"], funder_id=["X", "Y"], amount=[1, 1], currency=["EUR"] * 2
        ),
    }
    with pytest.raises(ConditionError, match="a real pot pays for X"):
        decide(CALL, "gaps", tables=pooled)
