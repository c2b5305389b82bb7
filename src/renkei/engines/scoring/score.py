"""Reviews to scores: consensus, its error, ranks, severity and agreement (docs/score.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from renkei.engines.scoring.agreement import Agreement, agreement
from renkei.engines.scoring.consensus import Groups, consensus, groups_of
from renkei.engines.scoring.frames import agreement_frame, ranks_frame, scores_frame, severity_frame
from renkei.engines.scoring.options import ScoreError, ScoreOptions
from renkei.engines.scoring.panel import Panel, panel_of
from renkei.engines.scoring.severity import deviations
from renkei.engines.scoring.variance import Components, components
from renkei.money import rounded
from renkei.tables import CRITERIA_SCORES

TOTAL = ""  # in place of a criterion


@dataclass(frozen=True)
class Scoring:
    """The result; unknown is null.

    `scores`: application_id, reviews, score, score_error, and the score's interval as low_95, low_80, high_80, high_95.
    `criteria`: the contract's criteria_scores. `ranks`: application_id, rank, expected, the same ends of the rank's
    intervals, first (simulations in which it is among the first `places`), places, resamples; of the eligible, best
    first; no rows where errors are not known. `severity`: reviewer_id, reviews, severity (points by which the reviewer
    is stricter than others on the same applications), error, low, high (95 %), added (to each of their scores by a
    correction). `agreement`: criterion (`TOTAL` for the total), reviews, and the columns of `Agreement`.
    `parts` are the variances of the total, `groups` what reviews link; `weighted` says whether confidence made a
    difference; `clipped` as in `Consensus`.
    """

    options: ScoreOptions
    scores: pl.DataFrame
    criteria: pl.DataFrame
    ranks: pl.DataFrame
    severity: pl.DataFrame
    agreement: pl.DataFrame
    parts: Components
    groups: Groups
    weighted: bool
    clipped: int

    @property
    def alone(self) -> int:
        """How many applications have one review, so that their error rests on the others'."""
        return int((self.scores["reviews"] == 1).sum())


def score(applications: pl.DataFrame, reviews: pl.DataFrame, options: ScoreOptions) -> Scoring:
    """Score the applications that have reviews.

    The tables have the columns and types of `renkei.tables`; every review has a score on each criterion with a weight
    above 0. Reviews of applications that are not eligible count for the variances; only eligible ones are ranked.
    Raises ScoreError where severity is to be corrected and cannot be, and where there is nothing to score.
    """
    if reviews.is_empty() or not any(weight > 0 for _, weight in options.weights):
        raise ScoreError("there is nothing to score: reviews need a row, and a criterion a weight above 0")
    panel = panel_of(reviews, options.weights, use_confidence=options.use_confidence)
    found = deviations(panel)
    parts = components(panel, found)
    made = consensus(panel, parts, options)
    eligible = applications.filter(pl.col("status").fill_null("eligible") == "eligible")["application_id"]
    own = dict(_criteria(reviews, options))
    return Scoring(
        options=options,
        scores=scores_frame(panel, made, options),
        criteria=_criteria_scores(own, options.places),
        ranks=ranks_frame(panel, made, frozenset(eligible), options),
        severity=severity_frame(panel, found, parts, made, options),
        agreement=agreement_frame(_agreements(panel, parts, own, options)),
        parts=parts,
        groups=groups_of(panel),
        weighted=len(set(panel.confidence)) > 1,
        clipped=made.clipped,
    )


def _criteria(reviews: pl.DataFrame, options: ScoreOptions) -> Iterator[tuple[str, Panel]]:
    """Each criterion that has reviews, by itself."""
    for criterion, _ in options.weights:
        own = reviews.filter(pl.col("criterion") == criterion)
        if not own.is_empty():
            yield criterion, panel_of(own, [(criterion, Fraction(1))], use_confidence=options.use_confidence)


def _criteria_scores(own: dict[str, Panel], places: int) -> pl.DataFrame:
    """Each application's consensus on each criterion; severity, which is estimated on the total, stays in it."""
    rows = [
        (application, criterion, rounded(mean, places))
        for criterion, panel in own.items()
        for application, mean in zip(panel.applications, panel.means, strict=True)
    ]
    frame = pl.DataFrame(rows, schema=CRITERIA_SCORES.schema, orient="row")
    return frame.sort("application_id", maintain_order=True)


def _agreements(
    panel: Panel, parts: Components, own: dict[str, Panel], options: ScoreOptions
) -> Iterator[tuple[str, int, Agreement]]:
    """The total, where several criteria make it, then each criterion."""
    if sum(weight > 0 for _, weight in options.weights) > 1:
        yield TOTAL, len(panel.y), agreement(panel, parts)
    for criterion, one in own.items():
        yield criterion, len(one.y), agreement(one, components(one, deviations(one)))
