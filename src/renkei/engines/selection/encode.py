"""From tables to numbers: everything that cannot be decided is refused here, in words."""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import polars as pl

from renkei.engines.selection.bands import band_of, score_groups
from renkei.engines.selection.call import Call, Whole
from renkei.engines.selection.currencies import rates_of, reporting_currency
from renkei.engines.selection.eligibility import not_eligible
from renkei.engines.selection.lot import lot_order
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.tie_criteria import fixed_figures
from renkei.engines.selection.zones.lottery_zone import (
    Groups,
    LotteryZone,
    funding_line,
    lottery_zone,
    refuse_lottery,
    zone_as_group,
)
from renkei.money import convert
from renkei.tables import CRITERIA_SCORES, RATES


def encode(
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    funders: pl.DataFrame,
    options: SelectionOptions,
    criteria_scores: pl.DataFrame | None = None,
    rates: pl.DataFrame | None = None,
) -> Call:
    """A call's tables (columns and types of `renkei.tables`) in numbers; `requests` name payers, see `payers`.

    Raises SelectionError for what this engine cannot decide, naming the rows and what to change.
    """
    scores = CRITERIA_SCORES.empty() if criteria_scores is None else criteria_scores
    grounds = not_eligible(applications, scores, options)
    eligible = applications.filter(~pl.col("application_id").is_in(list(grounds))).sort("application_id")
    ids, funders = tuple(eligible["application_id"]), funders.sort("funder_id")
    used = set(funders["currency"])
    reporting = reporting_currency(used, options)
    rate_of = rates_of(used, RATES.empty() if rates is None else rates, reporting)
    paid = paid_requests(requests, ids, rate_of, reporting)
    demand, capacity = _matrix(paid, "amount", ids, funders), _capacity(funders)
    groups, labels, zone = _groups(eligible, demand, capacity, options)
    points, per = points_of(eligible, options)
    return Call(
        applications=ids,
        funders=tuple(funders["funder_id"]),
        currencies=tuple(funders["currency"]),
        demand=demand,
        capacity=capacity,
        converted=_matrix(paid, "worth", ids, funders),
        points=points,
        per=per,
        groups=groups,
        labels=labels,
        bands=band_of(eligible, groups, options) if options.rule == "best" else (),
        tie_criteria=tuple((name, fixed_figures(name, ids, scores, paid, options)) for name in options.tie_criteria),
        lot=_lot(ids, options),
        not_eligible={one: grounds[one] for one in sorted(grounds)},
        rates=rate_of,
        reporting_currency=reporting,
        zone=zone,
    )


def _groups(
    eligible: pl.DataFrame, demand: Whole, capacity: Whole, options: SelectionOptions
) -> tuple[Groups, tuple[str, ...], LotteryZone | None]:
    """The score groups with their labels; under a lottery with intervals its zone is one, where there is a line."""
    groups, labels = score_groups(eligible, options)
    if options.lottery is None or options.lottery.width is None:
        return groups, labels, None
    refuse_lottery(options)
    line = funding_line(groups, labels, demand, capacity)
    if line is None:
        return groups, labels, None
    zone = lottery_zone(eligible, line, options)
    return *zone_as_group(groups, labels, eligible["application_id"].to_list(), zone), zone


def _capacity(funders: pl.DataFrame) -> Whole:
    whole: Whole = (funders["budget"] + funders["confirmed_raise"].fill_null(0)).to_numpy().astype(np.int64)
    return whole


def paid_requests(
    requests: pl.DataFrame, ids: tuple[str, ...], rate_of: Mapping[str, Decimal], reporting: str
) -> pl.DataFrame:
    """Requests of eligible applications put to a funder, with their worth in the reporting currency."""
    asked = requests.filter(
        pl.col("application_id").is_in(list(ids)),
        pl.col("funder_id").is_not_null(),
        ~pl.col("self_funded").fill_null(value=False),
        pl.col("amount").is_not_null(),
    )
    pairs = asked.select("amount", "currency").iter_rows()
    worth = [convert(amount, currency, rate_of[currency], reporting) for amount, currency in pairs]
    return asked.with_columns(pl.Series("worth", worth, pl.Int64))


def _matrix(paid: pl.DataFrame, value: str, ids: tuple[str, ...], funders: pl.DataFrame) -> Whole:
    """Funders × applications sums of a column."""
    row = {one: place for place, one in enumerate(funders["funder_id"])}
    column = {one: place for place, one in enumerate(ids)}
    matrix = np.zeros((len(row), len(column)), np.int64)
    for funder, application, amount in paid.select("funder_id", "application_id", value).iter_rows():
        matrix[row[funder], column[application]] += amount
    return matrix


def points_of(eligible: pl.DataFrame, options: SelectionOptions) -> tuple[Whole, int]:
    """Scores over the floor as integers, higher the better, and how many make one point."""
    floor, sign = options.floor, 1 if options.high_is_best else -1
    over = [sign * ((floor if score is None else score) - floor) for score in eligible["score"]]
    decimals = max((-int(value.normalize().as_tuple().exponent) for value in over), default=0)
    per = 10 ** max(decimals, 0)
    return np.array([int(value * per) for value in over], np.int64), per


def _lot(ids: tuple[str, ...], options: SelectionOptions) -> tuple[int, ...] | None:
    if options.draw is None:
        return None
    place = {one: position for position, one in enumerate(ids)}
    return tuple(place[one] for one in lot_order(options.draw, ids))
