"""How severe each reviewer is: least squares on the reviews that applications share.

score = application + reviewer + error. The applications are eliminated, which leaves S d = b in the reviewers'
deviations d: S is, for two reviewers, minus the sum over what both read of 1 / the number of reviews. Shrinkage adds
residual / reviewer variance to the diagonal (Henderson's mixed-model equations, reviewers random).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csc_array

from renkei.engines.scoring.panel import Panel, Reals, Whole

MOST = 5000  # reviewers of one group, whose matrix is 200 MB


@dataclass(frozen=True)
class Deviations:
    """Each reviewer's deviation from the mean of their group (+: higher scores), without shrinkage, in points.

    `spread` is what the residual variance is multiplied by to give a deviation's variance. `fitted` is the sum of
    squares that deviations take from within applications.
    """

    points: Reals
    spread: Reals
    fitted: float


def deviations(panel: Panel) -> Deviations | None:
    """The least-squares deviations; None where they would leave nothing to tell them from, or a group has more
    reviewers than `MOST`."""
    if panel.left_over <= 0:
        return None
    around, links = panel.by_reviewer(panel.within), _links(panel)
    points, spread = np.zeros(len(panel.reviewers)), np.zeros(len(panel.reviewers))
    for reviewers in _members(panel.groups[1]):
        if len(reviewers) > MOST:
            return None
        if len(reviewers) > 1:
            level = 1.0 / len(reviewers)  # S has one direction without a value, the level of all: it is put to 0
            inverse = _inverse(_matrix(panel, links, reviewers) + level) - level
            points[reviewers] = inverse @ around[reviewers]
            spread[reviewers] = np.diag(inverse)
    return Deviations(points, spread, float(points @ around))


def shrunk(panel: Panel, ratio: float) -> tuple[Reals, Reals]:
    """The deviations with shrinkage, and the inverse of their matrix; `ratio` is residual over reviewer variance."""
    reviewers = np.arange(len(panel.reviewers), dtype=np.int64)
    inverse = _inverse(_matrix(panel, _links(panel), reviewers) + np.diag(np.full(len(reviewers), ratio)))
    return inverse @ panel.by_reviewer(panel.within), inverse


def _members(groups: Whole) -> Iterator[Whole]:
    """The reviewers of each group."""
    order = np.argsort(groups, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)


def _links(panel: Panel) -> csc_array:
    """Applications × reviewers, so that the products of its columns are what S lacks of its diagonal."""
    return panel.matrix(1.0 / np.sqrt(panel.reviews[panel.application])).tocsc()


def _matrix(panel: Panel, links: csc_array, reviewers: Whole) -> Reals:
    """S for the reviewers of one group."""
    own = links[:, reviewers]
    matrix: Reals = np.diag(panel.read[reviewers].astype(np.float64)) - (own.T @ own).toarray()
    return matrix


def _inverse(matrix: Reals) -> Reals:
    inverse = cho_solve(cho_factor(matrix), np.eye(len(matrix)))
    settled: Reals = (inverse + inverse.T) / 2
    return settled
