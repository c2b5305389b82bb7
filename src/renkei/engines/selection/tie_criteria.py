"""The published tie criteria: each gives an application one whole figure; the part with the largest total is taken."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from renkei.defects import say
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.settings import BUILT_IN_TIE_CRITERIA
from renkei.tables import DECIMALS

MILLION = 10**6
Figures = NDArray[np.int64]


def fixed_figures(
    name: str, ids: Sequence[str], scores: pl.DataFrame, paid: pl.DataFrame, options: SelectionOptions
) -> Figures | None:
    """One figure per application for a tie criterion; None for `under_spent`, which depends on what is left.

    `paid` are the requests put to funders with their `worth` in the reporting currency. A criterion's figure is its
    score in millionths (turned round where low is best), `sme_share` the share of SMEs and startups in millionths,
    rounded down.
    """
    if name == "under_spent":
        return None
    figures = _sme_share(paid) if name == "sme_share" else _criterion(name, ids, scores, options)
    return np.array([figures.get(one, 0) for one in ids], np.int64)


def under_spent(asked: Sequence[Mapping[int, int]], left: Sequence[int], capacity: Sequence[int]) -> Figures:
    """Mean share of their budgets that the funders it asks have left, in millionths, each rounded down."""
    share = [MILLION * rest // whole if whole else 0 for rest, whole in zip(left, capacity, strict=True)]
    return np.array([sum(share[row] for row in rows) // len(rows) if rows else 0 for rows in asked], np.int64)


def _sme_share(paid: pl.DataFrame) -> Mapping[str, int]:
    small = pl.col("worth").filter(pl.col("size").is_in(["sme", "startup"])).sum()
    totals = paid.group_by("application_id").agg(small.alias("small"), pl.col("worth").sum())
    return {one: MILLION * part // whole if whole else 0 for one, part, whole in totals.iter_rows()}


def _criterion(name: str, ids: Sequence[str], scores: pl.DataFrame, options: SelectionOptions) -> Mapping[str, int]:
    rows = scores.filter(pl.col("criterion") == name).select("application_id", "score")
    found: dict[str, Decimal] = dict(rows.iter_rows())
    missing = [one for one in ids if one not in found]
    if missing:
        known = ", ".join(BUILT_IN_TIE_CRITERIA)
        raise SelectionError(
            say(
                "tie criterion {name!r}: no score on it for {list}; enter it in criteria_scores, "
                "or name another criterion or one of {known}",
                name=name,
                list=", ".join(missing),
                known=known,
            )
        )
    sign = 1 if options.high_is_best else -1
    return {one: sign * int(score.scaleb(DECIMALS)) for one, score in found.items()}
