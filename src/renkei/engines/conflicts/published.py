"""Ties by publication: a co-author of the reviewer is an investigator of the application."""

import polars as pl

from renkei.engines.conflicts.material import Ready
from renkei.engines.conflicts.people import ORCID, numbered, same_people
from renkei.engines.conflicts.ties import tie


def co_published(ready: Ready) -> pl.DataFrame:
    """Ties since the beginning of the year of publication until its end, with the number of its `authors`."""
    mentions = _mentions(ready.publications)
    told = numbered(mentions.select("coauthor").unique(maintain_order=True), "left")
    people = numbered(ready.people, "right")
    met = same_people(told.with_columns(*_facts()), people)
    listed = people.select("right_at", "application_id", "name").rename({"name": "here"})
    known = met.join(told, on="left_at").join(listed, on="right_at")
    by_application = known.group_by("coauthor", "application_id").agg(pl.col("here").min(), pl.col("likely").all())
    found = mentions.join(by_application, on="coauthor")
    title = pl.col("title").fill_null("a publication")
    what = pl.format("{} ({}), with {}: {} here", title, _year(), "coauthor", "here")
    return tie(
        found.with_columns(what.alias("evidence"), pl.date("year", 1, 1).alias("since"))
        .with_columns(pl.date("year", 12, 31).alias("until"))
        .with_columns(likely=pl.col("likely") | pl.col("year").is_null()),
        "authors",
    )


def _mentions(publications: pl.DataFrame) -> pl.DataFrame:
    """A row for each co-author of each publication."""
    return (
        publications.select(
            "reviewer_id", "title", "year", "coauthors", (pl.col("coauthors").list.len() + 1).alias("authors")
        )
        .explode("coauthors")
        .rename({"coauthors": "coauthor"})
        .drop_nulls("coauthor")
    )


_IN_TEXT = rf"(?:https?://)?(?:orcid\.org/)?{ORCID}"


def _facts() -> tuple[pl.Expr, ...]:
    """A co-author as a person: an ORCID within the text, and the rest as a name."""
    return (
        pl.col("coauthor").str.extract(ORCID, 0).alias("orcid"),
        pl.col("coauthor").str.replace_all(_IN_TEXT, "").alias("name"),
        pl.lit(None, pl.String).alias("organisation_id"),
        pl.lit(None, pl.String).alias("organisation"),
    )


def _year() -> pl.Expr:
    return pl.col("year").cast(pl.String).fill_null("year not told")
