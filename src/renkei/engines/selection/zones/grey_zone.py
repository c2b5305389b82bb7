"""The grey zone: how often each application is funded when its score is drawn again within its standard error.

docs/decisions/0014-grey-zone-and-lottery-zone.md defines it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

import numpy as np
import polars as pl

from renkei.defects import say
from renkei.engines.selection.bands import band_of, score_groups
from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen
from renkei.engines.selection.decide import decide
from renkei.engines.selection.encode import points_of
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.engines.selection.ready import Ready, Tables, make_ready
from renkei.engines.selection.zones.quick_walk import QuickWalk
from renkei.engines.selection.zones.resampling import Units, uncertain

MOST_SOLVED = 20_000  # resamples × applications that a solver decides one by one: a minute or two
Deciding = Callable[[Units, tuple[int, ...]], Sequence[int]]
Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class GreyZone:
    """`applications`: application_id, rank, score, score_error, outcome (by the published scores), funded, resamples,
    zone (always, sometimes, never); a row each eligible application, in rank order, then by id."""

    options: SelectionOptions
    seed: int
    decimals: int
    applications: pl.DataFrame


def grey_zone(
    tables: Tables,
    options: SelectionOptions,
    resamples: int = 1000,
    seed: int = 1,
    progress: Told = lambda what, done, of: None,
) -> GreyZone:
    """Decide a call again and again by scores drawn normal around the published ones, and count who is funded.

    The tables have the columns and types of `renkei.tables`. Raises SelectionError, in words, where a score or its
    standard error is missing, where a rank binds, and where so many resamples would take the rule too long.
    """
    if options.binding != "score" or options.who_ranks != "joint":
        raise SelectionError(
            "the grey zone draws scores again, and this call binds a rank, which they do not move: it needs one "
            "panel's scores (who_ranks: joint, binding: score)"
        )
    options = replace(options, lottery=None)  # the zone is what the lottery will be drawn in, not yet drawn
    read = make_ready(tables, options)
    given = uncertain(read.eligible, read.options.scale)
    deciding = _deciding(read, given.decimals, resamples)
    counts: Counter[int] = Counter()
    for number, (units, lot) in enumerate(given.drawn(resamples, seed)):
        progress("resamples", number, resamples)
        counts.update(deciding(units, lot))
    published = decide(read.call, read.options, read.top_up)[1].chosen
    return GreyZone(read.options, seed, given.decimals, _frame(read, published, counts, resamples))


def _deciding(read: Ready, decimals: int, resamples: int) -> Deciding:
    """How one resample is decided: (scores in units, lot) → the positions of the funded."""
    options, call, top_up = read.options, read.call, read.top_up
    sign = -1 if options.high_is_best else 1
    if options.rule in ("ranking", "gaps") and top_up is None and call.offer is None:
        walk = QuickWalk(call, stop=options.stops)
        return lambda units, lot: walk.funded(groups_of(sign * units), lot)
    if resamples * len(call.applications) > MOST_SOLVED:
        most = max(MOST_SOLVED // max(1, len(call.applications)), 1)
        plain = top_up is None and call.offer is None
        remedy = "choose ranking or gaps" if plain else "choose ranking or gaps, without a top-up or reductions"
        wrong = (
            "{resamples} resamples of {n} applications would take too long under this rule, of which each is decided "
            "from the beginning: give --resamples {most} or less, or {remedy}"
        )
        raise SelectionError(say(wrong, resamples=resamples, n=len(call.applications), most=most, remedy=remedy))
    return lambda units, lot: sorted(decide(_redrawn(read, units, lot, decimals), options, top_up)[1].chosen.always)


def groups_of(places: Units) -> list[list[int]]:
    """Positions grouped by equal value, the smallest value first."""
    order = np.argsort(places, kind="stable").tolist()
    values = places.tolist()
    return [list(group) for _, group in groupby(order, key=values.__getitem__)]


def _redrawn(read: Ready, units: Units, lot: tuple[int, ...], decimals: int) -> Call:
    """The call with other scores and a lot; who is eligible stays as published."""
    scores = pl.Series("score", [Decimal(unit).scaleb(-decimals) for unit in units.tolist()], pl.Decimal(38, 6))
    eligible = read.eligible.with_columns(scores)
    groups, labels = score_groups(eligible, read.options)
    points, per = points_of(eligible, read.options)
    bands = band_of(eligible, groups, read.options) if read.options.rule == "best" else ()
    return replace(read.call, groups=groups, labels=labels, points=points, per=per, bands=bands, lot=lot)


def _frame(read: Ready, published: Chosen, counts: Counter[int], resamples: int) -> pl.DataFrame:
    places = range(len(read.call.applications))
    rows = read.eligible.select("application_id", "score", "score_error")
    found = rows.with_columns(
        pl.Series("rank", read.call.ranks, pl.Int64),
        pl.Series("outcome", [_outcome(published, one) for one in places], pl.String),
        pl.Series("funded", [counts[one] for one in places], pl.Int64),
        pl.lit(resamples, pl.Int64).alias("resamples"),
        pl.Series("zone", [_zone(counts[one], resamples) for one in places], pl.String),
    )
    columns = ("application_id", "rank", "score", "score_error", "outcome", "funded", "resamples", "zone")
    return found.select(columns).sort("rank", "application_id")


def _outcome(published: Chosen, one: int) -> str:
    return "funded" if one in published.always else "tie" if one in published.sometimes else "not_funded"


def _zone(funded: int, resamples: int) -> str:
    return "always" if funded == resamples else "sometimes" if funded else "never"
