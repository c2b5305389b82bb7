"""The order by national points from its tables: the experts' scores, the states' ballots, money and budgets."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import polars as pl

from renkei.defects import say
from renkei.engines.selection.currencies import rates_of, reporting_currency
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.engines.selection.ranking import national_points
from renkei.engines.selection.ranking.endorsements import sums
from renkei.engines.selection.ranking.national_points import Ballot
from renkei.engines.selection.ranking.order import Pointed, PointsOrder
from renkei.money import convert


def points_order(
    eligible: pl.DataFrame,
    requests: pl.DataFrame,
    rankings: pl.DataFrame,
    funders: pl.DataFrame,
    rates: pl.DataFrame,
    options: SelectionOptions,
) -> PointsOrder:
    """The order of the eligible applications (table `applications`); SelectionError where one has no score."""
    experts = _experts(eligible)
    scores = {one: Fraction(score) for one, score in experts.items()}
    weights = national_points.shares(_contributions(funders, rates, options))
    ballots = _ballots(rankings)
    moved = national_points.moves(_asked_of(requests, experts), weights, ballots)
    factor = national_points.factor(moved, scores)
    sign = 1 if options.high_is_best else -1
    entries = {}
    for one, score in experts.items():
        points = {state: factor * value for state, value in sorted(moved.get(one, {}).items())}
        own = {state: ballots.get(state, {}).get(one, "abstain") for state in points}
        entries[one] = Pointed(score, own, points, scores[one] + sign * sum(points.values(), Fraction(0)))
    span = max(scores.values()) - min(scores.values()) if scores else Fraction(0)
    return PointsOrder(span, weights, factor, options.points_places, entries)


def _experts(eligible: pl.DataFrame) -> dict[str, Decimal]:
    scores = dict(eligible.select("application_id", "score").iter_rows())
    missing = [one for one, score in scores.items() if score is None]
    if missing:
        wrong = "no score for {list}: national points are added to the experts' score"
        raise SelectionError(say(wrong, list=", ".join(missing)))
    return scores


def _contributions(funders: pl.DataFrame, rates: pl.DataFrame, options: SelectionOptions) -> dict[str, int]:
    """Funder → its published budget in minor units of the reporting currency."""
    used = set(funders["currency"])
    reporting = reporting_currency(used, options)
    rate_of = rates_of(used, rates, reporting)
    rows = funders.sort("funder_id").select("funder_id", "budget", "currency").iter_rows()
    return {funder: convert(budget, currency, rate_of[currency], reporting) for funder, budget, currency in rows}


def _ballots(rankings: pl.DataFrame) -> dict[str, dict[str, Ballot]]:
    """State → application → its vote or stance."""
    found: dict[str, dict[str, Ballot]] = {}
    for one, state, vote, stance in rankings.select("application_id", "funder_id", "vote", "stance").iter_rows():
        if vote is not None or stance is not None:
            found.setdefault(state, {})[one] = Fraction(vote) if vote is not None else stance
    return found


def _asked_of(requests: pl.DataFrame, experts: Mapping[str, Decimal]) -> dict[str, dict[str, int]]:
    """State → eligible application → money asked of it."""
    found: dict[str, dict[str, int]] = {}
    for one, own in sorted(sums(requests).items()):
        for state, amount in own.items() if one in experts else ():
            found.setdefault(state, {})[one] = amount
    return found
