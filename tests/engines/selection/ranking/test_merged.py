"""Merging the funders' lists: what each merge says, and where an agreed list departs."""

from fractions import Fraction

import pytest

from renkei.engines.selection import MergedOrder, SelectionError
from renkei.engines.selection.ranking.merged import merged, overtakes, places, ranked, without_ground
from renkei.settings import SelectionSettings
from tests.engines.selection.ranking.calls import RankedCall
from tests.engines.selection.ranking.deciding import decide

CALL = RankedCall(
    {"A": ("14", {"X": 1}), "B": ("13", {"X": 1, "Y": 1}), "C": ("12", {"Y": 1})},
    {"X": 2, "Y": 2},
    ranks={("A", "X"): 1, ("B", "X"): 2, ("B", "Y"): 1, ("C", "Y"): 2},
    selection=SelectionSettings(rule="gaps", who_ranks="merged", merge="mean"),
)


def order(call: RankedCall) -> MergedOrder:
    found = decide(call).order
    assert isinstance(found, MergedOrder)
    return found


def test_a_list_of_one_says_neither_good_nor_bad():
    assert merged({"A": {"X": 1}}, "mean") == {"A": Fraction(1, 2)}


def test_gaps_in_a_funders_numbers_mean_nothing():
    assert merged({"A": {"X": 1}, "B": {"X": 2}}, "mean") == merged({"A": {"X": 10}, "B": {"X": 70}}, "mean")


def test_the_middle_of_an_odd_list_is_in_its_upper_half_and_the_third_of_four_is_not():
    three = places({"A": {"X": 1}, "B": {"X": 2}, "C": {"X": 3}})
    assert [three[one]["X"].in_upper_half for one in "ABC"] == [True, True, False]
    four = places({"A": {"X": 1}, "B": {"X": 2}, "C": {"X": 3}, "D": {"X": 4}})
    assert [four[one]["X"].in_upper_half for one in "ABCD"] == [True, True, False, False]


def test_equal_fractions_tie_although_floats_would_tell_them_apart():
    third = Fraction(1, 10) + Fraction(2, 10)
    assert 0.1 + 0.2 != 0.3
    assert ranked({"A": third, "B": Fraction(3, 10), "C": Fraction(1)}) == {"A": 1, "B": 1, "C": 3}


def test_an_ineligible_application_leaves_its_place_to_the_others():
    without = CALL.by(status={"A": "withdrawn"})
    assert order(without).applications["B"].value == Fraction(3, 8)  # 1/2 of a list of one, 1/4 of two
    assert order(without).applications["B"].ranks == {"X": 2, "Y": 1}


def test_breaking_a_tie_of_the_proposal_departs_from_nothing():
    assert overtakes({"A": 1, "B": 1}, {"A": 2, "B": 1}) == {"A": (), "B": ()}


def test_standing_level_with_one_that_was_above_is_a_departure():
    assert overtakes({"A": 1, "B": 2}, {"A": 1, "B": 1}) == {"A": (), "B": ("A",)}


def test_a_ground_at_either_of_the_two_is_enough():
    passed = overtakes({"A": 1, "B": 2, "C": 3}, {"A": 3, "B": 1, "C": 2})
    assert passed == {"A": (), "B": ("A",), "C": ("A",)}
    assert without_ground(passed, {"A": "it moves house"}) == []
    assert without_ground(passed, {"B": "its field is empty"}) == ["C"]


def test_without_an_agreed_list_the_proposal_is_the_order():
    found = decide(CALL)
    assert order(CALL).taken == "proposed"
    ranks = dict(found.outcomes.select("application_id", "rank").iter_rows())
    assert ranks == {one: entry.proposed for one, entry in order(CALL).applications.items()}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"selection": SelectionSettings(rule="gaps", who_ranks="merged")}, "needs the published merge"),
        ({"ranks": {("A", "X"): 1, ("B", "X"): 2, ("B", "Y"): 1}}, "by no other, for C"),
        ({"ranks": CALL.ranks | {("A", "Y"): 3}}, "by no other, for A"),
        ({"agreed": {"A": 1, "B": 2}}, "the agreed list lacks C"),
        ({"agreed": {"A": 2, "B": 3, "C": 1}}, "without a ground: write it in the column ground of C"),
    ],
)
def test_what_cannot_be_ordered_is_refused_in_words(change, says):
    with pytest.raises(SelectionError, match=says):
        decide(CALL.by(**change))
