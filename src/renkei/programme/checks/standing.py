"""Which applications stand for selection by status and thresholds, and whom they ask."""

from collections.abc import Mapping

import polars as pl

from renkei.programme.source import Checked
from renkei.settings import Settings
from renkei.tables import TABLES


def standing(settings: Settings, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """`application_id` of those whose status is empty or `eligible`, not forced out, and who miss no threshold."""
    low = settings.scale is not None and settings.scale.best == "low"
    frame = frames["applications"].drop_nulls("application_id")
    stands = frame.filter(pl.col("status").fill_null("eligible") == "eligible", pl.col("forced").ne_missing("out"))
    total = settings.thresholds.total
    if total is not None:
        missed = pl.col("score") > total if low else pl.col("score") < total
        stands = stands.filter(~missed.fill_null(value=False))
    scores = frames.get("criteria_scores", TABLES["criteria_scores"].empty())
    for criterion, limit in settings.thresholds.criteria:
        missed = pl.col("score") > limit if low else pl.col("score") < limit
        below = scores.filter(pl.col("criterion") == criterion, missed)
        stands = stands.join(below, on="application_id", how="anti")
    return stands.select("application_id")


def asked(requests: pl.DataFrame) -> pl.DataFrame:
    """The pairs `application_id`, `funder_id` of requests that a funder is to pay, each once."""
    paid = requests.filter(~pl.col("self_funded").fill_null(value=False), (pl.col("amount") > 0).fill_null(value=True))
    return paid.select("application_id", "funder_id").drop_nulls().unique(maintain_order=True)


def frames_of(tables: Mapping[str, Checked]) -> dict[str, pl.DataFrame]:
    """The typed tables alone."""
    return {name: table.frame for name, table in tables.items()}
