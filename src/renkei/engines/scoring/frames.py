"""The results as frames; figures are decimals, so that they are written alike everywhere."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

import numpy as np
import polars as pl
from scipy.stats import t

from renkei.engines.scoring.agreement import Agreement
from renkei.engines.scoring.consensus import Consensus
from renkei.engines.scoring.options import ScoreOptions
from renkei.engines.scoring.panel import Panel, Reals
from renkei.engines.scoring.ranks import Ranks, simulated_ranks
from renkei.engines.scoring.severity import Deviations
from renkei.engines.scoring.variance import Components
from renkei.money import rounded
from renkei.tables import DECIMALS

DECIMAL = pl.Decimal(38, DECIMALS)
ENDS = {"low_95": (-1, 0.975), "low_80": (-1, 0.9), "high_80": (1, 0.9), "high_95": (1, 0.975)}
EXACT = 1e-6  # of the last decimal: less is what arithmetic leaves


def scores_frame(panel: Panel, made: Consensus, options: ScoreOptions) -> pl.DataFrame:
    """Each application's score and error as published, and its 80 and 95 % intervals within the scale."""
    points, count, places = _points(made.exact), len(made.exact), options.places
    columns: dict[str, Sequence[Decimal | None]] = {"score_error": _errors(made.errors, count, places)}
    for name, (side, part) in ENDS.items():
        end = None if made.errors is None else points + side * float(t.ppf(part, made.df)) * made.errors
        if end is not None and options.ends is not None:
            end = np.clip(end, float(options.ends[0]), float(options.ends[1]))
        columns[name] = _decimals(end, count)
    return pl.DataFrame(
        [
            pl.Series("application_id", panel.applications, pl.String),
            pl.Series("reviews", panel.reviews, pl.Int64),
            pl.Series("score", [rounded(one, places) for one in made.exact], DECIMAL),
            *(pl.Series(name, values, DECIMAL) for name, values in columns.items()),
        ]
    )


def _points(exact: Iterable[Fraction]) -> Reals:
    return np.array([float(one) for one in exact])


def _errors(errors: Reals | None, count: int, places: int) -> list[Decimal | None]:
    """The errors with one decimal more than the scores, rounded up, so that none is told smaller than it is."""
    if errors is None:
        return [None] * count
    finer = min(DECIMALS, places + 1)
    return [Decimal(ceil(float(one) * 10**finer - EXACT)).scaleb(-finer) for one in errors]


def _decimals(values: Reals | None, count: int) -> list[Decimal | None]:
    return [None] * count if values is None else [_decimal(float(one)) for one in values]


def _decimal(value: float) -> Decimal:
    return Decimal(round(value * 10**DECIMALS)).scaleb(-DECIMALS)


def ranks_frame(panel: Panel, made: Consensus, eligible: frozenset[str], options: ScoreOptions) -> pl.DataFrame:
    """The eligible applications' ranks by published score, and by simulation; no rows where errors are not known."""
    stands = np.array([one in eligible for one in panel.applications], dtype=bool)
    names = [one for one in panel.applications if one in eligible]
    places = max(1, len(names) // 2) if options.first is None else options.first
    if made.errors is None or not names:
        return _ranks([], [], None, places, options.resamples)
    sign = 1 if options.high_is_best else -1
    worth = [sign * one for one, stand in zip(made.exact, stands, strict=True) if stand]
    ranks = simulated_ranks(_points(worth), made.errors[stands], made.df, places, options.resamples, options.seed)
    printed = _places([rounded(one, options.places) for one in worth])
    return _ranks(names, printed, ranks, places, options.resamples)


def _places(printed: Sequence[Decimal]) -> list[int]:
    """The ranks of published scores, the highest first; equal ones share the better."""
    best: dict[Decimal, int] = {}
    for place, one in enumerate(sorted(printed, reverse=True), 1):
        best.setdefault(one, place)
    return [best[one] for one in printed]


def _ranks(names: list[str], printed: list[int], ranks: Ranks | None, places: int, resamples: int) -> pl.DataFrame:
    ends, expected = (ranks.ends, ranks.expected) if ranks else ({}, np.zeros(0))
    columns = [
        pl.Series("application_id", names, pl.String),
        pl.Series("rank", printed, pl.Int64),
        pl.Series("expected", _decimals(expected, 0), DECIMAL),
        *(pl.Series(name, ends.get(name, []), pl.Int64) for name in ENDS),
        pl.Series("first", ranks.first if ranks else [], pl.Int64),
    ]
    same = (pl.lit(places, pl.Int64).alias("places"), pl.lit(resamples, pl.Int64).alias("resamples"))
    return pl.DataFrame(columns).with_columns(same).sort("rank", "expected", "application_id")


def severity_frame(
    panel: Panel, found: Deviations | None, parts: Components, made: Consensus, options: ScoreOptions
) -> pl.DataFrame:
    """Every reviewer; with estimates where severity is told from chance and somebody read the same."""
    count = len(panel.reviewers)
    columns: dict[str, Sequence[Decimal | None]] = dict.fromkeys(("severity", "error", "low", "high"), [None] * count)
    if found is not None and parts.residual is not None:
        points = found.points * (-1 if options.high_is_best else 1)
        errors = np.sqrt(parts.residual * found.spread)
        reach = float(t.ppf(0.975, parts.residual_df)) * errors
        known = np.bincount(panel.groups[1])[panel.groups[1]] > 1
        values = (points, errors, points - reach, points + reach)
        columns = {name: _known(_decimals(one, count), known) for name, one in zip(columns, values, strict=True)}
    return pl.DataFrame(
        [
            pl.Series("reviewer_id", panel.reviewers, pl.String),
            pl.Series("reviews", panel.read, pl.Int64),
            *(pl.Series(name, column, DECIMAL) for name, column in columns.items()),
            pl.Series("added", _decimals(made.added, count), DECIMAL),
        ]
    )


def _known(values: Iterable[Decimal | None], known: Iterable[bool]) -> list[Decimal | None]:
    return [value if is_known else None for value, is_known in zip(values, known, strict=True)]


def agreement_frame(rows: Iterable[tuple[str, int, Agreement]]) -> pl.DataFrame:
    """A row for each criterion: its name, the number of its reviews, its agreement."""
    names = ("one", "mean", "absolute", "consistent", "alpha")
    cells = [
        (name, reviews, *(None if (one := getattr(found, key)) is None else _decimal(one) for key in names))
        for name, reviews, found in rows
    ]
    schema = {"criterion": pl.String(), "reviews": pl.Int64()} | dict.fromkeys(names, DECIMAL)
    return pl.DataFrame(cells, schema=schema, orient="row")
