"""What only shows across the columns of a review: affinities, loads, and pins that something forbids."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.source import Checked

PAIR = ("application_id", "reviewer_id")


def check_assigning(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Affinities above 1, reviewers asked for more than they take, pinned pairs in conflict or refused."""
    if "affinity" in tables:
        above = tables["affinity"].frame["affinity"] > 1
        fault = ("an affinity lies between 0 and 1", "write a share, such as 0.85")
        yield from tables["affinity"].faults("affinity", above, fault)
    if "reviewers" in tables:
        frame = tables["reviewers"].frame
        remedy = "correct load_min or load_max"
        fault = ("the fewest are no more than the most", remedy)
        yield from tables["reviewers"].faults("load_min", frame["load_min"] > frame["load_max"], fault)
    if "assignments" in tables:
        yield from _forbidden(tables, "conflicts", pl.lit(value=True))
        yield from _forbidden(tables, "affinity", pl.col("bid") == "refused")


def _forbidden(tables: Mapping[str, Checked], other: str, where: pl.Expr) -> Iterator[Defect]:
    """Pinned pairs that a row of another table keeps apart."""
    if other not in tables:
        return
    pinned, apart = tables["assignments"].frame, tables[other].frame.filter(where)
    rows = pinned.with_row_index("#row").filter(pl.col("pinned")).join(apart, on=PAIR, how="semi")["#row"]
    at = pl.int_range(pinned.height, eager=True, dtype=pl.UInt32).is_in(rows.implode())
    remedy = say("delete the pin, or the row in {table} where it is wrong", table=other)
    yield from tables["assignments"].faults("pinned", at, ("a pinned pair may read together", remedy))
