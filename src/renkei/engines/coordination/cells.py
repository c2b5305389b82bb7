"""Cells: the money and number of each agency in each field, region, stage and fiscal year."""

import polars as pl

from renkei.engines.coordination.placing import CELL

ORDER = {"seed": 0, "applied": 1, "commercial": 2}
LEVELS = {"programme": 0, "project": 1, "application": 2}


def total(name: str) -> pl.Expr:
    """The sum of the known amounts; null where none is known, since unknown is never zero."""
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def by_level() -> pl.Expr:
    """Programmes before projects before applications."""
    return pl.col("level").replace_strict(LEVELS, return_dtype=pl.Int64)


def by_stage(stage: pl.Expr | None = None) -> pl.Expr:
    """Seed before applied before commercial, unknown last."""
    stages = pl.col("stage") if stage is None else stage
    return stages.replace_strict(ORDER, default=len(ORDER), return_dtype=pl.Int64)


def cells(placed: pl.DataFrame) -> pl.DataFrame:
    """The table `cells`: its amounts add up, currency by currency, to those of the tables."""
    own = [*CELL, "agency", "currency"]
    summed = placed.group_by(own).agg(
        items=pl.col("id").n_unique().cast(pl.Int64),
        unknown=pl.col("id").filter(pl.col("amount").is_null()).n_unique().cast(pl.Int64),
        amount=total("amount"),
        spent=total("spent"),
        ids=pl.col("id").unique().sort(),
    )
    earlier = summed.select(*own, before="amount").with_columns(pl.col("fiscal_year") + 1)
    known = earlier.filter(pl.col("fiscal_year").is_not_null())
    return (
        summed.join(known, own, how="left", nulls_equal=True)
        .sort(by_level(), "fiscal_year", "field", "region", by_stage(), "agency", "currency", nulls_last=True)
        .select(*own, "items", "unknown", "amount", "before", "spent", "ids")
    )
