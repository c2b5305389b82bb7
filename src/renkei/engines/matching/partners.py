"""Organisations brought together: what one needs the other offers, and the other way."""

from collections.abc import Iterable

import polars as pl

from renkei.engines.matching.listed import Listed
from renkei.engines.matching.profiles import Side

SCHEMA = {
    "organisation_id": pl.String(),
    "partner_id": pl.String(),
    "rank": pl.Int64(),
    "answered": pl.Decimal(38, 6),
    "answers": pl.Decimal(38, 6),
    "mutual": pl.Decimal(38, 6),
    "need_id": pl.String(),
    "offer_id": pl.String(),
    "answered_need_id": pl.String(),
    "answering_offer_id": pl.String(),
}


def partners(lists: Iterable[Listed], needs: Side, offers: Side, keep: int) -> pl.DataFrame:
    """For each organisation the `keep` best partners: those of both ways first, by the geometric mean of the best
    strength of either way, then those of one way by that one's; of equal ones the first by identifier.

    Both ways are looked for in the longer lists; one way alone makes partners only where the match is listed.
    """
    one_way = _best(lists, needs, offers)
    back = one_way.rename(
        {
            "one": "two",
            "two": "one",
            "strength": "answers",
            "need_id": "answered_need_id",
            "offer_id": "answering_offer_id",
            "listed": "listed_back",
        }
    )
    both = one_way.rename({"strength": "answered"}).join(back, on=["one", "two"], how="full", coalesce=True)
    answered, answers = pl.col("answered").fill_null(0), pl.col("answers").fill_null(0)
    listed = pl.any_horizontal(pl.col("listed", "listed_back").fill_null(value=False))
    ranked = (
        both.filter((pl.col("answered").is_not_null() & pl.col("answers").is_not_null()) | listed)
        .with_columns(mutual=(answered * answers).sqrt().round(4), best=pl.max_horizontal(answered, answers))
        .sort(["one", "mutual", "best", "two"], descending=[False, True, True, False])
        .with_columns(rank=pl.int_range(1, pl.len() + 1).over("one"))
        .filter(pl.col("rank") <= keep)
        .rename({"one": "organisation_id", "two": "partner_id"})
    )
    return ranked.select(SCHEMA.keys()).cast(SCHEMA)  # type: ignore[arg-type]


def _best(lists: Iterable[Listed], needs: Side, offers: Side) -> pl.DataFrame:
    """For each organisation that needs and each that offers, their strongest need and offer."""
    schema = {
        **dict.fromkeys(("one", "two", "need_id", "offer_id"), pl.String),
        "strength": pl.Float64,
        "listed": pl.Boolean,
    }
    need_ids, offer_ids = needs.ids, offers.ids
    rows = [
        (needs.owners[of.need], offers.owners[at], need_ids[of.need], offer_ids[at], of.strengths[at], own)
        for of in lists
        for at, own in (*((at, True) for at in of.kept), *((at, False) for at in of.wide))
    ]
    found = pl.DataFrame(rows, schema=schema, orient="row")
    ordered = found.with_columns(pl.col("listed").any().over("one", "two")).sort(
        ["strength", "need_id", "offer_id"], descending=[True, False, False]
    )
    return ordered.unique(["one", "two"], keep="first", maintain_order=True)
