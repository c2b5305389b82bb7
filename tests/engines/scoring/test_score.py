"""Scores from reviews: what they are, what they do not depend on, and what is said where little is known."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from renkei.engines.scoring import ScoreError, ScoreOptions, score
from renkei.tables import CRITERIA_SCORES, REVIEWS
from tests.engines.scoring.panels import ONE, applications_of, merit, panels, reviews_of, scored, table

EU = tuple((name, Fraction(1)) for name in ("excellence", "impact", "implementation"))


def scores(made) -> dict[str, Decimal]:
    return dict(made.scores.select("application_id", "score").iter_rows())


def test_the_worked_example_of_the_guide_comes_out_as_by_hand() -> None:
    made = scored(merit({"A": {"R1": 8, "R2": 6, "R3": 7}, "B": {"R1": 5, "R4": 5, "R5": 2}, "C": {"R3": 6}}))
    assert scores(made) == {"A": Decimal(7), "B": Decimal(4), "C": Decimal(6)}
    # within: (1 + 1 + 0) + (1 + 1 + 4) = 8 over (3 − 1) + (3 − 1) + (1 − 1) = 4: variance 2
    assert made.parts.within == pytest.approx(2)
    assert (made.parts.within_df, made.alone) == (4, 1)
    # nothing tells severity; variances 2/3, 2/3, 2, beside their mean A has (2/3 − 2·2/3/3 + (10/3)/9) · 3/2 = 8/9
    error = dict(made.scores.select("application_id", "score_error").iter_rows())
    assert error["A"] == error["B"] == Decimal("0.943")
    assert error["C"] == Decimal("1.248")  # √(14/9) = 1.2472, rounded up


def test_criteria_add_up_as_the_weights_say() -> None:
    rows = [("A", "R1", "excellence", 4), ("A", "R1", "impact", 3), ("A", "R1", "implementation", 5)]
    rows += [("A", "R2", "excellence", 5), ("A", "R2", "impact", 3), ("A", "R2", "implementation", 4.5)]
    made = scored(reviews_of(rows), weights=EU)
    assert scores(made) == {"A": Decimal("12.25")}
    assert made.criteria.rows() == [
        ("A", "excellence", Decimal("4.5")),
        ("A", "impact", Decimal(3)),
        ("A", "implementation", Decimal("4.75")),
    ]
    assert dict(made.criteria.schema) == CRITERIA_SCORES.schema
    halves = (("excellence", Fraction(1, 2)), ("impact", Fraction(1, 2)), ("implementation", Fraction(0)))
    made = scored(reviews_of(rows), weights=halves)
    assert scores(made) == {"A": Decimal("3.75")}
    assert made.criteria.height == 3  # one of weight 0 is reported


def test_confidence_weighs_a_review_and_an_equal_one_changes_nothing() -> None:
    rows = [
        ("A", "R1", "merit", 4, 3),
        ("A", "R2", "merit", 1, 1),
        ("B", "R1", "merit", 2, 5),
        ("B", "R2", "merit", 3, 5),
    ]
    made = scored(reviews_of(rows))
    assert scores(made) == {"A": Decimal("3.25"), "B": Decimal("2.5")}
    assert made.weighted
    ignored = scored(reviews_of(rows), use_confidence=False)
    assert (scores(ignored)["A"], ignored.weighted) == (Decimal("2.5"), False)


def test_scores_are_rounded_half_up_exactly_and_errors_up() -> None:
    made = scored(merit({"A": {"R1": 1, "R2": 1.25}, "B": {"R1": 2, "R2": 2}}), places=2)
    assert scores(made)["A"] == Decimal("1.13")  # 1.125, which a float would still hold; 0.145 it would not:
    made = scored(merit({"A": {"R1": "0.14", "R2": "0.15"}, "B": {"R1": 2, "R2": 2}}), places=2)
    assert scores(made)["A"] == Decimal("0.15")
    assert made.scores["score_error"].min() > 0


def test_equal_reviews_tie_exactly_whatever_order_they_come_in() -> None:
    made = scored(merit({"A": {"R1": "0.1", "R2": "0.2", "R3": "0.3"}, "B": {"R1": "0.3", "R2": "0.1", "R3": "0.2"}}))
    assert made.ranks["rank"].to_list() == [1, 1]


@settings(max_examples=25, deadline=None)
@given(panels(), st.integers(-3, 3), st.sampled_from([Fraction(1, 2), Fraction(2), Fraction(3)]), st.booleans())
def test_a_shift_and_another_unit_move_scores_and_errors_with_them_and_leave_agreement(
    reviews: pl.DataFrame, shift: int, unit: Fraction, correct: bool
) -> None:
    changed = reviews.with_columns(
        pl.Series("score", [Decimal(float(unit)) * one + shift for one in reviews["score"]], REVIEWS.schema["score"])
    )
    try:
        before, after = (scored(one, places=6, correct_severity=correct) for one in (reviews, changed))
    except ScoreError:
        return
    for name in ("score", "score_error"):
        own, other = before.scores[name], after.scores[name]
        if own.null_count() == 0:
            moved = [float(unit) * float(one) + (shift if name == "score" else 0) for one in own]
            assert [float(one) for one in other] == pytest.approx(moved, abs=1e-5)
    for name in ("one", "mean", "absolute", "consistent", "alpha"):
        pairs = zip(before.agreement[name], after.agreement[name], strict=True)
        assert all(a == b or float(a) == pytest.approx(float(b), abs=1e-5) for a, b in pairs)


@settings(max_examples=25, deadline=None)
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(reviews: pl.DataFrame, random) -> None:
    order = list(range(reviews.height))
    random.shuffle(order)
    one, other = scored(reviews), scored(reviews[order])
    for name in ("scores", "criteria", "ranks", "severity", "agreement"):
        assert_frame_equal(getattr(one, name), getattr(other, name))


@settings(max_examples=25, deadline=None)
@given(panels())
def test_names_change_nothing_but_names(reviews: pl.DataFrame) -> None:
    """Other names in another order: every score, error and severity goes with its owner."""
    back = [pl.col(name).str.replace_all("A", "Z").str.reverse() for name in ("application_id",)]
    renamed = reviews.with_columns(*back, pl.col("reviewer_id").str.replace_all("R", "Q").str.reverse())
    one, other = scored(reviews), scored(renamed)
    own = one.scores.with_columns(*back).sort("application_id").select("application_id", "score", "score_error")
    assert_frame_equal(own, other.scores.select(own.columns))
    strict = one.severity.with_columns(pl.col("reviewer_id").str.replace_all("R", "Q").str.reverse())
    assert_frame_equal(strict.sort("reviewer_id"), other.severity, abs_tol=1e-5, check_exact=False)


def test_a_scale_turned_round_leaves_ranks_and_turns_scores() -> None:
    rows = [[8, 7, None], [6, None, 4], [7, 5, None], [None, 5, 3], [9, None, 7]]
    turned = [[None if one is None else 10 - one for one in row] for row in rows]
    high, low = scored(table(rows)), scored(table(turned), high_is_best=False)
    assert_frame_equal(high.ranks, low.ranks)
    assert [10 - one for one in high.scores["score"]] == low.scores["score"].to_list()
    assert high.severity["severity"].to_list() == low.severity["severity"].to_list()


def test_only_eligible_applications_are_ranked_and_all_count_for_the_errors() -> None:
    reviews = table([[8, 7], [6, 4], [7, 5]])
    options = ScoreOptions(ONE, resamples=50)
    made = score(applications_of(reviews, A001="withdrawn"), reviews, options)
    assert sorted(made.ranks["application_id"]) == ["A000", "A002"]
    assert made.scores.height == 3
    assert made.parts == scored(reviews).parts


def test_where_no_application_has_two_reviews_errors_and_ranks_are_unknown() -> None:
    made = scored(merit({"A": {"R1": 4}, "B": {"R1": 3}, "C": {"R2": 5}}))
    assert made.scores["score_error"].null_count() == 3
    assert made.ranks.is_empty()
    assert scores(made)["C"] == Decimal(5)
    assert made.severity["severity"].null_count() == 2


def test_where_all_reviews_agree_errors_are_0_and_ranks_sure() -> None:
    made = scored(table([["3.3", "3.3", "3.3"], ["4.1", "4.1", "4.1"], ["3.3", "3.3", "3.3"]]))
    assert set(made.scores["score_error"]) == {Decimal(0)}
    rows = made.ranks.select("rank", "low_95", "high_95", "first").rows()
    assert rows == [(1, 1, 1, 200), (2, 2, 2, 0), (2, 2, 2, 0)]


def test_one_application_alone_is_scored_and_first() -> None:
    made = scored(table([[3, 4]]))
    assert made.scores["score_error"].to_list() == [Decimal("0.5")]
    assert made.ranks.select("rank", "low_95", "high_95").rows() == [(1, 1, 1)]


def test_nothing_to_score_is_refused() -> None:
    with pytest.raises(ScoreError, match="nothing to score"):
        scored(REVIEWS.empty())
    with pytest.raises(ScoreError, match="a weight above 0"):
        scored(table([[1, 2]]), weights=(("merit", Fraction(0)),))
