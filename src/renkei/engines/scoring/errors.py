"""The standard error of each consensus beside the others.

Reviews of one application have equal variances whatever their confidence, which is a weight and no claim about
precision (docs/decisions/0032-scores.md). What severity does to all applications alike moves no order, so an error is
that of the consensus less the mean consensus; where everybody reads everything it holds no severity at all.
"""

import numpy as np

from renkei.engines.scoring.panel import Panel, Reals
from renkei.engines.scoring.variance import Components


def plain_errors(panel: Panel, found: Components) -> Reals | None:
    """The errors of plain consensus scores, in points; None where no application has two reviews."""
    if found.within is None:
        return None
    severity = max(0.0, found.reviewers or 0.0)
    noise = found.within - severity
    own = panel.by_application(panel.shares**2)
    load = panel.by_reviewer(panel.shares)  # of each reviewer in the sum of all scores
    shared = panel.by_application(panel.shares * load[panel.reviewer])
    return beside(own * (noise + severity), own * noise + shared * severity)


def corrected_errors(panel: Panel, found: Components, inverse: Reals) -> Reals:
    """The errors of consensus scores less the shrunken deviations, whose matrix has this `inverse`, in points."""
    if found.residual is None:
        raise ValueError("severity is not told from the rest")
    weighted, equal = panel.matrix(panel.shares), panel.matrix(1.0 / panel.reviews[panel.application])
    own = panel.by_application(panel.shares**2)
    crossed = weighted.multiply((2 * equal - weighted) @ inverse).sum(axis=1)
    ones = np.ones(len(panel.applications))
    to_weighted, to_equal = inverse @ (weighted.T @ ones), inverse @ (equal.T @ ones)
    sums = own + equal @ to_weighted + weighted @ (to_equal - to_weighted)
    return beside(found.residual * (own + crossed), found.residual * sums)


def beside(variances: Reals, sums: Reals) -> Reals:
    """The errors beside the mean, from each score's variance and the sum of its covariances with all scores.

    For scores with equal errors and nothing in common they are these errors.
    """
    count = len(variances)
    if count < 2:
        return np.sqrt(np.maximum(0.0, variances))
    centred = variances - 2 * sums / count + sums.sum() / count**2
    return np.asarray(np.sqrt(np.maximum(0.0, centred) * count / (count - 1)))
