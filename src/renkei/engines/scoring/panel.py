"""The reviews laid out: one score a review, its application, its reviewer, its weight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from renkei.tables import DECIMALS

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]
UNIT = 10**DECIMALS


@dataclass(frozen=True)
class Panel:
    """A score for each review, in the order of application and reviewer.

    `application` and `reviewer` are positions in the sorted names; `scores` whole numbers of one `unit`-th of a point;
    `confidence` whole numbers, the same for all where confidence does not count.
    """

    applications: tuple[str, ...]
    reviewers: tuple[str, ...]
    application: Whole
    reviewer: Whole
    scores: tuple[int, ...]
    confidence: tuple[int, ...]
    unit: int

    @cached_property
    def y(self) -> Reals:
        """The scores in points."""
        return np.array([score / self.unit for score in self.scores])

    @cached_property
    def reviews(self) -> Whole:
        """How many reviews each application has."""
        return np.bincount(self.application, minlength=len(self.applications)).astype(np.int64)

    @cached_property
    def read(self) -> Whole:
        """How many applications each reviewer read."""
        return np.bincount(self.reviewer, minlength=len(self.reviewers)).astype(np.int64)

    @cached_property
    def shares(self) -> Reals:
        """Each review's share in its application's consensus; they add up to 1 for each application."""
        weights = np.array(self.confidence, dtype=np.float64)
        return weights / self.by_application(weights)[self.application]

    def by_application(self, values: Reals) -> Reals:
        """Sums of a value a review over each application."""
        return np.bincount(self.application, values, len(self.applications)).astype(np.float64)

    def by_reviewer(self, values: Reals) -> Reals:
        """Sums of a value a review over each reviewer."""
        return np.bincount(self.reviewer, values, len(self.reviewers)).astype(np.float64)

    @cached_property
    def within(self) -> Reals:
        """Each score without the plain mean of its application, in points; exactly 0 where all agree."""
        sums = [0] * len(self.applications)
        for place, score in zip(self.application.tolist(), self.scores, strict=True):
            sums[place] += score
        rows = zip(self.application.tolist(), self.scores, self.reviews[self.application].tolist(), strict=True)
        return np.array([(score * count - sums[place]) / (count * self.unit) for place, score, count in rows])

    def matrix(self, values: Reals) -> csr_array:
        """Applications × reviewers: a value where the one was read by the other, else nothing."""
        size = len(self.applications), len(self.reviewers)
        return csr_array((values, (self.application, self.reviewer)), shape=size)

    @cached_property
    def means(self) -> tuple[Fraction, ...]:
        """Each application's consensus, exactly: the mean of its scores, confidence their weight."""
        above, below = [0] * len(self.applications), [0] * len(self.applications)
        for place, score, confidence in zip(self.application.tolist(), self.scores, self.confidence, strict=True):
            above[place] += score * confidence
            below[place] += confidence
        return tuple(Fraction(over, under * self.unit) for over, under in zip(above, below, strict=True))

    @cached_property
    def groups(self) -> tuple[Whole, Whole]:
        """The group of each application and of each reviewer; within a group each is linked to each by reviews."""
        links = self.matrix(np.ones(len(self.application)))
        both = csr_array((links.data, (links.tocoo().row, links.tocoo().col + links.shape[0])), (sum(links.shape),) * 2)
        labels = connected_components(both, directed=False)[1].astype(np.int64)
        return labels[: links.shape[0]], labels[links.shape[0] :]

    @cached_property
    def number_of_groups(self) -> int:
        """How many groups nobody links."""
        return len(set(self.groups[0].tolist()))

    @property
    def left_over(self) -> int:
        """The degrees of freedom that applications and reviewers leave."""
        return len(self.scores) - len(self.applications) - len(self.reviewers) + self.number_of_groups


def panel_of(reviews: pl.DataFrame, weights: Sequence[tuple[str, Fraction]], *, use_confidence: bool) -> Panel:
    """The reviews as one score each: Σ weight × score over the criteria that have a weight above 0.

    A review's confidence is the mean of those of its criteria, each with its weight. Every review has a score on each
    of these criteria, and a confidence above 0 where confidence counts.
    """
    counted = [(name, weight) for name, weight in weights if weight > 0]
    base = lcm(*(weight.denominator for _, weight in counted))
    times = {name: int(weight * base) for name, weight in counted}
    asked = reviews.filter(pl.col("criterion").is_in(list(times))).sort("application_id", "reviewer_id")
    totals: dict[tuple[str, str], list[int]] = {}
    columns = ("application_id", "reviewer_id", "criterion", "score", "confidence")
    for application, reviewer, criterion, score, confidence in asked.select(columns).iter_rows():
        found = totals.setdefault((application, reviewer), [0, 0])
        found[0] += times[criterion] * int(score * UNIT)
        found[1] += times[criterion] * int(confidence * UNIT) if use_confidence and confidence is not None else 0
    some = any(confidence for _, confidence in totals.values())
    applications, reviewers = _names(key[0] for key in totals), _names(key[1] for key in totals)
    return Panel(
        tuple(applications),
        tuple(reviewers),
        np.array([applications[key[0]] for key in totals], dtype=np.int64),
        np.array([reviewers[key[1]] for key in totals], dtype=np.int64),
        tuple(score for score, _ in totals.values()),
        tuple(confidence if some else 1 for _, confidence in totals.values()),
        base * UNIT,
    )


def _names(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted(set(names)))}
