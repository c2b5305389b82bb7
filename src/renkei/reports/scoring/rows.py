"""The tables scores, severity and agreement, as their contracts say."""

import polars as pl

from renkei.engines.scoring import TOTAL, Scoring
from renkei.tables import AGREEMENT, DECIMALS, SCORES, SEVERITY

WHOLE = "*"  # in place of a criterion
DECIMAL = pl.Decimal(38, DECIMALS)


def score_rows(made: Scoring) -> pl.DataFrame:
    """A row for each application: the eligible best first, then the others."""
    ends = ("low_95", "low_80", "high_80", "high_95")
    share = (pl.col("first") / pl.col("resamples")).round(DECIMALS).cast(DECIMAL)
    ranks = made.ranks.with_columns(share.alias("among_first")).rename(
        {"expected": "expected_rank"} | {name: f"rank_{name}" for name in ends}
    )
    joined = made.scores.join(ranks, "application_id", how="left", maintain_order="left")
    order = [pl.col("rank"), pl.col("expected_rank"), pl.col("application_id")]
    return joined.sort(order, nulls_last=True).select(pl.col(name).cast(kind) for name, kind in SCORES.schema.items())


def severity_rows(made: Scoring) -> pl.DataFrame:
    """A row for each reviewer, the strictest first, then those of whom nothing is known."""
    rows = made.severity.sort("severity", "reviewer_id", descending=[True, False], nulls_last=True)
    return rows.select(pl.col(name).cast(kind) for name, kind in SEVERITY.schema.items())


def agreement_rows(made: Scoring) -> pl.DataFrame:
    """A row for each criterion, before them one for the total."""
    names = {name: f"icc_{name}" for name in ("one", "mean", "absolute", "consistent")}
    rows = made.agreement.rename(names).with_columns(pl.col("criterion").replace({TOTAL: WHOLE}))
    return rows.select(pl.col(name).cast(kind) for name, kind in AGREEMENT.schema.items())
