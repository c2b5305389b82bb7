"""The layout in which a registry's records come in, from whatever file: one row an organisation."""

import polars as pl

RECORDS = {
    "record_id": pl.String(),  # such as https://ror.org/057zh3y96
    "name": pl.String(),
    "names": pl.List(pl.String()),  # every other name, in any language
    "acronyms": pl.List(pl.String()),
    "status": pl.String(),  # active, inactive, withdrawn
    "country": pl.String(),  # ISO 3166 alpha-2
    "city": pl.String(),
    "parents": pl.List(pl.String()),
    "children": pl.List(pl.String()),
    "successors": pl.List(pl.String()),
    "mentions": pl.Int64(),  # names, relations and identifiers elsewhere: how well known it is
}
"""Column → type. `renkei.exchange.ror` reads ROR's files into it."""
WITHDRAWN = "withdrawn"


def relations(records: pl.DataFrame) -> pl.DataFrame:
    """The contract's table `controls`: a row for each parent and child, whichever of them names the other."""
    own, ends = pl.col("record_id"), pl.col("status") != WITHDRAWN
    down = records.filter(ends).select(own.alias("controller_id"), pl.col("children").alias("organisation_id"))
    up = records.filter(ends).select(pl.col("parents").alias("controller_id"), own.alias("organisation_id"))
    pairs = pl.concat([down.explode("organisation_id"), up.explode("controller_id").select(down.columns)])
    ground = pl.lit("the registry names it the parent").alias("ground")
    return pairs.drop_nulls().unique().sort("controller_id", "organisation_id").with_columns(ground)
