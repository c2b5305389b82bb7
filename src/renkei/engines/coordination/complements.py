"""Complements: where one agency can take up what another leaves, at the next stage or in the next year."""

from itertools import pairwise

import polars as pl

from renkei.engines.coordination.cells import by_level, by_stage, total
from renkei.tables import STAGES

_NEXT = dict(pairwise(STAGES))
_GROUP = ("level", "kind", "field", "region", "stage", "agency", "next_stage", "next_agency")
_SIDE = ("level", "kind", "field", "region", "stage", "agency")


def complements(served: pl.DataFrame, reach: int) -> pl.DataFrame:
    """The table `complements` of placed rows whose cells are known and served.

    By stage: an agency serves a stage, another the next one of the same field and region, in the same fiscal year or
    up to `reach` years later. By year: an agency leaves a cell, another begins there the year after.
    """
    years = served.select("level", "field", "region", "stage", "fiscal_year", "agency").unique()
    pairs = pl.concat([_by_stage(years, reach), _by_year(years)])
    found = (
        pairs.group_by(_GROUP)
        .agg(pl.col("fiscal_year").unique(), pl.col("next_year").unique())
        .sort(
            *(by_level(), "kind", pl.col("next_year").list.max(), "field", "region", by_stage(), "agency"),
            "next_agency",
            descending=[False, False, True, False, False, False, False, False],
            nulls_last=True,
        )
        .with_row_index("complement", 1)
        .with_columns(pl.col("complement").cast(pl.Int64))
    )
    before = found.select("complement", *_SIDE, years="fiscal_year", side=pl.lit("before"))
    after = found.select(
        *("complement", "level", "kind", "field", "region"),
        stage="next_stage",
        agency="next_agency",
        years="next_year",
        side=pl.lit("after"),
    )
    return _with_money(pl.concat([before, after.select(before.columns)]), served)


def _by_stage(years: pl.DataFrame, reach: int) -> pl.DataFrame:
    staged = years.filter(pl.col("stage").is_not_null())
    earlier = staged.with_columns(next_stage=pl.col("stage").replace_strict(_NEXT, default=None))
    later = staged.rename({"stage": "next_stage", "agency": "next_agency", "fiscal_year": "next_year"})
    return (
        earlier.join(later, ["level", "field", "region", "next_stage"], nulls_equal=True)
        .filter(
            pl.col("next_stage").is_not_null(),
            pl.col("agency") != pl.col("next_agency"),
            (pl.col("next_year") - pl.col("fiscal_year")).is_between(0, reach),
        )
        .select(_columns("stage"))
    )


def _by_year(years: pl.DataFrame) -> pl.DataFrame:
    cell = ["level", "field", "region", "stage", "agency"]
    on = [*cell, "fiscal_year"]
    still = years.with_columns(pl.col("fiscal_year") - 1)
    already = years.with_columns(pl.col("fiscal_year") + 1)
    leaving = years.join(still, on, how="anti", nulls_equal=True)
    beginning = years.join(already, on, how="anti", nulls_equal=True).with_columns(
        next_year="fiscal_year", next_agency="agency", next_stage="stage", fiscal_year=pl.col("fiscal_year") - 1
    )
    return (
        leaving.join(beginning.drop("agency"), ["level", "field", "region", "stage", "fiscal_year"], nulls_equal=True)
        .filter(pl.col("agency") != pl.col("next_agency"))
        .select(_columns("year"))
    )


def _columns(kind: str) -> list[pl.Expr]:
    return [
        pl.lit(kind).alias("kind"),
        pl.col([*(name for name in _GROUP if name != "kind"), "fiscal_year", "next_year"]),
    ]


def _with_money(sides: pl.DataFrame, served: pl.DataFrame) -> pl.DataFrame:
    on = ["level", "field", "region", "stage", "agency", "fiscal_year"]
    rows = sides.explode("years").rename({"years": "fiscal_year"}).join(served, on, nulls_equal=True)
    return (
        rows.group_by("complement", *_SIDE, "side", "currency")
        .agg(
            pl.col("id").n_unique().cast(pl.Int64).alias("items"),
            total("amount"),
            pl.col("id").unique().sort().alias("ids"),
            first_year=pl.col("fiscal_year").min(),
            last_year=pl.col("fiscal_year").max(),
        )
        .sort("complement", pl.col("side") == "after", "currency", nulls_last=True)
        .select(
            *("complement", "kind", "side", "level", "field", "region", "stage", "agency"),
            *("first_year", "last_year", "items", "currency", "amount", "ids"),
        )
    )
