"""Rank intervals: the ranks that the applications may truly have, by seeded simulation.

The true scores are taken as a sample from a normal distribution of unknown mean and spread, of which the consensus
scores are measured with their errors; ranks are drawn from what is then known of the true scores (the hierarchical
model of Gelman et al., Bayesian Data Analysis, 3rd edition, 5.4, flat in mean and spread; ranks as in Laird and Louis
1989; the Swiss National Science Foundation ranks so, Heyard et al. 2022). Drawing around each score without it would
count the noise twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, rankdata

from renkei.engines.scoring.panel import Reals, Whole

SPREADS, VARIANCES = 64, 16  # points of the grid of spreads, and of what the errors' variance may be
ROWS = 256  # simulations at a time, so that many need little memory
PART = {"low_95": 0.025, "low_80": 0.1, "high_80": 0.9, "high_95": 0.975}


@dataclass(frozen=True)
class Ranks:
    """For each application, 1 the best: the ends of its 80 and 95 % intervals, and its expected rank.

    `first`: in how many of `resamples` simulations it is among the first `places`.
    """

    ends: dict[str, Whole]
    expected: Reals
    first: Whole
    places: int
    resamples: int


def simulated_ranks(scores: Reals, errors: Reals, df: int, places: int, resamples: int, seed: int) -> Ranks:
    """The ranks of scores, the highest best; their errors rest on `df` degrees of freedom."""
    if not len(scores):
        return Ranks({name: np.zeros(0, np.int64) for name in PART}, np.zeros(0), np.zeros(0, np.int64), 0, resamples)
    drawn = _drawn(scores, errors, df, resamples, seed)
    ordered = np.sort(drawn, axis=0)
    ends = {name: ordered[max(0, ceil(part * resamples) - 1)].astype(np.int64) for name, part in PART.items()}
    return Ranks(ends, drawn.mean(axis=0), (drawn <= places).sum(axis=0), places, resamples)


def _drawn(scores: Reals, errors: Reals, df: int, resamples: int, seed: int) -> NDArray[np.int32]:
    """Ranks, simulations × applications; without errors the scores' own each time, equal scores sharing the better."""
    if len(scores) == 1 or not errors.any():
        own = rankdata(-scores, method="min").astype(np.int32)
        return np.tile(own, (resamples, 1))
    return np.concatenate([_ranks(block) for block in _draws(scores, errors, df, resamples, seed)])


def _ranks(scores: Reals) -> NDArray[np.int32]:
    """The ranks within each row."""
    found, places = np.empty(scores.shape, np.int32), np.arange(1, scores.shape[1] + 1, dtype=np.int32)
    np.put_along_axis(found, np.argsort(-scores, axis=1), np.broadcast_to(places, scores.shape), axis=1)
    return found


def _draws(scores: Reals, errors: Reals, df: int, resamples: int, seed: int) -> Iterator[Reals]:
    """True scores, simulations × applications.

    One PCG64 stream gives a uniform number a simulation, which takes a point of the grid, then a normal number for the
    mean and one for each application, simulation after simulation.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    times, spreads, likely = _grid(scores, np.square(errors), df)
    taken = np.searchsorted(np.cumsum(likely), generator.random(resamples) * likely.sum(), side="right")
    taken = np.minimum(taken, len(likely) - 1)
    for done in range(0, resamples, ROWS):
        chosen = taken[done : done + ROWS, None]
        normal = generator.standard_normal((len(chosen), len(scores) + 1))
        noise, spread = np.square(errors) * times[chosen], np.square(spreads[chosen])
        sure = 1.0 / (noise + spread)
        weight = sure.sum(axis=1, keepdims=True)
        mean = (sure * scores).sum(axis=1, keepdims=True) / weight + normal[:, :1] / np.sqrt(weight)
        yield mean + spread * sure * (scores - mean) + np.sqrt(noise * spread * sure) * normal[:, 1:]


def _grid(scores: Reals, variances: Reals, df: int) -> tuple[Reals, Reals, Reals]:
    """What the errors' variance is multiplied by, the spread of true scores, and how likely the two are together."""
    times = df / chi2.ppf((np.arange(VARIANCES) + 0.5) / VARIANCES, df)  # equally likely before the scores are seen
    part = (np.arange(SPREADS) + 0.5) / SPREADS
    scale = max(float(np.std(scores)), float(np.sqrt(variances.mean())))
    spreads = scale * part / (1 - part)
    found = [_log_likelihood(scores, variances * one, np.square(spreads)) for one in times]
    logs = np.array(found) - 2 * np.log(1 - part)  # flat in the spread: the grid's points lie ever further apart
    likely = np.exp(logs - logs.max()).ravel()
    return np.repeat(times, SPREADS), np.tile(spreads, VARIANCES), likely


def _log_likelihood(scores: Reals, variances: Reals, spreads: Reals) -> Reals:
    """Of the scores under each squared spread, their mean integrated out."""
    total = variances + spreads[:, None]
    weight = (1 / total).sum(axis=1)
    mean = (scores / total).sum(axis=1) / weight
    squares = ((scores - mean[:, None]) ** 2 / total).sum(axis=1)
    return np.asarray(-(np.log(total).sum(axis=1) + np.log(weight) + squares) / 2)
