"""Score groups (equal scores, or ranks, are one) and bands."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.defects import say
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.money import decimal_text


def score_groups(
    eligible: pl.DataFrame, options: SelectionOptions
) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
    """The groups, best first, as positions in `eligible`, and each group's score or rank as printed.

    Raises SelectionError naming the applications that have no score (or rank) to be placed by.
    """
    values = eligible[options.binding].to_list()
    missing = [one for one, value in zip(eligible["application_id"], values, strict=True) if value is None]
    if missing:
        wrong = "no {column} for {list}: enter it, or give the application a status"
        raise SelectionError(say(wrong, column=options.binding, list=", ".join(missing)))
    best_last = options.binding == "score" and options.high_is_best
    distinct = sorted(set(values), reverse=best_last)
    members: dict[Any, list[int]] = {value: [] for value in distinct}
    for position, value in enumerate(values):
        members[value].append(position)
    return tuple(tuple(members[value]) for value in distinct), tuple(decimal_text(value) for value in distinct)


def band_of(eligible: pl.DataFrame, groups: Sequence[Sequence[int]], options: SelectionOptions) -> tuple[int, ...]:
    """Each application's band, 1 the best; SelectionError where the call has published none."""
    if options.bands is None:
        raise SelectionError(
            "rule best needs bands, and there is no default: state `selection: {bands: each}` or `bands: [13, 11.5]` "
            "(lower limits, best first) or `bands: column` in programme.yaml, or give --bands"
        )
    if options.bands == "each":
        number = {one: place for place, group in enumerate(groups, 1) for one in group}
        return tuple(number[one] for one in range(len(number)))
    if options.bands == "column":
        return _band_column(eligible)
    if list(options.bands) != sorted(set(options.bands), reverse=options.high_is_best):
        falling = "the bands' limits stand best first, each once: write them falling"
        rising = "the bands' limits stand best first, each once: write them rising"
        raise SelectionError(falling if options.high_is_best else rising)
    place = _limit_reached(options.bands, options.high_is_best)
    return tuple(place(score) for score in _scores(eligible))


def _band_column(eligible: pl.DataFrame) -> tuple[int, ...]:
    missing = eligible.filter(pl.col("band").is_null())["application_id"].to_list()
    if missing:
        raise SelectionError(say("no band for {list}: enter it in the column band", list=", ".join(missing)))
    return tuple(eligible["band"])


def _scores(eligible: pl.DataFrame) -> list[Decimal]:
    missing = eligible.filter(pl.col("score").is_null())["application_id"].to_list()
    if missing:
        raise SelectionError(say("no score for {list}: bands by limits need one", list=", ".join(missing)))
    return eligible["score"].to_list()


def _limit_reached(limits: tuple[Decimal, ...], high_is_best: bool) -> Callable[[Decimal], int]:
    def place(score: Decimal) -> int:
        reached = (score >= limit if high_is_best else score <= limit for limit in limits)
        return next((number for number, inside in enumerate(reached, 1) if inside), len(limits) + 1)

    return place
