"""What a rule's definition, the money or a top-up cannot bear is refused in words."""

import pytest

from renkei.engines.selection import ConditionError
from renkei.tables import POTS
from tests.engines.selection.calls import frame
from tests.engines.selection.conditions.calls import ConditionCall, at_least, at_most, decide

CALL = ConditionCall(
    {"A": ("14", {"X": 60}), "B": ("13", {"X": 50, "Y": 20}), "C": ("7", {"Y": 10})},
    {"X": 100, "Y": 100},
    fields={"A": "AI", "B": "AI"},
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"forced": {"A": "in", "B": "in"}}, "together they ask 1.10 EUR of X, which has 1.00 EUR"),
        ({"forced": {"C": "in"}}, "forced in and not eligible are C .below_threshold."),
        (
            {"forced": {"A": "in", "B": "in"}, "budgets": {"X": 200, "Y": 200}, "sets": {"P": "AB"}},
            "they count 2 for set P, which allows 1",
        ),
        (
            {"forced": {"A": "in"}, "conditions": (at_most("0.50", "field", "AI", "money"),)},
            "they count 0.60 EUR for condition 1, which allows 0.50 EUR",
        ),
        ({"conditions": (at_most("0.005", "field", "AI", "money"),)}, "EUR has 2 decimals"),
        ({"conditions": (at_most("1.5", "field", "AI"),)}, "applications are counted whole"),
        ({"conditions": (at_most("9" * 20, "field", "AI"),)}, "larger than any amount"),
        (
            {"conditions": (at_most("1", "field", "AI"),), "budgets": {"condition 1": 1, "X": 1, "Y": 1}},
            "rename the funder",
        ),
    ],
)
def test_what_cannot_be_decided_is_refused_and_the_sums_are_named(change, said):
    with pytest.raises(ConditionError, match=said):
        decide(CALL.by(**change), "gaps")


@pytest.mark.parametrize("rule", ["ranking", "gaps"])
@pytest.mark.parametrize("of", ["applications", "money", "share_of_applications", "share_of_money"])
def test_a_rule_that_walks_down_cannot_bear_a_minimum(rule, of):
    with pytest.raises(ConditionError, match=f"a minimum, which {rule} cannot bear"):
        decide(CALL.by(conditions=(at_least("1", "size", "sme", of),)), rule)


def test_forcing_without_a_ground_is_refused():
    tables = CALL.by(forced={"A": "out"}).tables()
    with pytest.raises(ConditionError, match="no ground for forcing A"):
        decide(CALL, "gaps", tables=tables | {"applications": tables["applications"].with_columns(ground=None)})


@pytest.mark.parametrize(
    "change", [{"forced": {"A": "in"}}, {"sets": {"P": "AB"}}, {"conditions": (at_most("1", "field", "AI"),)}]
)
def test_beside_a_top_up_only_forcing_out_is_defined(change):
    pot = frame(POTS, pot_id=["T"], kind=["top_up"], currency=["EUR"], cap=[10], share=["0.33"], gap_part=["0.5"])
    with pytest.raises(ConditionError, match="beside a central top-up are not defined"):
        decide(CALL.by(**change), "ranking", tables=CALL.by(**change).tables() | {"pots": pot})
    out = CALL.by(forced={"A": "out"})
    assert decide(out, "ranking", tables=out.tables() | {"pots": pot}).funded == ("B",)


def test_under_a_binding_ranking_the_result_says_that_it_departs():
    found = decide(CALL.by(forced={"B": "in"}), "ranking")
    assert found.funded == ("B",)
    assert found.conditions is not None
    assert found.conditions.departs
    assert not decide(CALL.by(forced={"B": "in"}), "gaps").conditions.departs
