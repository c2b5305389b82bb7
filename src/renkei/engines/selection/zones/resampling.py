"""Scores drawn again within their standard errors, with a lot for each drawing: seeded, and the same on every run."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import numpy as np
import polars as pl
from numpy.typing import NDArray

from renkei.defects import say
from renkei.engines.selection.options import SelectionError
from renkei.settings import Scale

Units = NDArray[np.int64]


@dataclass(frozen=True)
class Uncertain:
    """Scores and their standard errors in units of the last printed decimal, and the scale's ends in whole units."""

    scores: NDArray[np.float64]
    errors: NDArray[np.float64]
    decimals: int
    ends: tuple[int, int] | None

    def drawn(self, resamples: int, seed: int) -> Iterator[tuple[Units, tuple[int, ...]]]:
        """For each resample (every application's score in units, the lot's order of their positions).

        Two PCG64 streams are spawned from the seed: one gives a standard normal for each application in the order of
        their ids, resample after resample; the other a permutation for each resample.
        """
        normal, lots = (np.random.Generator(np.random.PCG64(one)) for one in np.random.SeedSequence(seed).spawn(2))
        for _ in range(resamples):
            around = self.scores + self.errors * normal.standard_normal(len(self.scores))
            units = np.floor(around + 0.5).astype(np.int64)
            yield units if self.ends is None else units.clip(*self.ends), tuple(lots.permutation(len(units)).tolist())


def uncertain(eligible: pl.DataFrame, scale: Scale | None) -> Uncertain:
    """The scores of the eligible applications with their standard errors.

    Raises SelectionError naming those without a score or an error: empty means unknown, never zero.
    """
    for column in ("score", "score_error"):
        missing = eligible.filter(pl.col(column).is_null())["application_id"].to_list()
        if missing:
            wrong = "no {column} for {list}: enter it (0 for a score that is certain)"
            raise SelectionError(say(wrong, column=column, list=", ".join(missing)))
    decimals = max(map(printed_decimals, eligible["score"]), default=0)
    unit = Fraction(10) ** decimals
    ends = None if scale is None else (ceil(Fraction(scale.minimum) * unit), floor(Fraction(scale.maximum) * unit))
    return Uncertain(
        np.array([float(Fraction(score) * unit) for score in eligible["score"]]),
        np.array([float(Fraction(error) * unit) for error in eligible["score_error"]]),
        decimals,
        ends,
    )


def printed_decimals(score: Decimal) -> int:
    """How many decimals a score is printed with, without trailing zeros."""
    return max(-int(score.normalize().as_tuple().exponent), 0)
