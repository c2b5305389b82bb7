"""The calls of docs/examples-of-calls.md and of docs/decisions/0006-top-up.md, checked by hand."""

from pathlib import Path

import pytest

from renkei.engines.selection import Selection, options_from, select
from renkei.programme import read_folder
from renkei.records.verify import verify
from renkei.records.write import write
from tests.engines.selection.pot_calls import PotCall, decide
from tests.engines.selection.test_top_up import MIXED

WORKED = Path(__file__).parents[3] / "docs" / "worked"
MILLION = 10**6 * 100  # NOK in øre


def decided(name: str) -> Selection:
    folder = read_folder(WORKED / name, "select")
    return select(**folder.tables, options=options_from(folder.settings))


@pytest.mark.parametrize("name", ["mixed-pot", "real-pot"])
def test_the_worked_folders_are_verified(name: str) -> None:
    folder = read_folder(WORKED / name, "select")
    verdict = verify(write(decided(name), folder.settings, folder.tables), folder.settings, folder.tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


def test_the_mixed_pot_is_settled_as_the_page_explains() -> None:
    found = decided("mixed-pot")
    top_up = found.top_up
    assert top_up is not None
    assert found.funded == ("A", "B", "C", "E")
    assert top_up.national == 300_000_00 + 200_000_00 + 50_000_00
    assert top_up.amount == 270_895_52  # 0.33 / 0.67 of 550,000.00 is 270,895.522…
    assert (top_up.proportional, top_up.gap, top_up.rest) == (40_634_32 + 27_089_55, 203_171_64, 1)
    assert (top_up.committed, top_up.left) == (110_000_00, 160_895_52)
    german, polish = top_up.funders["DE"], top_up.funders["PL"]
    assert (german.used, german.gap) == (40_634_32, 19_365_68)
    assert (polish.proportional, polish.used, polish.gap) == (108_358_20, 108_358_20, 91_641_80)  # PLN
    assert polish.gap_cost == 22_910_45
    assert found.reasons["D"].short == {"DE": 200_000_00, "PL": 100_000_00}
    assert found.reasons["F"].short == {"DE": 10_000_00}


def test_the_real_pot_is_a_pure_ranking_and_two_thirds_of_it_are_national() -> None:
    found = decided("real-pot")
    pot = found.real_pots["POT"]
    given = {funder: one.converted for funder, one in pot.contributions.items()}
    assert given == {"NF": 10 * MILLION, "NO": 10 * MILLION, "SE": 5 * MILLION, "FI": 5 * MILLION}
    assert 3 * (sum(given.values()) - given["NF"]) >= 2 * sum(given.values())
    assert found.funded == ("P1", "P2", "P3")
    (spent,) = found.spending.to_dicts()
    assert (spent["budget"], spent["committed"], spent["left"]) == (30 * MILLION, 29 * MILLION, MILLION)
    assert found.reasons["P4"].short == {"POT": 9 * MILLION}
    assert (found.reasons["P5"].kind, found.reasons["P5"].short) == ("stopped", {})
    assert (found.next_raises["POT"].amount, found.next_raises["POT"].enters) == (9 * MILLION, ("P4",))


def top_up(cap: int, share: str, gap_part: str) -> dict[str, dict[str, object]]:
    return {"T": {"kind": "top_up", "cap": cap, "share": share, "gap_part": gap_part}}


LEAST = PotCall(  # call 1
    {"A": ("14", {"X": 4}), "B": ("13", {"X": 6})}, {"X": {"budget": 4} | MIXED}, top_up(10, "0.5", "1")
)
NOT_MONOTONE = LEAST.by(  # call 2
    applications={"A": ("14", {"X": 4}), "B": ("13", {"X": 6, "Y": 5})},
    funders={"X": {"budget": 4} | MIXED, "Y": {"budget": 5}},
)
TIED = PotCall(  # call 3
    {"A": ("14", {"X": 6}), "B": ("13", {"X": 6}), "C": ("13", {"X": 6}), "D": ("12", {"X": 1})},
    {"X": {"budget": 10} | MIXED},
    top_up(4, "0.5", "1"),
)
SHARED = PotCall(  # call 4
    {"A": ("14", {"X": 4, "Y": 4}), "B": ("13", {"X": 1})},
    {"X": {"budget": 3, "confirmed_raise": 1} | MIXED, "Y": {"budget": 3} | MIXED},
    top_up(3, "1", "0.5"),
)


def test_call_1_a_set_that_its_own_national_money_does_not_bear_is_left() -> None:
    found = decide(LEAST)
    assert found.funded == ("A",)
    assert (found.top_up.amount, found.top_up.national) == (4, 4)


def test_call_2_a_larger_amount_may_hold_where_a_smaller_one_does_not() -> None:
    found = decide(NOT_MONOTONE)
    assert found.funded == ("A", "B")
    assert (found.top_up.amount, found.top_up.national) == (9, 9)
    capped = decide(NOT_MONOTONE.by(pots=top_up(5, "0.5", "1")))
    assert (capped.funded, capped.top_up.amount) == (("A",), 4)


def test_call_3_the_part_of_the_gaps_group_is_above_the_gap_and_what_the_lot_chooses_is_open() -> None:
    found = decide(TIED)
    assert (found.funded, found.tied, found.ties_exact) == (("A",), ("B", "C"), True)
    assert (found.top_up.amount, found.top_up.national) == (4, None)
    drawn = decide(TIED, "2026")
    assert len(drawn.funded) == 2
    assert (drawn.top_up.committed, drawn.top_up.left) == (2, 2)
    assert drawn.reasons["D"].short == {"X": 1}  # below the gap the 2 that are left pay nothing


def test_ties_passed_on_the_way_down_leave_nothing_open_where_every_lot_comes_to_the_same() -> None:
    group = {"B": ("13", {"X": 7}), "C": ("13", {"X": 7}), "D": ("13", {"X": 5}), "E": ("13", {"X": 5})}
    found = decide(LEAST.by(applications={"A": ("14", {"X": 4})} | group, pots=top_up(12, "0.5", "1")))
    assert (found.funded, found.tied, found.ties_exact) == (("A",), (), True)
    assert found.top_up.amount == 4


def test_call_4_confirmed_raises_come_first_then_the_proportional_part_then_the_gap_part() -> None:
    found = decide(SHARED)
    parts = found.top_up.funders
    # Half of 3 in proportion to the budgets 3 and 3 is 0.75 each, rounded down 0; half for gaps is 1.5, rounded down 1.
    assert (found.top_up.proportional, found.top_up.gap, found.top_up.rest) == (0, 1, 2)
    assert (parts["X"].used, parts["X"].gap) == (0, 0)
    assert (parts["Y"].used, parts["Y"].gap) == (0, 1)
    assert found.funded == ("A",)
