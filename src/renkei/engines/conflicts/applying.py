"""Ties of reviewers who are investigators themselves: of this application, of another, beside one of its people."""

import polars as pl

from renkei.conflict_rules import Cycle
from renkei.engines.conflicts.declared import cleared
from renkei.engines.conflicts.material import KEY, Ready
from renkei.engines.conflicts.people import numbered, same_people
from renkei.engines.conflicts.ties import tie

MEMBER = ["application_id", "reviewer_id", "person_id", "likely", "further"]


def members(ready: Ready) -> pl.DataFrame:
    """Which reviewers are investigators of which applications.

    `further`: whether more is concluded from it. Not from a name alone where the two are of different organisations, or
    where somebody looked and cleared it.
    """
    reviewers, people = numbered(ready.reviewers, "left"), numbered(ready.people, "right")
    apart = (pl.col("organisation_id") != pl.col("organisation_id_right")).fill_null(value=False)
    looked_into = cleared(ready).with_columns(pl.lit(value=True).alias("#cleared"))
    return (
        same_people(reviewers, people)
        .join(reviewers.select("left_at", "reviewer_id", "organisation_id"), on="left_at")
        .join(people.select("right_at", "application_id", "person_id", "organisation_id"), on="right_at")
        .join(looked_into, on=KEY, how="left")
        .with_columns((~(pl.col("likely") & (apart | pl.col("#cleared").is_not_null()))).alias("further"))
        .select(MEMBER)
        .unique()
        .sort(MEMBER)
    )


def own_application(ready: Ready, found: pl.DataFrame) -> pl.DataFrame:
    """Ties of reviewers to applications that name them."""
    named = ready.people.select("application_id", "person_id", "name")
    evidence = pl.format("named in it as {}", "name").alias("evidence")
    return tie(_of(ready, found).join(named, on=["application_id", "person_id"]).with_columns(evidence))


def in_the_same_cycle(ready: Ready, found: pl.DataFrame, cycle: Cycle, payer: str | None) -> pl.DataFrame:
    """Ties of reviewers who apply to applications of the same call, or to those of the same funder.

    `payer` is the funder whose rule it is: then the reviewer's application asks it. Of the call's own rule (None) the
    two applications have a payer in common.
    """
    applies = _of(ready, found, anywhere=True).select("reviewer_id", pl.col("application_id").alias("own"), "likely")
    others = ready.standing
    if cycle == "call":
        met = _first(applies, ["reviewer_id"]).join(others, how="cross")
    elif payer is not None:
        asking = ready.asking(payer).select(pl.col("application_id").alias("own"))
        met = _first(applies.join(asking, on="own", how="semi"), ["reviewer_id"]).join(others, how="cross")
    else:
        shared = applies.join(ready.asks.rename({"application_id": "own"}), on="own")
        met = _first(shared, ["reviewer_id", "payer"]).join(
            ready.asks.join(others, on="application_id", how="semi"), on="payer"
        )
    return tie(met.with_columns(pl.format("applies in {}", "own").alias("evidence")))


def _first(applies: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Of several applications one that is sure, the first by its identifier."""
    return applies.sort("likely", "own").unique(by, keep="first", maintain_order=True)


def pending_together(ready: Ready, found: pl.DataFrame) -> pl.DataFrame:
    """Ties of reviewers who apply, in another application of this call, beside an investigator of this one."""
    mine = _of(ready, found, anywhere=True).rename({"application_id": "own", "person_id": "me", "likely": "#mine"})
    beside = ready.everybody.rename({"application_id": "own"}).join(mine.select("own").unique(), on="own", how="semi")
    left, right = numbered(beside, "left"), numbered(ready.people, "right")
    met = (
        same_people(left, right)
        .join(left.select("left_at", "own", "person_id", "name"), on="left_at")
        .join(right.select("right_at", "application_id"), on="right_at")
        .join(mine, on="own")
        .filter(pl.col("me") != pl.col("person_id"), pl.col("own") != pl.col("application_id"))
    )
    evidence = pl.format("applies in {}, with {}", "own", "name").alias("evidence")
    return tie(met.with_columns(evidence, likely=pl.col("likely") | pl.col("#mine")))


def _of(ready: Ready, found: pl.DataFrame, *, anywhere: bool = False) -> pl.DataFrame:
    """Those of the reviewers asked about: in the applications asked about, or anywhere, to conclude from."""
    own = found.join(ready.reviewers, on="reviewer_id", how="semi")
    if anywhere:
        return own.filter("further")
    return own.join(ready.standing, on="application_id", how="semi")
