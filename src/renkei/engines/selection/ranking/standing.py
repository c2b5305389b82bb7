"""Where each application stands before the rule begins: endorsed or not, for how much, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from renkei.engines.selection.eligibility import not_eligible
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.ranking.endorsements import Endorsed, endorsed, reduced_requests
from renkei.engines.selection.ranking.merged_order import merged_order, refuse_unsettled
from renkei.engines.selection.ranking.order import MergedOrder, Order
from renkei.engines.selection.ranking.points_order import points_order
from renkei.money import rounded
from renkei.tables import CRITERIA_SCORES, ENDORSEMENTS, RANKINGS, RATES


@dataclass(frozen=True)
class Standing:
    """The tables as the rule is to read them, and what made them so.

    Of `applications`, `status` is the ground of those not endorsed, `rank` the merged or pointed order, `score` the
    score with national points; `requests` are reduced to the amounts endorsed.
    """

    applications: pl.DataFrame
    requests: pl.DataFrame
    options: SelectionOptions
    order: Order | None = None
    endorsed: Endorsed | None = None


def stand(
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    funders: pl.DataFrame,
    options: SelectionOptions,
    criteria_scores: pl.DataFrame | None = None,
    rates: pl.DataFrame | None = None,
    rankings: pl.DataFrame | None = None,
    endorsements: pl.DataFrame | None = None,
) -> Standing:
    """Apply endorsements, then the way the call ranks. Raises SelectionError for what cannot be ordered, in words."""
    scores = CRITERIA_SCORES.empty() if criteria_scores is None else criteria_scores
    standing = _endorsed(Standing(applications, requests, options), scores, endorsements)
    own = RANKINGS.empty() if rankings is None else rankings
    if options.who_ranks == "merged":
        return _merged(standing, _eligible(standing, scores), own)
    if options.who_ranks == "national_points":
        return _pointed(standing, _eligible(standing, scores), own, funders, RATES.empty() if rates is None else rates)
    return standing


def proposal(
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    rankings: pl.DataFrame,
    options: SelectionOptions,
    criteria_scores: pl.DataFrame | None = None,
    endorsements: pl.DataFrame | None = None,
) -> MergedOrder:
    """The merge of the funders' lists for a meeting, with the agreed ranks as far as entered; see `merged_order`."""
    scores = CRITERIA_SCORES.empty() if criteria_scores is None else criteria_scores
    standing = _endorsed(Standing(applications, requests, options), scores, endorsements)
    return merged_order(_eligible(standing, scores), standing.requests, rankings, options.merge)


def _eligible(standing: Standing, scores: pl.DataFrame) -> pl.DataFrame:
    grounds = not_eligible(standing.applications, scores, standing.options)
    return standing.applications.filter(~pl.col("application_id").is_in(list(grounds))).sort("application_id")


def _endorsed(standing: Standing, scores: pl.DataFrame, endorsements: pl.DataFrame | None) -> Standing:
    endorsing = standing.options.endorsements
    if not endorsing.asked:
        return standing
    given = ENDORSEMENTS.empty() if endorsements is None else endorsements
    ids = _eligible(standing, scores)["application_id"].to_list()
    found = endorsed(ids, standing.requests, given, endorsing)
    return replace(
        standing,
        applications=_with(standing.applications, "status", found.grounds),
        requests=reduced_requests(standing.requests, found.reduced)
        if any(found.reduced.values())
        else standing.requests,
        endorsed=found,
    )


def _with(applications: pl.DataFrame, column: str, values: Mapping[str, object]) -> pl.DataFrame:
    """The applications with other values in a column for those named."""
    cells = [values.get(one, cell) for one, cell in applications.select("application_id", column).iter_rows()]
    return applications.with_columns(pl.Series(column, cells, applications.schema[column]))


def _merged(standing: Standing, eligible: pl.DataFrame, rankings: pl.DataFrame) -> Standing:
    order = merged_order(eligible, standing.requests, rankings, standing.options.merge)
    refuse_unsettled(order)
    ranks = {one: entry.agreed or entry.proposed for one, entry in order.applications.items()}
    return replace(
        standing,
        applications=_with(standing.applications, "rank", ranks),
        options=replace(standing.options, binding="rank"),
        order=order,
    )


def _pointed(
    standing: Standing, eligible: pl.DataFrame, rankings: pl.DataFrame, funders: pl.DataFrame, rates: pl.DataFrame
) -> Standing:
    options = standing.options
    order = points_order(eligible, standing.requests, rankings, funders, rates, options)
    finals = {one: rounded(entry.final, options.points_places) for one, entry in order.applications.items()}
    applications = _with(standing.applications, "score", finals)
    return replace(
        standing,
        applications=_with(applications, "rank", order.ranks(high_is_best=options.high_is_best)),
        options=replace(options, binding="rank"),
        order=order,
    )
