"""National points: who moves whom, and by how much at most."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from renkei.engines.selection import PointsOrder, SelectionError
from renkei.money import rounded
from renkei.settings import SelectionSettings
from tests.engines.selection.ranking.calls import RankedCall
from tests.engines.selection.ranking.deciding import decide

CALL = RankedCall(
    {"A": ("12", {"X": 1, "Y": 1}), "B": ("10", {"X": 1}), "C": ("10", {"Y": 1})},
    {"X": 60, "Y": 30},
    selection=SelectionSettings(rule="gaps", who_ranks="national_points"),
)


def finals(call: RankedCall) -> dict[str, Fraction]:
    order = decide(call).order
    assert isinstance(order, PointsOrder)
    return {one: entry.final for one, entry in order.applications.items()}


def ranks(call: RankedCall) -> dict[str, int]:
    return dict(decide(call).outcomes.select("application_id", "rank").iter_rows())


def test_without_a_vote_the_experts_order_stands():
    assert finals(CALL) == {"A": 12, "B": 10, "C": 10}


def test_the_same_vote_on_the_same_share_moves_nobody():
    assert finals(CALL.by(votes={("A", "X"): "10", ("B", "X"): "10"})) == {"A": 12, "B": 10, "C": 10}


def test_whoever_gains_most_gains_half_the_span_and_the_others_in_proportion():
    votes = {("A", "X"): "0", ("B", "X"): "5", ("A", "Y"): "0", ("C", "Y"): "5"}
    assert finals(CALL.by(votes=votes)) == {"A": 12, "B": 11, "C": Fraction(21, 2)}


def test_neutral_is_the_mean_of_the_states_points_and_neutral_on_everything_is_nothing():
    three = CALL.by(applications=CALL.applications | {"D": ("10", {"X": 1})})
    votes = {("A", "X"): "0", ("B", "X"): "10"}
    assert finals(three.by(votes=votes, stances={("D", "X"): "neutral"}))["D"] == Fraction(21, 2)
    assert finals(three.by(stances={(one, "X"): "neutral" for one in "ABD"}))["D"] == 10


def test_abstention_enters_neither_mean_nor_minimum():
    three = CALL.by(applications=CALL.applications | {"D": ("10", {"X": 1})})
    votes = {("A", "X"): "4", ("B", "X"): "8"}
    assert finals(three.by(votes=votes)) == finals(three.by(votes=votes, stances={("D", "X"): "abstain"}))
    assert finals(three.by(votes=votes)) == {"A": 12, "B": 11, "C": 10, "D": 10}


def test_points_are_subtracted_where_low_is_best():
    votes = {("A", "X"): "0", ("B", "X"): "10"}
    assert finals(CALL.by(best="low", votes=votes)) == {"A": 12, "B": 9, "C": 10}


def test_a_confirmed_raise_does_not_turn_the_order():
    votes = {("A", "X"): "0", ("B", "X"): "5", ("A", "Y"): "0", ("C", "Y"): "5"}
    call = CALL.by(votes=votes)
    raised = call.tables["funders"].with_columns(confirmed_raise=pl.lit(1000, pl.Int64))
    again = decide(call)
    from renkei.engines.selection import options_from, select

    found = select(**(call.tables | {"funders": raised}), options=options_from(call.settings))
    assert found.order == again.order


def test_scores_that_print_alike_may_differ_in_rank_and_equal_fractions_tie():
    votes = {("A", "X"): "0", ("B", "X"): "9.999999", ("A", "Y"): "0", ("C", "Y"): "10"}
    near = CALL.by(budgets={"X": 30, "Y": 30}, votes=votes).selecting(points_places=2)
    scores = dict(decide(near).outcomes.select("application_id", "score").iter_rows())
    assert scores["B"] == scores["C"] == Decimal(11)
    assert ranks(near) == {"A": 1, "C": 2, "B": 3}
    assert ranks(near.by(votes=votes | {("B", "X"): "10"})) == {"A": 1, "B": 2, "C": 2}


def test_nobody_falls_below_a_threshold_by_votes_and_nobody_rises_over_it():
    call = CALL.by(applications=CALL.applications | {"D": ("7.9", {"X": 1})}, votes={("D", "X"): "10"})
    assert decide(call).reasons["D"].because == "below_threshold"
    assert finals(call).keys() == {"A", "B", "C"}


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [("1/3", 3, "0.333"), ("2/3", 3, "0.667"), ("1/2", 0, "1"), ("-1/2", 0, "-1"), ("12345/1000", 2, "12.35")],
)
def test_a_fraction_is_printed_half_up(value, places, printed):
    assert str(rounded(Fraction(value), places)) == printed


def test_a_score_that_is_missing_is_asked_for():
    tables = CALL.tables
    empty = tables["applications"].with_columns(score=None).cast({"score": tables["applications"].schema["score"]})
    from renkei.engines.selection import options_from, select

    with pytest.raises(SelectionError, match="no score for A, B, C"):
        select(**(tables | {"applications": empty}), options=options_from(CALL.settings))
