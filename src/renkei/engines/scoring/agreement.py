"""How far reviewers agree: intraclass correlations and Krippendorff's alpha."""

from dataclasses import dataclass

import numpy as np

from renkei.engines.scoring.panel import Panel
from renkei.engines.scoring.variance import Components


@dataclass(frozen=True)
class Agreement:
    """Agreement on one criterion, or on the total; None where the reviews do not tell, as when all scores are equal.

    `one` and `mean`: ICC(1,1) of one review and ICC(1,k) of a mean of `panel_size` reviews, whoever reads; `absolute`
    and `consistent`: ICC(2,1) and ICC(3,1), severity counted and not counted (Shrout and Fleiss 1979; for incomplete
    panels from the variance components). `alpha`: Krippendorff's, distances between scores squared.
    """

    one: float | None
    mean: float | None
    absolute: float | None
    consistent: float | None
    alpha: float | None


def agreement(panel: Panel, found: Components) -> Agreement:
    """The agreement of one score a review."""
    one = mean = absolute = consistent = None
    if found.between is not None and found.within is not None:
        one = _share(found.between, found.within)
        mean = _share(found.between, found.within / found.panel_size)
    if found.applications is not None and found.residual is not None and found.reviewers is not None:
        absolute = _share(found.applications, found.reviewers + found.residual)
        consistent = _share(found.applications, found.residual)
    return Agreement(one, mean, absolute, consistent, alpha(panel))


def _share(part: float, rest: float) -> float | None:
    return part / (part + rest) if part + rest > 0 else None


def alpha(panel: Panel) -> float | None:
    """Krippendorff's alpha with the interval metric, over the applications with two reviews or more.

    Squared differences over pairs are sums of squares around means (Krippendorff, Content Analysis, chapter 11).
    """
    paired = (panel.reviews > 1)[panel.application]
    if not paired.any():
        return None
    y, reviews = panel.y[paired], panel.reviews[panel.application][paired]
    around = panel.within[paired]
    observed = float((reviews / (reviews - 1) * around**2).sum()) / len(y)
    expected = float(np.square(y - y.mean()).sum()) / (len(y) - 1)
    return 1 - observed / expected if y.min() < y.max() else None
