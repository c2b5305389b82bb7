"""Where the differences between scores come from: applications, reviewers, and what is left.

Estimates by fitting constants (Henderson's method 3; Searle, Casella, McCulloch, Variance Components, 1992, chapter 5).
A reviewer reads an application once, so the reviewers' share is what lies within applications less the residual.
"""

from dataclasses import dataclass

import numpy as np

from renkei.engines.scoring.panel import Panel, Reals
from renkei.engines.scoring.severity import Deviations

EXACT = 1e-12  # a smaller part of a sum of squares is what arithmetic leaves


@dataclass(frozen=True)
class Components:
    """Variances in points squared, as estimated: they may be below 0. None where the reviews do not tell.

    `within`: of reviews of one application, `within_df` its degrees of freedom. `residual` and `reviewers` are its two
    parts; `applications` is between applications, beside both; `between` the same where `within` is all noise.
    """

    within: float | None
    within_df: int
    between: float | None
    residual: float | None
    residual_df: int
    reviewers: float | None
    applications: float | None
    panel_size: float

    @property
    def told_apart(self) -> bool:
        """Whether severity can be told from the rest."""
        return self.reviewers is not None


def components(panel: Panel, found: Deviations | None) -> Components:
    """The components of one score a review; `found` are the reviewers' deviations."""
    n, applications, reviewers = len(panel.y), len(panel.applications), len(panel.reviewers)
    groups = panel.number_of_groups
    df, rest = n - applications, panel.left_over
    inside = _squares(panel.within)
    within = inside / df if df else None
    size = float(n - (panel.reviews**2).sum() / n) / (applications - 1) if applications > 1 else float(n)
    between = _between(panel, within, size)
    if found is None or rest <= 0 or within is None:
        return Components(within, df, between, None, max(rest, 0), None, None, size)
    left = inside - found.fitted if inside - found.fitted > EXACT * inside else 0.0
    residual = left / rest
    by_reviewer = panel.y - (panel.by_reviewer(panel.y) / panel.read)[panel.reviewer]
    across = (_squares(by_reviewer) - left - (applications - groups) * residual) / max(1, n - reviewers)
    return Components(within, df, between, residual, rest, within - residual, across, size)


def _between(panel: Panel, within: float | None, size: float) -> float | None:
    """Between applications by the analysis of variance of one factor; `size` stands for the number of reviews each."""
    if within is None or len(panel.applications) < 2:
        return None
    means = panel.by_application(panel.y) / panel.reviews
    mean_square = float((panel.reviews * (means - panel.y.mean()) ** 2).sum()) / (len(means) - 1)
    return (mean_square - within) / size


def _squares(values: Reals) -> float:
    return float(np.square(values).sum())
