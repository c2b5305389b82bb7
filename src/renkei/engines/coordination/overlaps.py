"""Overlaps: cells that two agencies or more serve in the same fiscal year."""

import polars as pl

from renkei.engines.coordination.cells import by_level, by_stage, total
from renkei.engines.coordination.placing import CELL


def overlaps(served: pl.DataFrame) -> pl.DataFrame:
    """The table `cell_overlaps` of placed rows whose cells are known and served: most at stake first, by currency.

    At stake is what all agencies but the largest put there: the most that can be paid twice.
    """
    cell = list(CELL)
    several = served.with_columns(agencies=pl.col("agency").n_unique().over(cell).cast(pl.Int64))
    rows = (
        several.filter(pl.col("agencies") > 1)
        .group_by([*cell, "agencies", "agency", "currency"])
        .agg(pl.col("id").n_unique().cast(pl.Int64).alias("items"), total("amount"), pl.col("id").unique().sort())
    )
    money = pl.col("amount")
    inside = [*cell, "currency"]
    stake = pl.when(money.count().over(inside) > 1).then(money.sum().over(inside) - money.max().over(inside))
    return (
        rows.with_columns(at_stake=stake)
        .with_columns(most=pl.col("at_stake").max().over(cell))
        .sort(
            *(by_level(), "fiscal_year", "most", "agencies", "field", "region", by_stage()),
            *("amount", "agency", "currency"),
            descending=[False, True, True, True, False, False, False, True, False, False],
            nulls_last=True,
        )
        .select(*cell, "agencies", "agency", "currency", "items", "amount", "at_stake", ids="id")
    )
