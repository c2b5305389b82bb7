"""Which ties count under a rule: how far back, how long in all, how near."""

from datetime import date

import polars as pl

from renkei.conflict_rules import Kinship, SameOrganisation, Within
from renkei.engines.conflicts.material import KEY
from renkei.engines.conflicts.ties import back

ANY_DEGREE = 10**6
YEAR = 365  # days; a sum of years may be short by its leap days and still count


def within(ties: pl.DataFrame, rule: Within, day: date) -> pl.DataFrame:
    """Ties that go on, or ended within the years before the day; what has no end told goes on."""
    if rule.years is None:
        return ties
    return ties.filter(pl.col("until").is_null() | (pl.col("until") >= back(day, rule.years)))


def small_enough(ties: pl.DataFrame, rule: Within) -> pl.DataFrame:
    """Publications of not too many authors."""
    most = rule.authors_at_most
    return ties if most is None else ties.filter(pl.col("authors") <= most)


def settled(ties: pl.DataFrame, rule: Within) -> pl.DataFrame:
    """Without what is only applied for, unless the rule counts it."""
    return ties if rule.pending else ties.filter(~pl.col("pending").fill_null(value=False))


def lasting(ties: pl.DataFrame, rule: Within, day: date) -> pl.DataFrame:
    """Ties to one person that lasted long enough in all until the day, times that overlap counted once.

    One whose beginning is not told may have lasted: it is to be confirmed; so is a sum that likely ties make up.
    """
    if rule.cumulative is None:
        return ties
    by, least = [*KEY, "person_id"], rule.cumulative * YEAR
    sure = _days(ties.filter(~pl.col("likely")), by, day).filter(pl.col("days") >= least).select(by)
    told = _days(ties, by, day).filter(pl.col("days") >= least).select(by)
    open_ended = ties.filter(pl.col("since").is_null()).select(by)
    maybe = pl.concat([told, open_ended]).unique().join(sure, on=by, how="anti", nulls_equal=True)
    return pl.concat(
        [
            ties.join(sure, on=by, how="semi", nulls_equal=True).filter(~pl.col("likely")),
            ties.join(maybe, on=by, how="semi", nulls_equal=True).with_columns(likely=pl.lit(value=True)),
        ]
    )


def _days(ties: pl.DataFrame, by: list[str], day: date) -> pl.DataFrame:
    """How many days the ties of each group cover, of those whose beginning is told."""
    end = pl.min_horizontal(pl.col("until").fill_null(day), pl.lit(day))
    ordered = ties.filter(pl.col("since").is_not_null()).with_columns(end.alias("#end")).sort(*by, "since", "#end")
    covered = pl.col("#end").cum_max().shift(1).over(by)
    begin = pl.max_horizontal("since", covered + pl.duration(days=1))
    days = ((pl.col("#end") - begin).dt.total_days() + 1).clip(0)
    return ordered.with_columns(days.alias("days")).group_by(by).agg(pl.col("days").sum())


def near_enough(ties: pl.DataFrame, rule: Kinship, day: date) -> pl.DataFrame:
    """Kinship that has not ended, up to the degree of its kind; where degree or kind is not told it may be."""
    limits = [ANY_DEGREE if limit is None else limit for limit in (rule.degree, rule.by_marriage)]
    of_kind = pl.when("by_marriage").then(limits[1]).otherwise(limits[0])
    limit = pl.when(pl.col("by_marriage").is_null()).then(min(limits)).otherwise(of_kind)
    sure = (limit == ANY_DEGREE) | (pl.col("degree") <= limit).fill_null(value=False)
    maybe = (pl.col("degree") <= max(limits)).fill_null(value=True) & (
        pl.col("degree").is_null() | pl.col("by_marriage").is_null()
    )
    return going_on(ties, day).filter(sure | maybe).with_columns(likely=pl.col("likely") | ~sure)


def going_on(ties: pl.DataFrame, day: date) -> pl.DataFrame:
    """Ties that have not ended before the day."""
    return ties.filter(pl.col("until").is_null() | (pl.col("until") >= day))


def of_sizes(ties: pl.DataFrame, rule: SameOrganisation) -> pl.DataFrame:
    """Ties to organisations of the rule's kinds; one whose kind is not known may be of them."""
    if not rule.sizes:
        return ties
    of_them = pl.col("size").is_null() | pl.col("size").is_in(rule.sizes)
    return ties.filter(of_them).with_columns(likely=pl.col("likely") | pl.col("size").is_null())
