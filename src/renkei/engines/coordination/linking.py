"""Neighbouring projects of different agencies: each among the other's nearest."""

import numpy as np
import polars as pl

from renkei.engines.coordination.alike import AGREEING, Alike, Places, Texts, Truths, agreeing, alike

EVER = 10**6  # years


def links(texts: Texts, projects: pl.DataFrame, least: float, nearest: int, reach: int) -> list[tuple[int, int]]:
    """Pairs of places (lower first), the most alike first; equal ones in the order of the projects.

    Two projects are linked where each is among the `nearest` of other agencies to the other, their likeness is at
    least `least` with enough words in common, and they run at most `reach` fiscal years apart, as far as that is known.
    """
    agencies = projects["agency"].rank("dense").fill_null(0).to_numpy()
    first, last = np.array(years_of(projects), dtype=np.int64).reshape(-1, 2).T

    def allowed(left: Places, right: Places) -> Truths:
        apart = np.maximum(first[left] - last[right], first[right] - last[left])
        known = (agencies[left] > 0) & (agencies[right] > 0)
        fits: Truths = known & (agencies[left] != agencies[right]) & (apart <= reach)
        return fits

    best = [_nearest(block, nearest) for block in alike(texts, least, allowed)]
    there = {(one, two): likeness for block in best for one, two, likeness in block}
    mutual = [(-likeness, one, two) for (one, two), likeness in there.items() if one < two and (two, one) in there]
    return [(one, two) for _, one, two in sorted(mutual) if len(agreeing(texts, one, two)) >= AGREEING]


def years_of(projects: pl.DataFrame) -> list[tuple[int, int]]:
    """Each project's first and last fiscal year; where they are unknown, never and for ever."""
    known = projects.select(pl.col("first_year").fill_null(-EVER), pl.col("last_year").fill_null(EVER))
    return list(known.iter_rows())


def _nearest(block: Alike, many: int) -> list[tuple[int, int, float]]:
    """Of each left text the `many` most alike right ones, of equal ones the first."""
    order = np.lexsort((block.right, -block.likeness, block.left))
    left = block.left[order]
    begins = np.searchsorted(left, left, side="left")
    kept = order[np.arange(len(order)) - begins < many]
    columns = (block.left[kept].tolist(), block.right[kept].tolist(), block.likeness[kept].tolist())
    return list(zip(*columns, strict=True))
