"""The rules of a panel, as groups of an application's candidates: how many of each group, or how many groups."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from renkei.engines.assignment.pairs import Frames, reads
from renkei.review import Review

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Grouping:
    """Groups of candidates, each within one application: `group` of each pair (-1: none), `owner` (the application) of
    each group, and that at least `least`, at most `most` of a group are on the panel."""

    rule: str
    group: Whole
    owner: Whole
    least: int
    most: int


@dataclass(frozen=True)
class Spread:
    """The members of each panel come from at least `least` of its groups."""

    rule: str
    group: Whole
    owner: Whole
    least: int


Rules = tuple[tuple[Grouping, ...], tuple[Spread, ...]]


def rules_of(
    pairs: pl.DataFrame,
    applications: pl.DataFrame,
    reviewers: pl.DataFrame,
    frames: Frames,
    review: Review,
    size: int,
    off: Collection[str],
) -> Rules:
    """The rules that the call publishes for panels of `size`, on the pairs that may read; those `off` are left out."""
    spreads = []
    groupings = []
    if review.distinct_organisations and "organisations" not in off:
        groupings.append(Grouping("organisations", *_same(pairs, _organisations(reviewers)), 0, 1))
    if review.countries is not None and review.countries > 1 and "countries" not in off:
        own = reviewers.sort("rev")["country"]
        group, owner = _same(pairs, own)
        if review.countries in (2, size) and (group >= 0).all():
            # two countries: not all of one; as many as members: none twice
            groupings.append(Grouping("countries", group, owner, 0, size - review.countries + 1))
        else:
            spreads.append(Spread("countries", group, owner, review.countries))
    if review.pools and "pools" not in off:
        groupings.append(Grouping("pools", *_pools(pairs, applications, reviewers, frames), 1, size))
    if review.languages == "one" and "languages" not in off:
        read = reads(pairs, applications, reviewers).to_numpy()
        app = pairs["app"].to_numpy().astype(np.int64)
        groupings.append(Grouping("languages", np.where(read, app, -1), np.arange(applications.height), 1, size))
    return tuple(groupings), tuple(spreads)


def _organisations(reviewers: pl.DataFrame) -> pl.Series:
    """Each reviewer's organisation: its identifier, else its name; null where neither is known."""
    ordered = reviewers.sort("rev")
    named = ordered["organisation"].str.to_lowercase().str.strip_chars()
    return ordered["organisation_id"].fill_null(named)


def _same(pairs: pl.DataFrame, label: pl.Series) -> tuple[Whole, Whole]:
    """A group for each application and label among its candidates."""
    app = pairs["app"].to_numpy().astype(np.int64)
    codes = label.rank("dense").cast(pl.Int64).fill_null(0).to_numpy()
    own = codes[pairs["rev"].to_numpy()]
    keys = app * (len(codes) + 1) + own
    found, group = np.unique(keys[own > 0], return_inverse=True)
    every = np.full(len(app), -1, np.int64)
    every[own > 0] = group
    return every, found // (len(codes) + 1)


def _pools(
    pairs: pl.DataFrame, applications: pl.DataFrame, reviewers: pl.DataFrame, frames: Frames
) -> tuple[Whole, Whole]:
    """A group for each application and funder that it asks, of the candidates whom that funder names."""
    concerned = _concerned(applications, frames)
    pool = reviewers.select("rev", "pool")
    of = pairs.select("app", "rev").join(pool, on="rev", how="left", maintain_order="left")
    group = of.join(concerned, on=["app", "pool"], how="left", maintain_order="left")["group"].fill_null(-1)
    return group.to_numpy().astype(np.int64), concerned["app"].to_numpy().astype(np.int64)


def _concerned(applications: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """The funders that each application asks: `app`, `pool`, `group` (their number)."""
    requests = frames.get("requests", pl.DataFrame(schema={"application_id": pl.String, "funder_id": pl.String}))
    asked = requests.filter(pl.col("funder_id").is_not_null()).select("application_id", pool="funder_id")
    rows = asked.join(applications.select("application_id", "app"), on="application_id").select("app", "pool")
    return rows.unique().sort("app", "pool").with_row_index("group").cast({"group": pl.Int64})


def keeps(group: Whole, owner: Whole, chosen: NDArray[np.bool_]) -> Whole:
    """How many of each group are chosen."""
    inside = chosen & (group >= 0)
    return np.bincount(group[inside], minlength=len(owner)).astype(np.int64)


def broken(
    groupings: Collection[Grouping], spreads: Collection[Spread], chosen: NDArray[np.bool_], applications: int
) -> Iterator[str]:
    """The rules that the chosen pairs break."""
    for one in groupings:
        count = keeps(one.group, one.owner, chosen)
        if (count < one.least).any() or (count > one.most).any():
            yield one.rule
    for spread in spreads:
        there = keeps(spread.group, spread.owner, chosen) > 0
        if (np.bincount(spread.owner[there], minlength=applications) < spread.least).any():
            yield spread.rule
