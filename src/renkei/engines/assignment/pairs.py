"""Which pairs may read together: each with its worth, and what bars it."""

from collections.abc import Collection, Mapping

import numpy as np
import polars as pl

from renkei.engines.assignment.options import AssignmentOptions

Frames = Mapping[str, pl.DataFrame]
MILLION = 1_000_000  # affinity has six decimals
BARS = ("conflicts", "refused", "floor", "languages")  # a pinned pair passes the last two: a person agreed it
PAIR = ("application_id", "reviewer_id")
_NONE = pl.DataFrame(schema=dict.fromkeys(PAIR, pl.String()))


def pairs_of(
    applications: pl.DataFrame,
    reviewers: pl.DataFrame,
    frames: Frames,
    options: AssignmentOptions,
    off: Collection[str],
) -> pl.DataFrame:
    """A row for each application and reviewer with a known affinity, or pinned: `app` and `rev` (their numbers),
    `worth` (millionths), `pinned`, `kept`, and in `bar` the first of BARS that keeps them apart; sorted by number.

    The two first frames have the columns `app` and `rev`. Conditions that are `off` bar nothing.
    """
    numbered = {name: _numbered(frames.get(name, _NONE), applications, reviewers) for name in _WANTED}
    known = numbered["affinity"].drop_nulls("affinity")
    pinned = numbered["assignments"].filter(pl.col("pinned")) if "assignments" in frames else numbered["assignments"]
    pairs = known.select("app", "rev", "key", _millionths(pl.col("affinity")).alias("worth"), "bid")
    if "pinned" not in off and pinned.height:
        strange = pinned.join(pairs, on="key", how="anti").unique("key")
        blank = {"worth": pl.lit(0, pl.Int64), "bid": pl.lit(None, pl.String)}
        pairs = pl.concat([pairs, strange.select("app", "rev", "key", **blank)])
        pairs = pairs.with_columns(pinned=_among(pinned))
    else:
        pairs = pairs.with_columns(pinned=pl.lit(value=False))
    barred = _bar(pairs, numbered, _language_bar(pairs, applications, reviewers, options, off), options, off)
    kept = _among(numbered["earlier"]).alias("kept")
    return pairs.select("app", "rev", "worth", "pinned", "key", kept, barred).sort("key").drop("key")


_WANTED = ("affinity", "assignments", "conflicts", "earlier")


def _numbered(frame: pl.DataFrame, applications: pl.DataFrame, reviewers: pl.DataFrame) -> pl.DataFrame:
    """The rows whose application and reviewer take part, with their numbers and the pair's."""
    if "bid" not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias("bid"))
    if "affinity" not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.Decimal(38, 6)).alias("affinity"))
    app = applications.select("application_id", "app")
    rev = reviewers.select("reviewer_id", "rev")
    joined = frame.join(app, on="application_id").join(rev, on="reviewer_id")
    return joined.with_columns(key=pl.col("app").cast(pl.Int64) * (reviewers.height + 1) + pl.col("rev"))


def _millionths(column: pl.Expr) -> pl.Expr:
    return (column.cast(pl.Float64) * MILLION).round().cast(pl.Int64)


def _among(frame: pl.DataFrame) -> pl.Expr:
    if frame.is_empty():
        return pl.lit(value=False)
    return pl.col("key").is_in(frame["key"].unique().implode())


def _bar(
    pairs: pl.DataFrame,
    numbered: Frames,
    unread: pl.Series | None,
    options: AssignmentOptions,
    off: Collection[str],
) -> pl.Expr:
    bar = pl.lit(None, pl.String)
    agreed, floor = pl.col("pinned"), options.review.floor
    if unread is not None:
        bar = pl.when(pl.lit(unread) & ~agreed).then(pl.lit("languages")).otherwise(bar)
    if floor is not None and "floor" not in off:
        bar = pl.when((pl.col("worth") < int(floor * MILLION)) & ~agreed).then(pl.lit("floor")).otherwise(bar)
    if "refused" not in off and pairs["bid"].null_count() < pairs.height:
        bar = pl.when(pl.col("bid") == "refused").then(pl.lit("refused")).otherwise(bar)
    if "conflicts" not in off and numbered["conflicts"].height:
        bar = pl.when(_among(numbered["conflicts"])).then(pl.lit("conflicts")).otherwise(bar)
    return bar.alias("bar")


def _language_bar(
    pairs: pl.DataFrame,
    applications: pl.DataFrame,
    reviewers: pl.DataFrame,
    options: AssignmentOptions,
    off: Collection[str],
) -> pl.Series | None:
    if options.review.languages != "all" or "languages" in off:
        return None
    return ~reads(pairs, applications, reviewers)


def reads(pairs: pl.DataFrame, applications: pl.DataFrame, reviewers: pl.DataFrame) -> pl.Series:
    """Whether the reviewer of each pair reads a language of the application; one whose languages are not stated can
    be read by everybody, and a reviewer of whom none is known reads no stated one."""
    written, own = _sets(applications, "app"), _sets(reviewers, "rev")
    kinds, known = sorted(set(written), key=sorted), sorted(set(own), key=sorted)
    table = np.array([[not one or bool(one & other) for other in known] for one in kinds], bool).reshape(
        len(kinds), len(known)
    )
    row = np.array([kinds.index(one) for one in written], np.int64)
    column = np.array([known.index(one) for one in own], np.int64)
    return pl.Series("reads", table[row[pairs["app"].to_numpy()], column[pairs["rev"].to_numpy()]], pl.Boolean)


def _sets(frame: pl.DataFrame, number: str) -> list[frozenset[str]]:
    """The languages of each row, in the order of its number."""
    if "languages" not in frame.columns:
        return [frozenset()] * frame.height
    return [frozenset(one or ()) for one in frame.sort(number)["languages"].to_list()]
