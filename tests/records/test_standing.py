"""Records of merged lists, national points and endorsements: re-hashed after any change that matters, they fail."""

import pytest

from renkei.records.canonical import dump, load
from renkei.records.verify import verify
from renkei.settings import Endorsing, SelectionSettings
from tests.engines.selection.ranking.calls import RankedCall
from tests.engines.selection.ranking.deciding import record
from tests.records.test_schema import LIBRARY, put

ASKS = {
    "A": ("14", {"X": 300, "Y": 200}),
    "B": ("13", {"X": 300}),
    "C": ("12", {"Y": 200, "X": 100}),
    "D": ("11", {"Y": 100}),
}
RANKS = {("A", "X"): 2, ("B", "X"): 1, ("C", "X"): 3, ("A", "Y"): 1, ("C", "Y"): 3, ("D", "Y"): 2}
MERGED = RankedCall(
    ASKS,
    {"X": 500, "Y": 300},
    ranks=RANKS,
    selection=SelectionSettings(rule="gaps", who_ranks="merged", merge="mean"),
)
CALLS = {
    "merged": MERGED,
    "agreed": MERGED.by(agreed={"A": 2, "B": 1, "C": 3, "D": 4}, grounds={"C": "the only one in its field"}),
    "points": RankedCall(
        ASKS,
        {"X": 500, "Y": 300},
        votes={("A", "X"): "4", ("B", "X"): "9", ("A", "Y"): "2.5", ("D", "Y"): "10"},
        stances={("C", "X"): "neutral", ("C", "Y"): "abstain"},
        selection=SelectionSettings(rule="gaps", who_ranks="national_points"),
    ),
    "endorsed": RankedCall(
        ASKS,
        {"X": 500, "Y": 300},
        endorsed={
            ("A", "X"): ("yes", 250, "with open data"),
            ("A", "Y"): "yes",
            ("B", "X"): "no",
            ("C", "Y"): "yes",
            ("C", "X"): "pending",
            ("D", "Y"): "yes",
        },
        selection=SelectionSettings(rule="gaps", endorsements=Endorsing(("lead", "partners"))),
    ),
}
RECORDS = {name: load(record(call)) for name, call in CALLS.items()}
ALTERED = [
    ("merged", "order.applications.A.ranks.X", 1, "order.applications.A.ranks.X"),
    ("merged", "order.applications.B.value", "1/7", "order.applications.B.value"),
    ("merged", "order.applications.B.proposed", 2, "order.applications.B.proposed"),
    ("merged", "order.applications.B.agreed", 1, "order.applications.B.agreed"),
    ("merged", "order.taken", "agreed", "order.taken"),
    ("merged", "order.merge", "worst", "order.merge"),
    ("merged", "options.merge", "worst", "overrides does not list merge"),
    ("merged", "options.who_ranks", "joint", "overrides does not list who_ranks"),
    ("merged", "order", None, "order"),
    ("merged", "outcomes.A.rank", 3, "outcomes.A.rank"),
    ("agreed", "order.applications.C.overtakes", [], "order.applications.C.overtakes"),
    ("agreed", "order.applications.C.ground", "", "order.applications.C.ground"),
    ("agreed", "order.applications.C.agreed", 4, "order.applications.C.agreed"),
    ("points", "order.applications.B.points.X", "1/2", "order.applications.B.points.X"),
    ("points", "order.applications.B.votes.X", "10", "order.applications.B.votes.X"),
    ("points", "order.applications.C.votes.Y", "neutral", "order.applications.C.votes.Y"),
    ("points", "order.applications.D.final", "12", "order.applications.D.final"),
    ("points", "order.weights.X", "1/2", "order.weights.X"),
    ("points", "order.factor", "1", "order.factor"),
    ("points", "order.span", "2", "order.span"),
    ("points", "outcomes.D.score", "11", "outcomes.D.score"),
    ("points", "options.points_places", 1, "overrides does not list points_places"),
    ("endorsed", "endorsements.applications.A.verdicts.X.amount", None, "verdicts.X.amount"),
    ("endorsed", "endorsements.applications.A.verdicts.X.condition", "", "verdicts.X.condition"),
    ("endorsed", "endorsements.applications.B.verdicts.X.verdict", "yes", "verdicts.X.verdict"),
    ("endorsed", "endorsements.applications.A.reduced", {}, "endorsements.applications.A.reduced"),
    ("endorsed", "endorsements.provisional", [], "endorsements.provisional"),
    ("endorsed", "endorsements", None, "endorsements"),
    ("endorsed", "outcomes.B.reason.because", "endorsement_missing:X", "outcomes.B.reason"),
    ("endorsed", "spending.X.asked", 300, "spending.X.asked"),
    ("endorsed", "options.endorsements.pending", "counts", "overrides does not list endorsements"),
]


@pytest.mark.parametrize("name", CALLS)
def test_the_records_hold_and_have_the_shape_before_anything_is_changed(name):
    call = CALLS[name]
    verdict = verify(dump(RECORDS[name]), call.settings, call.tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))
    LIBRARY.validate(RECORDS[name])


@pytest.mark.parametrize(("name", "path", "value", "says"), ALTERED, ids=[f"{n}: {p} {v}" for n, p, v, _ in ALTERED])
def test_one_change_fails_and_is_named(name, path, value, says):
    altered = put(RECORDS[name], path, value)
    assert altered != RECORDS[name], "the change changes nothing"
    verdict = verify(dump(altered), CALLS[name].settings, CALLS[name].tables)
    messages = "\n".join(map(str, verdict.failures))
    assert says in messages, messages


FOLDERS = [
    ("merged", {"ranks": RANKS | {("A", "X"): 1, ("B", "X"): 2}}),
    ("points", {"votes": CALLS["points"].votes | {("B", "X"): "1"}}),
    ("points", {"stances": {("C", "X"): "neutral", ("C", "Y"): "neutral"}}),
    ("points", {"budgets": {"X": 400, "Y": 300}}),
    ("endorsed", {"endorsed": CALLS["endorsed"].endorsed | {("A", "X"): ("yes", 249)}}),
    ("endorsed", {"endorsed": CALLS["endorsed"].endorsed | {("D", "Y"): "pending"}}),
]


@pytest.mark.parametrize(("name", "change"), FOLDERS)
def test_the_record_of_another_folder_fails_even_with_this_folders_hashes(name, change):
    call = CALLS[name].by(**change)
    inputs = load(record(call))["inputs"]
    assert inputs != RECORDS[name]["inputs"]
    verdict = verify(dump(RECORDS[name] | {"inputs": inputs}), call.settings, call.tables)
    assert not verdict.holds


def test_a_departure_without_a_ground_fails_even_where_folder_and_record_agree():
    call = CALLS["agreed"].by(grounds={})
    bare = put(RECORDS["agreed"], "order.applications.C.ground", "")
    messages = "\n".join(map(str, verify(dump(bare), call.settings, call.tables).failures))
    assert "needs a ground" in messages
