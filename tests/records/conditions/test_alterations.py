"""One thing changed in a true record of a call with side conditions, and hashed again: it fails and is named."""

import json

import pytest

from renkei.records.canonical import dump
from renkei.records.verify import verify
from tests.engines.selection.conditions.calls import ConditionCall, at_least, at_most
from tests.records.conditions.test_records_that_hold import settings_of, written
from tests.records.test_schema import put

CALL = ConditionCall(
    {
        "A": ("14", {"X": 4}),
        "B": ("13.5", {"X": 4}),
        "C": ("13", {"X": 1, "Y": 2}),
        "D": ("12", {"Y": 3}),
        "E": ("11", {"Y": 1}),
        "F": ("10", {"X": 1}),
    },
    {"X": 10, "Y": 5},
    fields=dict.fromkeys("ABC", "AI"),
    countries={("C", "Y"): "FI", ("D", "Y"): "FI", ("E", "Y"): "FI"},
    forced={"E": "in", "F": "out"},
    sets={"twins": "DE"},
    conditions=(at_most("2", "field", "AI"), at_most("0.05", "country", "FI", "money")),
)
RECORDS = {rule: json.loads(written(CALL, rule, None)) for rule in ("ranking", "gaps", "best", "sum")}
EVERY = ("ranking", "gaps", "best", "sum")

ALTERED = [
    (EVERY, "conditions", None, "conditions: found nothing"),
    (EVERY, "conditions.limits.condition 1.most", 3, "conditions.limits.condition 1.most"),
    (EVERY, "conditions.limits.condition 1.counts", {"A": 1}, "conditions.limits.condition 1.counts"),
    (EVERY, "conditions.limits.condition 1.committed", 1, "conditions.limits.condition 1.committed"),
    (EVERY, "conditions.limits.condition 2.left", 5, "conditions.limits.condition 2.left"),
    (EVERY, "conditions.limits.condition 2.ground", "another", "conditions.limits.condition 2.ground"),
    (EVERY, "conditions.limits.set twins.kind", "condition", "conditions.limits.set twins.kind"),
    (EVERY, "conditions.limits.condition 2.of", "applications", "conditions.limits.condition 2.of"),
    (EVERY, "conditions.forced", {}, "conditions.forced"),
    (EVERY, "conditions.forced.E.ground", "because", "conditions.forced.E.ground"),
    (EVERY, "conditions.forced.F.way", "in", "conditions.forced.F.way"),
    (("ranking",), "conditions.departs", False, "conditions.departs"),
    (("gaps", "best", "sum"), "conditions.departs", True, "conditions.departs"),
    (EVERY, "options.conditions", [], "overrides does not list conditions"),
    (EVERY, "options.conditions.0.limit", "3", "overrides does not list conditions"),
    (EVERY, "inputs.exclusive", "0" * 64, "inputs.exclusive"),
    (EVERY, "outcomes.E.outcome", "not_funded", "outcomes.E"),
    (EVERY, "outcomes.F.reason.because", "excluded", "forced_out"),
    (EVERY, "outcomes.C.outcome", "funded", "exceeds it: 2 at most"),
    (EVERY, "outcomes.D.outcome", "funded", "exceeds it: 1 at most"),
    (("gaps", "best", "sum"), "outcomes.D.reason.short", {}, "outcomes.D.reason.short"),
    (("gaps", "best", "sum"), "outcomes.D.reason.displaces.state", "exact", "impossible"),
    (
        ("gaps", "best"),
        "outcomes.C.reason.unlock",
        {"state": "upper", "raises": {"X": 9}, "cost": 9, "at_least": None},
        "unlock",
    ),
    (("gaps", "best", "sum"), "next_raises.X.state", "exact", "next_raises.X"),
    (("ranking", "gaps"), "steps.0.applications", ["A", "E"], "steps"),
    (("best",), "bounds.0.value", 3, "bounds"),
]


@pytest.mark.parametrize("rule", EVERY)
def test_the_records_hold_before_anything_is_changed(rule):
    verdict = verify(dump(RECORDS[rule]), settings_of(CALL, rule), CALL.tables())
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


CASES = [(rule, *rest) for rules, *rest in ALTERED for rule in rules]


@pytest.mark.parametrize(("rule", "path", "value", "says"), CASES, ids=[f"{rule}: {path}" for rule, path, *_ in CASES])
def test_one_change_fails_and_is_named(rule, path, value, says):
    altered = put(RECORDS[rule], path, value)
    assert altered != RECORDS[rule], "the change changes nothing"
    verdict = verify(dump(altered), settings_of(CALL, rule), CALL.tables())
    messages = "\n".join(map(str, verdict.failures))
    assert says in messages, messages


def test_a_decision_for_other_conditions_is_none_for_these():
    other = CALL.by(conditions=(at_most("3", "field", "AI"), CALL.conditions[1]))
    verdict = verify(written(other, "gaps", None), settings_of(CALL, "gaps"), CALL.tables())
    assert "programme.yaml says" in "\n".join(map(str, verdict.failures))


def test_a_folder_that_forces_in_more_than_there_is_cannot_be_verified():
    poor = CALL.by(budgets={"X": 10, "Y": 0})
    verdict = verify(written(CALL, "gaps", None), settings_of(CALL, "gaps"), poor.tables())
    assert "E are forced in, and Y lacks 1" in "\n".join(map(str, verdict.failures))


CUT = CALL.by(
    applications={"A": ("14", {"X": 60}), "B": ("13", {"X": 50, "Y": 20}), "C": ("12", {"Y": 10})},
    budgets={"X": 100, "Y": 100},
    fields={},
    countries={},
    forced={},
    sets={},
    conditions=(),
    most={"X": "20"},
    consent=frozenset({("B", "X")}),
)
REDUCED = {rule: json.loads(written(CUT, rule, None)) for rule in ("ranking", "gaps")}
REDUCTIONS = [
    ("reductions", None, "reductions: found nothing"),
    ("reductions.at", "14", "reductions.at"),
    ("reductions.rates.X", "19.99", "reductions.rates.X"),
    ("reductions.saved.X", 9, "reductions.saved.X"),
    ("reductions.granted.B.X.granted", 41, "reductions.granted.B.X.granted"),
    ("reductions.granted.B.X.asked", 51, "reductions.granted.B.X.asked"),
    ("reductions.granted", {}, "reductions.granted"),
    ("spending.X.committed", 110, "spending.X.committed"),
    ("spending.X.asked", 100, "spending.X.asked"),
    ("outcomes.B.outcome", "not_funded", "outcomes.B"),
    ("inputs.requests", "0" * 64, "inputs.requests"),
    (
        "next_raises.X",
        {"state": "none", "raise": None, "enters": [], "leaves": [], "tied": [], "at_least": None},
        "open",
    ),
]


@pytest.mark.parametrize("rule", REDUCED)
def test_the_record_of_a_reduction_holds_before_anything_is_changed(rule):
    verdict = verify(dump(REDUCED[rule]), settings_of(CUT, rule), CUT.tables())
    assert not verdict.failures, "\n".join(map(str, verdict.failures))
    assert REDUCED[rule]["reductions"]["granted"]["B"]["X"]["granted"] == 40


@pytest.mark.parametrize("rule", REDUCED)
@pytest.mark.parametrize(("path", "value", "says"), REDUCTIONS, ids=[path for path, *_ in REDUCTIONS])
def test_one_change_of_a_reduction_fails_and_is_named(rule, path, value, says):
    altered = put(REDUCED[rule], path, value)
    assert altered != REDUCED[rule], "the change changes nothing"
    verdict = verify(dump(altered), settings_of(CUT, rule), CUT.tables())
    messages = "\n".join(map(str, verdict.failures))
    assert says in messages, messages


def test_where_a_partner_withdraws_its_consent_the_reduction_fails():
    stubborn = CUT.by(consent=frozenset())
    verdict = verify(dump(REDUCED["gaps"]), settings_of(CUT, "gaps"), stubborn.tables())
    assert "reductions" in "\n".join(map(str, verdict.failures))


SHARE = CALL.by(
    applications={"A": ("14", {"X": 60}), "B": ("13", {"X": 40}), "C": ("9", {"X": 40}), "D": ("8.5", {"Y": 1})},
    budgets={"X": 100, "Y": 1},
    bands={"A": 1, "B": 2, "C": 2, "D": 3},
    fields={},
    countries={},
    sizes={("C", "X"): "startup"},
    forced={},
    sets={},
    conditions=(at_least("0.4", "size", "sme", "share_of_money"),),
)
REACHED = {rule: json.loads(written(SHARE, rule, None)) for rule in ("best", "sum")}
MINIMA = [
    ("conditions.minima.condition 1.least", "0.3", "conditions.minima.condition 1.least"),
    ("conditions.minima.condition 1.counts", {}, "conditions.minima.condition 1.counts"),
    ("conditions.minima.condition 1.committed", 60, "conditions.minima.condition 1.committed"),
    ("conditions.minima.condition 1.whole", 60, "conditions.minima.condition 1.whole"),
    ("conditions.minima.condition 1.ground", "", "conditions.minima.condition 1.ground"),
    ("conditions.minima", {}, "conditions.minima"),
    ("outcomes.D.outcome", "funded", "does not reach 0.4 of share_of_money"),
    ("outcomes.D.reason.kind", "short", "outcomes.D.reason.kind"),
    ("outcomes.D.reason.displaces.state", "impossible", "has a result"),
    ("outcomes.B.reason.displaces.leaves", ["C"], "outcomes.B.reason.displaces"),
    ("outcomes.B.reason.unlock.state", "none", "no smallest raise is searched"),
    ("bounds.0.claimed", 4, "bounds"),
]


@pytest.mark.parametrize("rule", REACHED)
def test_the_record_of_a_minimum_holds_before_anything_is_changed(rule):
    verdict = verify(dump(REACHED[rule]), settings_of(SHARE, rule), SHARE.tables())
    assert not verdict.failures, "\n".join(map(str, verdict.failures))
    assert [one for one, entry in REACHED[rule]["outcomes"].items() if entry["outcome"] == "funded"] == ["A", "C"]
    assert REACHED[rule]["outcomes"]["D"]["reason"]["kind"] == "minimum"


@pytest.mark.parametrize("rule", REACHED)
@pytest.mark.parametrize(("path", "value", "says"), MINIMA, ids=[path for path, *_ in MINIMA])
def test_one_change_of_a_minimum_fails_and_is_named(rule, path, value, says):
    altered = put(REACHED[rule], path, value)
    assert altered != REACHED[rule], "the change changes nothing"
    verdict = verify(dump(altered), settings_of(SHARE, rule), SHARE.tables())
    messages = "\n".join(map(str, verdict.failures))
    assert says in messages, messages
