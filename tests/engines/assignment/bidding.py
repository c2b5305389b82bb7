"""The four bidding sets of the public data, as tables."""

from pathlib import Path

import numpy as np
import polars as pl

from renkei.tables import AFFINITY, APPLICATIONS, CONFLICTS, REVIEWERS

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "reviewers"
LOADS = {"preflib1": 6, "preflib2": 7, "preflib3": 6, "query": 6}  # the most a reviewer reads; three read each
TOTALS = {"preflib1": 124_250_000, "preflib2": 141_500_000, "preflib3": 454_250_000, "query": 133_250_000}


def bidding(path: Path) -> dict[str, pl.DataFrame]:
    """Applications, reviewers, affinity and conflicts of a set: reviewers are rows, a mask of 1 is a conflict."""
    with np.load(path, allow_pickle=False) as data:
        similarity, mask = data["similarity_matrix"], data["mask_matrix"]
    reviewers, applications = similarity.shape
    ids = {
        "application_id": pl.Series("application_id", [f"A{n:03}" for n in range(applications)]),
        "reviewer_id": pl.Series("reviewer_id", [f"R{n:03}" for n in range(reviewers)]),
    }
    row, column = (one.ravel() for one in np.indices(similarity.shape))
    pairs = pl.DataFrame([ids["application_id"].gather(column), ids["reviewer_id"].gather(row)])
    affinity = pairs.with_columns(pl.Series("affinity", similarity.ravel()).cast(pl.Decimal(38, 6)))
    conflicts = pairs.filter(pl.Series(mask.ravel() != 0)).with_columns(rule=pl.lit("call:declared"))
    return {
        "applications": _filled(APPLICATIONS.empty(), application_id=ids["application_id"]),
        "reviewers": _filled(REVIEWERS.empty(), reviewer_id=ids["reviewer_id"]),
        "affinity": pl.concat([AFFINITY.empty(), affinity], how="diagonal"),
        "conflicts": pl.concat([CONFLICTS.empty(), conflicts], how="diagonal"),
    }


def _filled(empty: pl.DataFrame, **key: pl.Series) -> pl.DataFrame:
    name = "title" if "title" in empty.columns else "name"
    (column,) = key
    return pl.concat([empty, pl.DataFrame({column: key[column], name: key[column]})], how="diagonal")
