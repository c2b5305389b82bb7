"""The invitation: a call worked by hand, and generated calls against the definition tried out whole, then verified."""

import hashlib
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import Invitation, SelectionError, invite, options_from
from renkei.programme import read_folder
from renkei.records.canonical import dump, load
from renkei.records.invitation import write_invitation
from renkei.records.verify import Verdict, verify_invitation
from renkei.settings import Demand, SelectionSettings, Settings
from tests.engines.selection.calls import SmallCall, parse
from tests.engines.selection.zones.plain import largest_parts

# Worked in decision 15: limits X 250, Y 60
WORKED = parse(
    "A 9: X120 Y20 · B 8: X100 · C 7: X30 · D 7: X30 Y30 · E 6: X10 · F 5: Y20 · G 5: Y20",
    "X100 Y30",
    "A1 B1 C1 D1 E1 F1 G1",
)
CAPS = {"Y": Decimal(2)}


def published(**demand: Any) -> Settings:
    return Settings(
        "small", reporting_currency="EUR", selection=SelectionSettings(rule="best"), demand=Demand(**demand)
    )


def invited(call: SmallCall, draw: str | None = None, cap: str | None = "2.5", caps: Any = None) -> Invitation:
    options = options_from(published(), draw=draw)
    return invite(call.tables(), options, None if cap is None else Decimal(cap), caps)


def outcomes(found: Invitation) -> dict[str, str]:
    return dict(found.outcomes.select("application_id", "outcome").iter_rows())


def verified(call: SmallCall, found: Invitation) -> Verdict:
    return verify_invitation(write_invitation(found, published(), call.tables()), published(), call.tables())


def test_the_call_of_the_decision_page_is_as_worked_by_hand():
    found = invited(WORKED, caps=CAPS)
    tied = dict.fromkeys("CDFG", "tie")
    assert outcomes(found) == {"A": "invited", "B": "invited", "E": "not_invited"} | tied
    assert found.short == {"E": {"X": 10}}
    assert verified(WORKED, found).holds


@pytest.mark.parametrize("value", ["heads", "tails", "edge", "rim"])
def test_the_lot_of_the_decision_page_opens_or_closes_the_way_for_those_below(value):
    found = invited(WORKED, value, caps=CAPS)
    first = min("CD", key=lambda one: hashlib.sha256((value + one).encode()).hexdigest())
    names = {one for one, outcome in outcomes(found).items() if outcome == "invited"}
    assert names == set("ABCFG" if first == "C" else "ABD")
    assert verified(WORKED, found).holds


def test_what_each_limit_lacked_is_named():
    call = parse("A 9: X120 · B 8: X90 Y70 · C 7: X50", "X100 Y20", "A1 B1 C1")
    found = invited(call, cap="1.5")
    assert outcomes(found) == {"A": "invited", "B": "not_invited", "C": "not_invited"}
    assert found.short == {"B": {"X": 60, "Y": 40}, "C": {"X": 20}}
    row = found.demand.filter(funder_id="X").to_dicts()[0]
    assert (row["limit"], row["asked"], row["invited"], row["left"]) == (150, 260, 120, 30)


def test_a_limit_is_cut_to_whole_minor_units_and_met_exactly_is_not_passed():
    call = parse("A 9: X25 · B 8: Y26", "X11 Y11", "A1 B1")
    assert outcomes(invited(call, cap="2.3")) == {"A": "invited", "B": "not_invited"}  # 25.3
    assert outcomes(invited(parse("A 9: X25", "X10", "A1"), cap="2.5")) == {"A": "invited"}


def test_a_funder_without_any_cap_is_not_limited():
    found = invited(parse("A 9: X900 Y5 · B 8: Y6", "X100 Y10", "A1 B1"), cap=None, caps={"Y": Decimal(1)})
    assert outcomes(found) == {"A": "invited", "B": "not_invited"}
    assert found.demand.filter(funder_id="X")["limit"].to_list() == [None]


@pytest.mark.parametrize(
    ("cap", "caps", "words"),
    [
        (None, None, "no cap"),
        ("0", None, "above 0"),
        ("2", {"X": Decimal(-1)}, "above 0"),
        ("2", {"Z": Decimal(1)}, "no funder or real pot is called Z"),
    ],
)
def test_caps_that_cannot_hold_are_refused_in_words(cap, caps, words):
    with pytest.raises(SelectionError, match=words):
        invited(WORKED, cap=cap, caps=caps)


@st.composite
def calls(draw: st.DrawFn) -> tuple[SmallCall, str, dict[str, Decimal], str | None]:
    ids = "ABCDEFG"[: draw(st.integers(2, 7))]
    amount = st.integers(0, 40)
    call = SmallCall(
        {one: (str(draw(st.integers(5, 8))), {f: draw(amount) for f in "XYZ"}) for one in ids},
        {f: draw(st.integers(5, 40)) for f in "XYZ"},
        dict.fromkeys(ids, 1),
    )
    caps = {"Y": Decimal(draw(st.integers(1, 30))) / 10} if draw(st.booleans()) else {}
    return call, str(draw(st.integers(5, 35)) / 10), caps, draw(st.sampled_from([None, "one", "two"]))


def ways(call: SmallCall, cap: str, caps: dict[str, Decimal], draw: str | None) -> list[frozenset[str]]:
    """Every invitation that the lot may bring, from the words of decision 15."""
    limits = {f: Fraction(caps.get(f, Decimal(cap))) * budget for f, budget in call.budgets.items()}
    asked = {one: asks for one, (_, asks) in call.applications.items()}
    score = {one: Decimal(text) for one, (text, _) in call.applications.items()}
    found = {frozenset[str]()}
    for level in sorted(set(score.values()), reverse=True):
        group = [one for one in score if score[one] == level]
        found = {above | part for above in found for part in chosen(group, above, asked, limits, draw)}
    return sorted(found, key=sorted)


def chosen(group: Any, above: frozenset[str], asked: Any, limits: Any, draw: str | None) -> list[frozenset[str]]:
    parts = largest_parts(group, set(above), asked, limits)
    if draw is None:
        return parts
    lot = sorted(asked, key=lambda one: hashlib.sha256((draw + one).encode()).hexdigest())
    return [max(parts, key=lambda part: [one in part for one in lot])]


@settings(max_examples=50, deadline=None)
@given(calls())
def test_generated_calls_are_as_the_definition_tried_out_whole_and_verify(drawn):
    call, cap, caps, draw = drawn
    found, expected = invited(call, draw, cap, caps), ways(call, cap, caps, draw)
    certain, possible = frozenset.intersection(*expected), frozenset.union(*expected)
    assert {one for one, outcome in outcomes(found).items() if outcome == "invited"} == certain
    assert set(found.tied) == possible - certain
    verdict = verified(call, found)
    assert verdict.holds, "\n".join(map(str, verdict.failures))


CALL = parse("A 9: X120 Y10 · B 8: X90 Y70 · C 7: X50 · D 6: Y10", "X100 Y20", "A1 B1 C1 D1")


def test_the_record_of_an_invitation_is_not_verified_on_a_folder_with_side_conditions():
    stated, tables = published(cap=Decimal(2)), CALL.tables()
    record = write_invitation(invite(tables, options_from(stated), Decimal(2), {}), stated, tables)
    forced = tables["applications"].with_columns(forced=pl.lit("out"), ground=pl.lit("agreed"))
    verdict = verify_invitation(record, stated, tables | {"applications": forced})
    assert any("an invitation bears no forcing" in str(failure) for failure in verdict.failures)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("outcomes", "C", "outcome"), "invited", "demand.X"),
        (("outcomes", "D", "outcome"), "not_invited", "demand.Y"),
        (("outcomes", "B", "short"), {"X": 1}, "outcomes.B.short"),
        (("outcomes", "B", "rank"), 1, "outcomes.B.rank"),
        (("demand", "X", "limit"), 10**6, "demand.X"),
        (("cap",), "3", "overrides"),
        (("caps",), {"X": "9"}, "overrides"),
        (("call",), "another", "call"),
        (("options", "tail"), "national", "options.tail"),
        (("inputs", "funders"), "0" * 64, "inputs.funders"),
        (("ties", "open"), ["A"], "ties.open"),
        (("draw",), {"value": "x", "order": ["A", "B", "C", "D"]}, "draw.order"),
    ],
)
def test_a_record_hashed_anew_after_a_change_fails_where_it_was_changed(path, value, named):
    stated = published(cap=Decimal("1.5"))
    found = invite(CALL.tables(), options_from(stated), Decimal("1.5"), {})
    record = load(write_invitation(found, stated, CALL.tables()))
    place = record
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    verdict = verify_invitation(dump(record), stated, CALL.tables())
    assert named in [failure.key for failure in verdict.failures]


def test_swapping_two_outcomes_with_all_their_figures_fails_by_the_walk():
    call = parse("A 9: X60 · B 8: X60", "X100", "A1 B1")
    record = load(write_invitation(invited(call, cap="1"), published(), call.tables()))
    entries = record["outcomes"]
    entries["A"]["outcome"], entries["B"]["outcome"] = entries["B"]["outcome"], entries["A"]["outcome"]
    keys = [one.key for one in verify_invitation(dump(record), published(), call.tables()).failures]
    assert "outcomes.invited" in keys


def test_ranks_bind_and_thresholds_hold_as_in_a_selection():
    tables = CALL.tables()
    ranked = tables["applications"].with_columns(pl.Series("rank", [4, 1, 2, 3]))
    binding = published().selection
    stated = replace(published(), selection=replace(binding, binding="rank"))
    found = invite(tables | {"applications": ranked}, options_from(stated), Decimal(1), {})
    assert outcomes(found) == {"A": "not_invited", "B": "not_invited", "C": "invited", "D": "invited"}
    withdrawn = tables["applications"].with_columns(pl.Series("status", ["withdrawn", None, None, None]))
    found = invite(tables | {"applications": withdrawn}, options_from(published()), Decimal(1), {})
    assert outcomes(found)["A"] == "not_eligible"
    record = write_invitation(found, published(), tables | {"applications": withdrawn})
    assert verify_invitation(record, published(), tables | {"applications": withdrawn}).holds


WORKED_FOLDERS = Path(__file__).parents[3] / "docs" / "worked"


@pytest.mark.parametrize(
    ("name", "cap", "names"),
    [
        ("real-pot", "1", {"P1", "P2", "P3", "P5"}),  # of 30 million: 12 + 9 + 8 + 1; P4's 10 do not fit
        ("real-pot", "1.4", {"P1", "P2", "P3", "P4", "P5"}),  # 40 of 42 million
        ("mixed-pot", "1.4", {"A", "B", "C", "E", "F"}),  # DE 420: 150, 300, 360, not 560, 370; the top-up is left out
    ],
)
def test_common_money_is_capped_like_a_funders(name, cap, names):
    call = read_folder(WORKED_FOLDERS / name, "select")
    found = invite(call.tables, options_from(call.settings), Decimal(cap))
    assert {one for one, outcome in outcomes(found).items() if outcome == "invited"} == names
    verdict = verify_invitation(write_invitation(found, call.settings, call.tables), call.settings, call.tables)
    assert verdict.holds, "\n".join(map(str, verdict.failures))
