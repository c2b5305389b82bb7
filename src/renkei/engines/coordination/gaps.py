"""Gaps: cells that nobody pays for although their neighbours are served."""

from itertools import pairwise

import polars as pl

from renkei.engines.coordination.cells import by_level, by_stage
from renkei.engines.coordination.placing import CELL
from renkei.tables import GAPS, STAGES

_BESIDE = [*pairwise(STAGES), *pairwise(STAGES[::-1])]
_ON = list(CELL)


def gaps(known: pl.DataFrame, served: pl.DataFrame, regions: float) -> pl.DataFrame:
    """The table `gaps`: latest year first, then by how many neighbours are served.

    `known` are the placed rows whose cells are known, `served` those of them with money or an unknown amount. A cell
    is a gap where no row serves it, and the stage before or after is served in the same field, region and year; or at
    least `regions` of the level's regions are served in the same field, stage and year; or the year before and after.
    """
    cells = served.select(_ON).unique()
    open_ones = pl.concat([_stages(cells), _regions(cells, regions), _years(cells)])
    missing = open_ones.join(cells, _ON, how="anti", nulls_equal=True)
    if missing.is_empty():
        return GAPS.empty()
    return (
        missing.join(_who(served), on="neighbour", nulls_equal=True)
        .group_by(_ON)
        .agg(*(_listed(kind) for kind in ("stage", "region", "year")), pl.col("agency").explode().unique().sort())
        .join(_unpaid(known, served), _ON, how="left", nulls_equal=True)
        .with_columns(near=sum(pl.col(name).list.len() for name in _KINDS))
        .sort(
            *(by_level(), "fiscal_year", "near", "field", "region", by_stage()),
            descending=[False, True, True, False, False, False],
            nulls_last=True,
        )
        .select(
            *_ON,
            *(pl.when(pl.col(name).list.len() > 0).then(name) for name in _KINDS),
            agencies="agency",
            unpaid="unpaid",
        )
    )


_KINDS = ("stages", "regions", "years")


def _listed(kind: str) -> pl.Expr:
    own = pl.col("told").filter(pl.col("kind") == kind).unique()
    return own.sort_by(by_stage(own)).alias("stages") if kind == "stage" else own.sort().alias(f"{kind}s")


def _neighbour(kind: str, told: pl.Expr) -> list[pl.Expr]:
    return [pl.lit(kind).alias("kind"), told.cast(pl.String).alias("told"), pl.struct(_ON).alias("neighbour")]


def _stages(cells: pl.DataFrame) -> pl.DataFrame:
    beside = pl.DataFrame(_BESIDE, schema=["stage", "other"], orient="row")
    return (
        cells.with_columns(*_neighbour("stage", pl.col("stage")))
        .join(beside, "stage")
        .with_columns(stage="other")
        .select(*_ON, "kind", "told", "neighbour")
    )


def _regions(cells: pl.DataFrame, share: float) -> pl.DataFrame:
    stated = cells.filter(pl.col("region").is_not_null())
    every = stated.group_by("level").agg(every=pl.col("region").unique())
    line = ["level", "field", "stage", "fiscal_year"]
    enough = pl.col("region").n_unique().over(line) >= share * pl.col("every").list.len()
    return (
        stated.join(every, "level")
        .filter(enough)
        .with_columns(*_neighbour("region", pl.col("region").str.replace_all(";", ",")))
        .explode("every")
        .with_columns(region="every")
        .select(*_ON, "kind", "told", "neighbour")
    )


def _years(cells: pl.DataFrame) -> pl.DataFrame:
    before = cells.with_columns(*_neighbour("year", pl.col("fiscal_year")))
    after = before.with_columns(fiscal_year=pl.col("fiscal_year") - 1)
    between = before.with_columns(fiscal_year=pl.col("fiscal_year") + 1)
    both = between.join(after.select(_ON), _ON, how="semi", nulls_equal=True)
    also = after.join(between.select(_ON), _ON, how="semi", nulls_equal=True)
    return pl.concat([both, also]).select(*_ON, "kind", "told", "neighbour")


def _who(served: pl.DataFrame) -> pl.DataFrame:
    agency = pl.col("agency").str.replace_all(";", ",")
    return served.group_by(pl.struct(_ON).alias("neighbour")).agg(agency.unique())


def _unpaid(known: pl.DataFrame, served: pl.DataFrame) -> pl.DataFrame:
    ours = known.join(served.select(_ON).unique(), _ON, how="anti", nulls_equal=True)
    return ours.group_by(_ON).agg(unpaid=pl.col("id").unique().sort())
