"""One thing changed in a true record, and the record hashed again: it fails, and the message names the matter."""

import pytest

from renkei.records.canonical import dump
from renkei.records.verify import verify
from tests.records.calls import WORKED
from tests.records.reference import record
from tests.records.test_schema import put

POSSIBLE = {"X": 10_000, "Y": 10_000}
CALLS = {
    "ranking": WORKED[1].by(rule="ranking", possible=POSSIBLE),
    "gaps": WORKED[1].by(rule="gaps", possible=POSSIBLE, places=1, draw="one"),
    "tie": WORKED[3].by(rule="gaps"),
    "drawn": WORKED[3].by(rule="gaps", draw="two"),
    "best": WORKED[4].by(rule="best", possible={"X": 30_000}),
    "best tie": WORKED[3].by(rule="best"),
    "sum": WORKED[1].by(rule="sum"),
    "withdrawn": WORKED[1].by(rule="gaps", withdrawn=frozenset("A")),
}
RECORDS = {name: record(call) for name, call in CALLS.items()}
NEXT = RECORDS["best"]["next_raises"]["X"]
STATES = {"raises": {}, "cost": None, "at_least": None}

# call, path, the value put there, and what some message must say
ALTERED = [
    ("gaps", "call", "another call", "call: found another call"),
    ("gaps", "made_up", False, "made_up"),
    ("gaps", "rule", "ranking", "programme.yaml says gaps"),
    ("gaps", "inputs.requests", "0" * 64, "inputs.requests"),
    ("gaps", "inputs.rates", "0" * 64, "inputs.rates"),
    ("gaps", "overrides", ["rule"], "is no override"),
    ("gaps", "options.thresholds.total", "9", "overrides does not list thresholds"),
    ("gaps", "options.tie_criteria", ["impact"], "overrides does not list tie_criteria"),
    ("gaps", "options.tail", "national", "overrides does not list tail"),
    ("gaps", "options.reporting_currency", "JPY", "overrides does not list reporting_currency"),
    ("gaps", "options.reserve.places", 2, "overrides does not list reserve"),
    ("gaps", "options.scale.best", "low", "overrides does not list scale"),
    ("gaps", "options.work", 10, "overrides does not list work"),
    ("best", "options.bands", "each", "overrides does not list bands"),
    ("gaps", "outcomes.A.outcome", "not_funded", "outcomes.A"),
    ("gaps", "outcomes.B.outcome", "funded", "X may spend 10000 at most: it is over budget by 5000"),
    ("gaps", "outcomes.B.outcome", "not_funded", "outcomes.B.outcome: found not_funded; it should be reserve"),
    ("gaps", "outcomes.B.outcome", "tie", "ties.open"),
    ("gaps", "outcomes.B.rank", 1, "outcomes.B.rank"),
    ("gaps", "outcomes.B.score", "14", "outcomes.B.score"),
    ("gaps", "outcomes.B.band", 1, "outcomes.B.band"),
    ("best", "outcomes.D.band", 1, "outcomes.D.band"),
    ("withdrawn", "outcomes.A.reason.because", "excluded", "withdrawn"),
    ("withdrawn", "outcomes.A.outcome", "not_funded", "outcomes.A.outcome"),
    ("gaps", "outcomes.B.outcome", "not_eligible", "it is eligible"),
    ("gaps", "spending.X.budget", 20_000, "spending.X.budget"),
    ("gaps", "spending.X.raise", 1, "spending.X.raise"),
    ("gaps", "spending.X.asked", 1, "spending.X.asked"),
    ("gaps", "spending.X.committed", 1, "spending.X.committed"),
    ("gaps", "spending.X.left", 1, "spending.X.left"),
    ("gaps", "spending.X.currency", "JPY", "spending.X.currency"),
    ("gaps", "reserve", [], "reserve"),
    ("gaps", "reserve.0.awaits", {"X": 1}, "reserve.B.awaits"),
    ("gaps", "reserve.0.until", "2026-01-01", "reserve.B.until"),
    ("tie", "ties.open", ["B"], "ties.open"),
    ("tie", "outcomes.B.outcome", "reserve", "ties.open"),
    ("tie", "outcomes.B.reason.kind", "short", "outcomes.B.reason.kind"),
    ("drawn", "draw.value", "three", "draw.order"),
    ("drawn", "draw.order", RECORDS["drawn"]["draw"]["order"][::-1], "draw.order"),
    ("drawn", "draw", None, "ties.open: found none; it should be B, C"),
    ("ranking", "outcomes.C.reason.at", "13", "outcomes.C.reason.at"),
    ("ranking", "outcomes.B.reason.short", {"X": 1999}, "outcomes.B.reason.short"),
    ("ranking", "outcomes.B.reason.kind", "lost_lot", "outcomes.B.reason.kind"),
    ("gaps", "outcomes.B.reason.short", {}, "outcomes.B.reason.short"),
    ("gaps", "outcomes.B.reason.passed_over_for", ["C"], "outcomes.B.reason.passed_over_for"),
    ("gaps", "outcomes.B.reason.displaces.leaves", ["A", "C"], "outcomes.B.reason.displaces"),
    ("gaps", "outcomes.B.reason.displaces.leaves", [], "not affordable together"),
    ("gaps", "outcomes.B.reason.displaces.enters", ["D"], "displaces.enters"),
    ("gaps", "outcomes.B.reason.displaces.tied", ["A"], "displaces.tied"),
    ("gaps", "outcomes.B.reason.displaces.state", "impossible", "every budget could pay it alone"),
    ("gaps", "outcomes.B.reason.unlock.raises.X", 4999, "outcomes.B.reason.unlock"),
    ("gaps", "outcomes.B.reason.unlock.raises.X", 6000, "outcomes.B.reason.unlock"),
    ("gaps", "outcomes.B.reason.unlock.cost", 1, "unlock.cost"),
    ("gaps", "outcomes.B.reason.unlock.at_least", 1, "unlock.at_least"),
    ("gaps", "outcomes.B.reason.unlock", {"state": "none", **STATES}, "would do"),
    ("gaps", "next_raises.X.raise", 4999, "next_raises.X"),
    ("gaps", "next_raises.X.raise", 5001, "next_raises.X"),
    ("gaps", "next_raises.X.enters", [], "next_raises.X"),
    ("gaps", "next_raises.X.leaves", ["A"], "next_raises.X"),
    ("gaps", "next_raises.X.at_least", 1, "next_raises.X.at_least"),
    ("gaps", "steps.0.largest", 2, "steps.14.largest"),
    ("gaps", "steps.0.certified", 2, "steps.14.certified"),
    ("gaps", "steps.1.multipliers", {"X": 1}, "steps.13.5.certified"),
    ("gaps", "steps.1.multipliers", {"Q": 1}, "it is no funder of this call"),
    ("gaps", "steps.1.scale", 0, "steps[1].scale"),
    ("gaps", "steps.2.funded", [], "steps.13.funded"),
    ("gaps", "steps.2.at", "13.1", "steps"),
    ("gaps", "steps.2.applications", ["C", "D"], "steps"),
    ("ranking", "steps", RECORDS["gaps"]["steps"], "steps"),
    ("gaps", "bounds", RECORDS["best"]["bounds"], "bounds"),
    ("gaps", "state", "finished", "state"),
    ("best", "bounds.0.value", 1, "bounds.value"),
    ("best", "bounds.0.claimed", 3, "bounds.band 1.claimed"),
    ("best", "bounds.0.claimed", 1, "bounds.band 1.claimed"),
    ("best", "bounds.0.certified", 2, "bounds.band 1.certified"),
    ("best", "bounds.0.multipliers.funders", {"X": 1}, "bounds.band 1.certified"),
    ("best", "bounds.1.multipliers.levels", [1], "bounds.band 2.certified"),
    ("best", "bounds.1.multipliers.levels", [], "a multiplier for each earlier level"),
    ("best", "bounds.1.band", 3, "bounds"),
    ("best", "bounds.2.per", 100, "bounds.total.per"),
    ("best", "bounds.3.sense", "max", "bounds.money.sense"),
    ("best", "outcomes.A.reason.passed_over_for", [], "outcomes.A.reason.passed_over_for"),
    ("best", "outcomes.A.reason.displaces.enters", ["D"], "outcomes.A.reason.displaces"),
    ("best", "outcomes.A.reason.unlock.raises", {"X": 9999}, "X lacks 10000 for it"),
    ("best", "next_raises.X", {**NEXT, "raise": 10_000, "at_least": 10_000}, "less would pay for the same set"),
    ("best tie", "bounds.0.value", 3, "bounds"),
    ("best tie", "ties.open", [], "ties.open"),
    ("best tie", "outcomes.B.reason.displaces.state", "exact", "not_computed"),
    ("sum", "bounds.0.value", 999, "bounds.value"),
    ("sum", "outcomes.B.reason.kind", "adds_nothing", "outcomes.B.reason.kind"),
]


@pytest.mark.parametrize("name", CALLS)
def test_the_records_hold_before_anything_is_changed(name):
    assert verify(dump(RECORDS[name]), CALLS[name].settings, CALLS[name].tables).holds


@pytest.mark.parametrize(
    ("name", "path", "value", "says"),
    ALTERED,
    ids=[f"{name}: {path} {n}" for n, (name, path, *_) in enumerate(ALTERED)],
)
def test_one_change_fails_and_is_named(name, path, value, says):
    altered = put(RECORDS[name], path, value)
    assert altered != RECORDS[name], "the change changes nothing"
    verdict = verify(dump(altered), CALLS[name].settings, CALLS[name].tables)
    messages = "\n".join(map(str, verdict.failures))
    assert not verdict.holds
    assert says in messages, messages


def test_a_changed_record_with_its_old_hash_fails():
    data = dump(RECORDS["gaps"]).replace(b'"budget":10000', b'"budget":20000', 1)
    verdict = verify(data, CALLS["gaps"].settings, CALLS["gaps"].tables)
    assert "the record was changed after it was made" in "\n".join(map(str, verdict.failures))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"{" * 5000, b"\xff\xfe", b'{"a":1.5}', b'{"format":null}'])
def test_what_is_no_record_at_all_fails_in_words(data):
    verdict = verify(data, CALLS["gaps"].settings, CALLS["gaps"].tables)
    assert verdict.failures
    assert verdict.failures[0].expected


def test_an_application_or_funder_that_the_folder_does_not_have_fails():
    extra = put(RECORDS["gaps"], "outcomes.Z", RECORDS["gaps"]["outcomes"]["A"])
    assert "outcomes: found A, B, C, D, Z" in str(
        verify(dump(extra), CALLS["gaps"].settings, CALLS["gaps"].tables).failures[0]
    )
    extra = put(RECORDS["gaps"], "spending.Q", RECORDS["gaps"]["spending"]["X"])
    failures = verify(dump(extra), CALLS["gaps"].settings, CALLS["gaps"].tables).failures
    assert any(one.key == "spending" for one in failures)
