"""Cuts that are known before a proof begins."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from renkei.solvers.packing import Cut, Mask, Whole
from renkei.solvers.tableau import Reals


class Pool(NamedTuple):
    """Cuts known beforehand, one a row: coefficients (whole, and as real numbers), right-hand sides and funders."""

    rows: Whole
    real: Reals
    right: Whole
    owner: Whole

    def only(self, kept: Mask) -> "Pool":
        """Some of the cuts."""
        return self if kept.all() else Pool(self.rows[kept], self.real[kept], self.right[kept], self.owner[kept])


def pooled(cuts: Sequence[Cut], width: int) -> Pool:
    """Cuts over ``width`` applications as a pool."""
    rows = np.array([cut.coefficients for cut in cuts], np.int64).reshape(len(cuts), width)
    right, owner = ([cut.right for cut in cuts], [cut.funder for cut in cuts])
    return Pool(rows, rows.astype(np.float64), np.array(right, np.int64), np.array(owner, np.int64))
