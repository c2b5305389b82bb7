"""Real votes: Swiss panel grades and NeurIPS ratings, read beside the checkout and never copied."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from renkei.engines.scoring import ScoreError
from renkei.engines.scoring.consensus import consensus
from renkei.engines.scoring.options import ScoreOptions
from renkei.engines.scoring.severity import deviations
from renkei.engines.scoring.variance import components
from tests.engines.scoring.panels import ONE, laid_out, reviews_of, scored

DATA = Path(__file__).parents[4] / "shared/data/scores"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the public votes are not at {DATA}")


def votes(section: str) -> pl.DataFrame:
    rows = pl.read_csv(DATA / "snsf_votes.csv").filter(pl.col("section") == section)
    return reviews_of(
        (one, f"{section}-{who}", "merit", grade)
        for one, who, grade in rows.select("proposal", "assessor", "num_grade").iter_rows()
    )


def test_swiss_assessors_agree_well_and_are_hardly_severe() -> None:
    made = scored(votes("two"), correct_severity=True)
    figures = made.agreement.row(0, named=True)
    assert 0.8 < figures["alpha"] < figures["mean"]
    assert made.parts.reviewers is not None
    assert made.parts.within is not None
    assert made.parts.reviewers < 0.02 * made.parts.within
    plain = scored(votes("two"))
    assert (made.scores["score"] - plain.scores["score"]).abs().max() <= Decimal("0.05")


def test_hidden_swiss_votes_are_foretold_no_better_and_no_worse_by_corrected_scores() -> None:
    reviews, errors = votes("one"), []
    for seed in range(20):
        hidden = pl.Series(np.random.default_rng(seed).random(reviews.height) < 0.2)
        rest, away = laid_out(reviews.filter(~hidden)), reviews.filter(hidden)
        parts = components(rest, deviations(rest))
        made = [consensus(rest, parts, ScoreOptions(ONE, correct_severity=one)) for one in (False, True)]
        place = {one: at for at, one in enumerate(rest.applications)}
        at, true = [place[one] for one in away["application_id"]], away["score"].to_numpy().astype(float)
        errors.append([np.sqrt(np.mean((true - np.array([float(x) for x in one.exact])[at]) ** 2)) for one in made])
    plain, corrected = np.mean(errors, axis=0)
    assert corrected == pytest.approx(plain, rel=0.005)


def test_two_swiss_sections_are_two_groups_and_a_correction_says_so() -> None:
    both = pl.concat([votes("one"), votes("two")])
    with pytest.raises(ScoreError, match="2 groups that no reviewer links"):
        scored(both, correct_severity=True)


def test_neurips_ratings_are_scored_with_confidence_though_nobody_reads_twice() -> None:
    rows = pl.read_csv(DATA / "neurips2024_reviews.csv").head(4000)
    names = ("paper_id", "reviewer_id", "rating", "confidence")
    made = scored(
        reviews_of((one, who, "merit", rating, sure) for one, who, rating, sure in rows.select(names).iter_rows())
    )
    assert made.weighted
    assert made.parts.reviewers is None
    assert made.severity["severity"].null_count() == made.severity.height
    assert 0 < made.agreement["one"][0] < 0.3
    assert made.ranks.height == rows["paper_id"].n_unique()
