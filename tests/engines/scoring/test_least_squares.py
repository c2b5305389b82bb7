"""Severity and consensus against the whole normal equations, solved densely."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings

from renkei.engines.scoring import ScoreError
from renkei.engines.scoring.errors import corrected_errors, plain_errors
from renkei.engines.scoring.panel import Panel
from renkei.engines.scoring.severity import deviations, shrunk
from renkei.engines.scoring.variance import components
from tests.engines.scoring.panels import laid_out, merit, panels, scored, table


def design(panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    """A row a review: which application, and which reviewer."""
    rows = np.arange(len(panel.y))
    applications = np.zeros((len(rows), len(panel.applications)))
    reviewers = np.zeros((len(rows), len(panel.reviewers)))
    applications[rows, panel.application] = 1
    reviewers[rows, panel.reviewer] = 1
    return applications, reviewers


@settings(max_examples=60, deadline=None)
@given(panels())
def test_deviations_are_those_of_a_dense_least_squares_solve(reviews: pl.DataFrame) -> None:
    panel = laid_out(reviews)
    assume(panel.left_over > 0)
    found = deviations(panel)
    assert found is not None
    applications, reviewers = design(panel)
    whole = np.hstack([applications, reviewers])
    solved = np.linalg.lstsq(whole, panel.y, rcond=None)[0]
    points = solved[len(panel.applications) :]
    for group in set(panel.groups[1].tolist()):  # each group has its own level
        own = panel.groups[1] == group
        assert found.points[own] == pytest.approx(points[own] - points[own].mean(), abs=1e-8)
    left = panel.y - whole @ solved
    inside = panel.y - applications @ np.linalg.lstsq(applications, panel.y, rcond=None)[0]
    assert inside @ inside - found.fitted == pytest.approx(left @ left, abs=1e-8)
    rank = np.linalg.matrix_rank(whole)
    parts = components(panel, found)
    assert parts.residual_df == len(panel.y) - rank
    assert parts.residual == pytest.approx(left @ left / (len(panel.y) - rank), abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(panels())
def test_shrunken_deviations_and_consensus_solve_hendersons_equations(reviews: pl.DataFrame) -> None:
    panel = laid_out(reviews)
    ratio = 0.7
    points, inverse = shrunk(panel, ratio)
    applications, reviewers = design(panel)
    whole = np.hstack([applications, reviewers])
    ridge = np.diag([0.0] * len(panel.applications) + [ratio] * len(panel.reviewers))
    solved = np.linalg.solve(whole.T @ whole + ridge, whole.T @ panel.y)
    consensus = np.array([float(one) for one in panel.means])
    consensus -= panel.by_application(panel.shares * points[panel.reviewer])
    assert np.concatenate([consensus, points]) == pytest.approx(solved, abs=1e-8)
    corner = np.linalg.inv(whole.T @ whole + ridge)[len(panel.applications) :, len(panel.applications) :]
    assert inverse == pytest.approx(corner, abs=1e-8)


def told(within: float, reviewers: float, panel: Panel):
    """Components with given variances."""
    return replace(
        components(panel, deviations(panel)), within=within, residual=within - reviewers, reviewers=reviewers
    )


@settings(max_examples=40, deadline=None)
@given(panels())
def test_errors_are_those_of_the_whole_covariance_beside_the_mean(reviews: pl.DataFrame) -> None:
    weighted = reviews.with_columns((pl.col("score") + 1).alias("confidence"))
    panel = laid_out(weighted)
    parts = told(1.5, 0.6, panel)
    applications, reviewers = design(panel)
    count = len(panel.applications)
    mean = (applications * panel.shares[:, None]).T  # the consensus as a sum over reviews
    centre = np.eye(count) - np.full((count, count), 1 / count)
    noise, severity = 0.9, 0.6
    plain = mean @ (noise * np.eye(len(panel.y)) + severity * reviewers @ reviewers.T) @ mean.T
    expected = np.sqrt(np.diag(centre @ plain @ centre) * count / (count - 1))
    assert plain_errors(panel, parts) == pytest.approx(expected, abs=1e-9)

    _, inverse = shrunk(panel, noise / severity)
    around = np.eye(len(panel.y)) - applications @ np.diag(1 / panel.reviews) @ applications.T
    taken = inverse @ reviewers.T @ around  # the deviations as a sum over reviews
    off = mean @ (np.eye(len(panel.y)) - reviewers @ taken)  # error: off @ e + mean @ (Z - Z taken Z) d
    kept = mean @ (reviewers - reviewers @ taken @ reviewers)
    corrected = noise * off @ off.T + severity * kept @ kept.T
    expected = np.sqrt(np.maximum(0, np.diag(centre @ corrected @ centre)) * count / (count - 1))
    assert corrected_errors(panel, parts, inverse) == pytest.approx(expected, abs=1e-7)


def test_a_strict_reviewer_is_found_and_taken_off_where_everybody_reads_everything() -> None:
    rows = [[base + noise, base - noise, base - 2] for base, noise in ((8, 0.1), (6, -0.1), (7, 0.1), (5, -0.1))]
    made = scored(table(rows), correct_severity=True, places=4)
    strict = dict(made.severity.select("reviewer_id", "severity").iter_rows())
    assert float(strict["R002"]) == pytest.approx(4 / 3)
    assert float(strict["R000"]) == float(strict["R001"]) == pytest.approx(-2 / 3)
    plain = scored(table(rows), places=4)
    moved = made.scores["score"] - plain.scores["score"]
    assert moved.abs().max() < 0.01  # severity that all share moves no order


def test_where_panels_differ_the_correction_moves_what_a_strict_reviewer_read() -> None:
    rows = [[8, 8, None], [6, None, 4], [7, 7, None], [None, 5, 3], [9, None, 7], [None, 4, 2], [8.5, 8, 6.5]]
    plain, made = (scored(table(rows), places=2, correct_severity=one) for one in (False, True))
    moved = dict(zip(plain.scores["application_id"], made.scores["score"] - plain.scores["score"], strict=True))
    assert moved["A000"] < 0 < moved["A001"]
    added = dict(made.severity.select("reviewer_id", "added").iter_rows())
    assert added["R002"] > 0 > added["R000"]


def test_severity_is_negative_for_the_milder_and_positive_for_the_stricter_where_low_is_best() -> None:
    rows = [[2, 2, 4], [3, 3.5, 5], [1, 1, 3]]
    found = dict(scored(table(rows), high_is_best=False).severity.select("reviewer_id", "severity").iter_rows())
    assert found["R002"] > 0 > found["R000"]  # high figures are hard where 1 is best


def test_reviews_in_groups_that_nobody_links_are_refused_with_the_groups() -> None:
    reviews = merit(
        {"A1": {"R1": 1, "R2": 2}, "A2": {"R1": 3, "R2": 4}, "B1": {"S1": 1, "S2": 2}, "B2": {"S1": 2, "S2": 5}}
    )
    with pytest.raises(ScoreError, match="2 groups") as refused:
        scored(reviews, correct_severity=True)
    assert "A1, A2 read by R1, R2; B1, B2 read by S1, S2" in str(refused.value)
    linked = pl.concat([reviews, merit({"B1": {"R1": 1}})])
    assert len(scored(linked, correct_severity=True).groups) == 1


def test_linked_reviews_that_do_not_tell_severity_from_chance_are_refused() -> None:
    with pytest.raises(ScoreError, match="cannot be told from chance"):
        scored(merit({"A": {"R": 1, "S": 2}, "B": {"S": 3}}), correct_severity=True)


def test_a_corrected_score_stays_in_the_scale_and_it_is_said() -> None:
    rows = [[5, 5, None], [5, None, 3], [5, 4.8, None], [None, 5, 3], [5, None, 3.1], [None, 1, 0], [1, 0.9, 0]]
    made = scored(table(rows), correct_severity=True, ends=(Decimal(0), Decimal("4.5")))
    assert made.scores["score"].max() == Decimal("4.5")
    assert made.clipped > 0


def test_the_guides_severity_by_hand_comes_out_where_everybody_reads_everything() -> None:
    made = scored(table([[8, 7, 6], [6, 5, 1]]))
    assert made.severity["severity"].to_list() == [Decimal("-1.5"), Decimal("-0.5"), Decimal(2)]
