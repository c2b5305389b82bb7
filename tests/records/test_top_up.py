"""Records of calls with a top-up hold, and fail when its amount, a funder's part or what stands on them is changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.records.canonical import dump, load
from renkei.records.verify import verify
from tests.engines.selection.pot_calls import PotCall
from tests.engines.selection.test_top_up import MIXED, topped_calls
from tests.records.test_pots import made
from tests.records.test_schema import put


@given(
    call=topped_calls(most=6),
    draw=st.sampled_from([None, "2026"]),
    criteria=st.sampled_from([(), ("under_spent",), ("sme_share",)]),
)
@settings(max_examples=80, deadline=None)
def test_whatever_the_engine_settles_verify_settles_too(
    call: PotCall, draw: str | None, criteria: tuple[str, ...]
) -> None:
    call = call.by(tie_criteria=criteria)
    verdict = verify(made(call, draw=draw), call.settings, call.tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


# X and Y have 50 each and are asked for 70 and 30 by the gap; the top-up of at most 40 gives half in proportion.
CALL = PotCall(
    {
        "A": ("14", {"X": 40, "Y": 20}),
        "B": ("13", {"X": 30}),
        "C": ("12", {"X": 30, "Y": 30}),
        "D": ("11", {"Y": 20}),
    },
    {"X": {"budget": 50} | MIXED, "Y": {"budget": 50} | MIXED},
    {"EU": {"kind": "top_up", "cap": 40, "share": "0.33", "gap_part": "0.5"}},
    rule="gaps",
)
RECORD = {key: value for key, value in load(made(CALL)).items() if key != "sha256"}


def test_the_worked_call_holds_and_is_what_the_rule_says() -> None:
    assert verify(dump(RECORD), CALL.settings, CALL.tables).holds
    top_up = RECORD["pots"]["EU"]
    # National money above the gap is 50 + 20, so that the top-up may be 0.33/0.67 of 70: 34.
    assert (top_up["amount"], top_up["national"], top_up["reached"]) == (34, 70, "0.326923")
    assert (top_up["proportional"], top_up["gap"], top_up["rest"]) == (16, 17, 1)
    assert top_up["funders"]["X"] == {"allotted": 8, "proportional": 8, "used": 8, "gap": 12, "gap_cost": 12}
    assert (top_up["committed"], top_up["left"]) == (20, 14)
    assert sorted(one for one, entry in RECORD["outcomes"].items() if entry["outcome"] == "funded") == ["A", "B", "D"]


EU = "pots.EU"
ALTERED = [
    (f"{EU}.amount", 35, f"{EU}.amount"),
    (f"{EU}.most", 35, f"{EU}.most"),
    (f"{EU}.cap", 41, f"{EU}.cap"),
    (f"{EU}.share", "0.34", f"{EU}.share"),
    (f"{EU}.gap_part", "0.4", f"{EU}.gap_part"),
    (f"{EU}.national", 80, f"{EU}.national"),
    (f"{EU}.reached", "0.33", f"{EU}.reached"),
    (f"{EU}.proportional", 17, f"{EU}.proportional"),
    (f"{EU}.gap", 16, f"{EU}.gap"),
    (f"{EU}.rest", 0, f"{EU}.rest"),
    (f"{EU}.left", 15, f"{EU}.left"),
    (f"{EU}.funders.X.gap", 11, f"{EU}.funders"),
    (f"{EU}.funders.X.used", 7, f"{EU}.funders"),
    (f"{EU}.funders.Y.allotted", 9, f"{EU}.funders"),
    (f"{EU}.funders", {}, f"{EU}.funders"),
    ("pots", {}, "pots"),
    ("spending.X.left", 5, "spending.X.left"),
    ("spending.X.committed", 50, "spending.X.committed"),
    ("steps.2.largest", 1, "steps.12.largest"),
    ("steps.2.certified", 0, "steps.12"),
    ("steps.3.certified", 0, "steps.11.certified"),
    ("outcomes.C.reason.short", {"X": 31}, "outcomes.C.reason.short"),
    ("outcomes.C.reason.unlock.state", "none", "outcomes.C.reason.unlock"),
    ("outcomes.C.reason.displaces.leaves", [], "outcomes.C.reason.displaces"),
    ("next_raises.X.raise", 1, "next_raises.X"),
]


@pytest.mark.parametrize(("path", "value", "says"), ALTERED, ids=[path for path, *_ in ALTERED])
def test_one_change_fails_and_is_named(path: str, value: object, says: str) -> None:
    altered = put(RECORD, path, value)
    assert altered != RECORD
    verdict = verify(dump(altered), CALL.settings, CALL.tables)
    assert says in "\n".join(map(str, verdict.failures))


def test_a_forged_larger_top_up_with_all_its_sums_fails() -> None:
    """40 would pay for no more here, but the share of all public money would be passed: 40 of 110."""
    other = CALL.by(pots={"EU": CALL.pots["EU"] | {"share": "0.5"}})
    forged = {key: value for key, value in load(made(other)).items() if key != "sha256"}
    assert forged["pots"]["EU"]["amount"] == 40
    forged["pots"]["EU"]["share"] = "0.33"
    forged["inputs"] = RECORD["inputs"]
    verdict = verify(dump(forged), CALL.settings, CALL.tables)
    assert "pots.EU.amount: found 40; it should be 34" in "\n".join(map(str, verdict.failures)).replace(" (EU)", "")
