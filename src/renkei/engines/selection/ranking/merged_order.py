"""A merged call's order from its tables: the funders' lists, the proposal, the list agreed in the meeting."""

import polars as pl

from renkei.defects import say
from renkei.engines.selection.options import SelectionError
from renkei.engines.selection.ranking import merged
from renkei.engines.selection.ranking.endorsements import sums
from renkei.engines.selection.ranking.order import Merged, MergedOrder
from renkei.settings import Merge


def merged_order(
    eligible: pl.DataFrame, requests: pl.DataFrame, rankings: pl.DataFrame, by: Merge | None
) -> MergedOrder:
    """The order of the eligible applications (table `applications`), by their agreed rank where there is one.

    Raises SelectionError where the merge is not published or a funder asked has not ranked.
    """
    if by is None:
        raise SelectionError("who_ranks: merged needs the published merge: state `selection: {merge: mean}` or another")
    ids = eligible["application_id"].to_list()
    ranks = _ranks(ids, requests, rankings)
    values = merged.merged(ranks, by)
    proposed = merged.ranked(values)
    agreed = dict(eligible.select("application_id", "rank").drop_nulls().iter_rows())
    overtaken = merged.overtakes(proposed, agreed)
    grounds = dict(eligible.select("application_id", "ground").iter_rows())
    entries = {
        one: Merged(ranks[one], values[one], proposed[one], agreed.get(one), overtaken.get(one, ()), grounds[one] or "")
        for one in ids
    }
    return MergedOrder(by, "agreed" if agreed else "proposed", entries)


def refuse_unsettled(order: MergedOrder) -> None:
    """SelectionError where the agreed list is incomplete, or departs from the proposal without a ground."""
    if order.lacking:
        names = ", ".join(order.lacking)
        wrong = "the agreed list lacks {list}: enter a rank for all eligible applications, or for none"
        raise SelectionError(say(wrong, list=names))
    if order.bare:
        wrong = (
            "the agreed list departs from the proposal without a ground: write it in the column ground of {list}, "
            "or of those they overtake"
        )
        raise SelectionError(say(wrong, list=", ".join(order.bare)))


def _ranks(ids: list[str], requests: pl.DataFrame, rankings: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Application → funder → rank; SelectionError unless every funder asked has ranked it and nobody else has."""
    given: dict[str, dict[str, int]] = {one: {} for one in ids}
    for one, funder, rank in rankings.select("application_id", "funder_id", "rank").iter_rows():
        if one in given and rank is not None:
            given[one][funder] = rank
    asked = sums(requests)
    wrong = [one for one in ids if not given[one] or given[one].keys() != asked.get(one, {}).keys()]
    if wrong:
        said = "rankings does not hold one rank by each funder asked, and by no other, for {list}"
        raise SelectionError(say(said, list=", ".join(wrong)))
    return given
