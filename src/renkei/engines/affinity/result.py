"""What an affinity comes to."""

from dataclasses import dataclass

import polars as pl

from renkei.engines.affinity.model import Model
from renkei.engines.affinity.options import AffinityOptions


@dataclass(frozen=True)
class Affinity:
    """`pairs` is the contract's table affinity: the best pairs and every pair with a bid; a refused pair stands there
    without an affinity, so that nobody takes it for a candidate.

    `reviewers`: reviewer_id, `publications`, `past_reviews`, `keywords` (how many of each have words), `best`, the
    highest affinity; None: no text. `applications`: application_id, `best`, and `reviewers` at or above the floor.
    """

    options: AffinityOptions
    pairs: pl.DataFrame
    reviewers: pl.DataFrame
    applications: pl.DataFrame
    model: Model

    @property
    def silent(self) -> tuple[str, ...]:
        """The reviewers without any text, of whom nothing is known but bids."""
        words = pl.col("publications") + pl.col("past_reviews") + pl.col("keywords")
        return tuple(self.reviewers.filter(words == 0)["reviewer_id"])

    @property
    def by_keywords(self) -> tuple[str, ...]:
        """The reviewers known by their keywords alone."""
        words = pl.col("publications") + pl.col("past_reviews")
        return tuple(self.reviewers.filter(words == 0, pl.col("keywords") > 0)["reviewer_id"])

    @property
    def unknown(self) -> tuple[str, ...]:
        """The applications that nobody knows: the best affinity lies below the floor, or there is none."""
        return tuple(self.applications.filter(pl.col("reviewers") == 0)["application_id"])
