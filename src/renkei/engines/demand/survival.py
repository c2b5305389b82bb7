"""How likely each pre-proposal is to reach the full stage: one probability for all, or its band's."""

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from renkei.engines.demand.options import DemandError, DemandOptions


def survival_of(applications: pl.DataFrame, options: DemandOptions) -> list[Decimal]:
    """Each pre-proposal's probability, in the order of the rows.

    Raises DemandError, in words, for probabilities outside 0 to 1, and where bands are needed and not known.
    """
    given = options.survival
    if not given:
        raise DemandError("no survival: state `demand: {survival: 0.4}` in programme.yaml or give --survival")
    outside = [str(one) for one in given if not 0 <= one <= 1]
    if outside:
        raise DemandError(f"a probability lies between 0 and 1: correct {', '.join(outside)}")
    if len(given) == 1:
        return [given[0]] * applications.height
    bands = _bands(applications, options)
    beyond = [one for one, band in zip(applications["application_id"], bands, strict=True) if band > len(given)]
    if beyond:
        raise DemandError(
            f"survival names {len(given)} bands, and {', '.join(beyond)} are in a further one: give it one too"
        )
    return [given[band - 1] for band in bands]


def _bands(applications: pl.DataFrame, options: DemandOptions) -> list[int]:
    if options.bands == "column":
        return _known(applications, "band")
    if not isinstance(options.bands, tuple):
        raise DemandError(
            "several probabilities are one for each band: state `selection: {bands: [13, 11.5]}` or `bands: column` in "
            "programme.yaml, or give one probability for all"
        )
    return [_band(score, options.bands, options.high_is_best) for score in _known(applications, "score")]


def _known(applications: pl.DataFrame, column: str) -> list[int]:
    missing = applications.filter(pl.col(column).is_null())["application_id"].to_list()
    if missing:
        raise DemandError(f"no {column} for {', '.join(missing)}: enter it, or give one probability for all")
    return applications[column].to_list()


def _band(score: Decimal | int, limits: Sequence[Decimal], high_is_best: bool) -> int:
    """The number of the first limit that a score reaches, or one more than there are."""
    reached = (score >= limit if high_is_best else score <= limit for limit in limits)
    return next((number for number, inside in enumerate(reached, 1) if inside), len(limits) + 1)
