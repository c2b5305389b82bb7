"""How often each organisation is shown, with the bound for small ones and without it."""

from collections.abc import Sequence

import polars as pl

from renkei.engines.matching.exposure import due, worth
from renkei.engines.matching.listed import Listed
from renkei.engines.matching.options import SMALL, MatchOptions
from renkei.engines.matching.profiles import Side
from renkei.engines.matching.result import Bound


def exposed(lists: Sequence[Listed], offers: Side) -> pl.DataFrame:
    """A row for each organisation that offers; `places`, `exposure` with the bound, `free_…` without it."""
    facts = offers.frame.select("organisation", "size").with_columns(
        organisation_id=pl.Series(offers.owners, dtype=pl.String)
    )
    owners = facts.group_by("organisation_id").agg(
        pl.col("organisation").drop_nulls().first(), pl.col("size").drop_nulls().first(), offers=pl.len()
    )
    kept = _of([of.kept for of in lists], offers, "")
    free = _of([of.free for of in lists], offers, "free_")
    joined = owners.join(kept, on="organisation_id", how="left").join(free, on="organisation_id", how="left")
    return joined.with_columns(pl.col("places", "exposure", "free_places", "free_exposure").fill_null(0)).sort(
        ["exposure", "organisation_id"], descending=[True, False]
    )


def _of(lists: Sequence[Sequence[int]], offers: Side, name: str) -> pl.DataFrame:
    places: dict[str, list[int]] = {}
    for one in lists:
        for place, at in enumerate(one, 1):
            places.setdefault(offers.owners[at], []).append(place)
    return pl.DataFrame(
        {
            "organisation_id": pl.Series(places.keys(), dtype=pl.String),
            f"{name}places": pl.Series([len(of) for of in places.values()], dtype=pl.Int64),
            f"{name}exposure": pl.Series([round(worth(of), 4) for of in places.values()], dtype=pl.Float64),
        }
    )


def bound(lists: Sequence[Listed], needs: Side, offers: Side, options: MatchOptions) -> Bound:
    """What the bound for small organisations gives and costs."""
    small = [size in SMALL for size in offers.frame["size"]]
    kept = sum(of.strengths[at] for of in lists for at in of.kept)
    free = sum(of.strengths[at] for of in lists for at in of.free)
    short = [of.need for of in lists if sum(small[at] for at in of.kept) < due(options.small_share, len(of.kept))]
    return Bound(
        _small_share([of.kept for of in lists], small),
        _small_share([of.free for of in lists], small),
        1 - kept / free if free else 0.0,
        tuple(needs.ids[at] for at in short),
    )


def _small_share(lists: Sequence[Sequence[int]], small: Sequence[bool]) -> float:
    """Of all places, the share that small organisations have."""
    places = [small[at] for one in lists for at in one]
    return sum(places) / max(1, len(places))
