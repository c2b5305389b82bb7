"""The lottery zone: everybody whose score interval reaches the funding line stands as one score group.

The procedure is that of the Swiss National Science Foundation (Heyard, Ott, Salanti and Egger, "Rethinking the Funding
Line at the Swiss National Science Foundation", 2022), with intervals of the published score and several funders;
docs/decisions/0014-grey-zone-and-lottery-zone.md says how.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
import polars as pl

from renkei.defects import say
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.money import decimal_text

Place = Literal["above", "zone", "below"]
Groups = tuple[tuple[int, ...], ...]
Amounts = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True)
class Interval:
    """An application's score, the ends of its interval, and where these put it."""

    score: Decimal
    low: Decimal
    high: Decimal
    place: Place


@dataclass(frozen=True)
class LotteryZone:
    """The funding line, and each eligible application's interval by its id."""

    line: Decimal
    intervals: dict[str, Interval]

    @property
    def members(self) -> tuple[str, ...]:
        """The applications whose interval reaches the line, sorted."""
        return tuple(sorted(one for one, interval in self.intervals.items() if interval.place == "zone"))


def funding_line(groups: Groups, labels: Sequence[str], demand: Amounts, capacity: Amounts) -> Decimal | None:
    """The score of the worst application that the walk down to the first gap can fund.

    None where there is no gap, or nobody can be funded down to it. `demand` is funders × applications.
    """
    left, line = capacity, None
    for group, label in zip(groups, labels, strict=True):
        rest = left - demand[:, list(group)].sum(axis=1, dtype=np.int64)
        if (rest >= 0).all():
            left, line = rest, Decimal(label)
            continue
        alone = any((demand[:, one] <= left).all() for one in group)
        return Decimal(label) if alone else line
    return None


def lottery_zone(eligible: pl.DataFrame, line: Decimal, options: SelectionOptions) -> LotteryZone:
    """Where each eligible application stands; SelectionError naming those without a standard error."""
    missing = eligible.filter(pl.col("score_error").is_null())["application_id"].to_list()
    if missing:
        wrong = "no score_error for {list}: the lottery's intervals need one (0 for a score that is certain)"
        raise SelectionError(say(wrong, list=", ".join(missing)))
    rows = eligible.select("application_id", "score", "score_error").iter_rows()
    return LotteryZone(line, {one: _interval(score, error, line, options) for one, score, error in rows})


def _interval(score: Decimal, error: Decimal, line: Decimal, options: SelectionOptions) -> Interval:
    width = options.lottery.width if options.lottery and options.lottery.width is not None else Decimal(0)
    low, high = score - width * error, score + width * error
    if low <= line <= high:
        return Interval(score, low, high, "zone")
    return Interval(score, low, high, "above" if (low > line) == options.high_is_best else "below")


def refuse_lottery(options: SelectionOptions) -> None:
    """SelectionError, in words, for a rule without a funding line, or one whose order is not the scores'."""
    if options.rule not in ("ranking", "gaps"):
        wrong = (
            "the rule {rule} has no funding line, so that no interval can reach it: choose ranking or gaps, or delete "
            "width: of the lottery in programme.yaml, and lots are drawn in ties only"
        )
        raise SelectionError(say(wrong, rule=options.rule))
    if options.binding != "score" or options.who_ranks != "joint":
        raise SelectionError(
            "the lottery's intervals are of one panel's scores, and this call binds a rank: delete width: of the "
            "lottery in programme.yaml"
        )
    if options.tie_criteria:
        raise SelectionError(
            "tie criteria would settle what the lottery is to draw: delete tie_criteria in programme.yaml, or width: "
            "of the lottery"
        )


def zone_as_group(
    groups: Groups, labels: Sequence[str], ids: Sequence[str], zone: LotteryZone
) -> tuple[Groups, tuple[str, ...]]:
    """The groups with the zone's members as one of them, labelled with the line; those it empties are left out."""

    def tier(place: Place) -> list[tuple[tuple[int, ...], str]]:
        parts = [tuple(one for one in group if zone.intervals[ids[one]].place == place) for group in groups]
        return [(part, label) for part, label in zip(parts, labels, strict=True) if part]

    members = tuple(one for group in groups for one in group if zone.intervals[ids[one]].place == "zone")
    tiers = [*tier("above"), (tuple(sorted(members)), decimal_text(zone.line)), *tier("below")]
    return tuple(part for part, _ in tiers), tuple(label for _, label in tiers)
