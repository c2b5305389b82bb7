"""How likely each candidate is the record meant, and how sure an answer is.

The choice among a text's candidates and "none" is a conditional logit (D. McFadden, "Conditional logit analysis of
qualitative choice behavior", 1974); the confidence in the best one is calibrated by a logistic regression (J. Platt,
1999) on its chance, the next one's and that of "none". `weights.py` says how both were fitted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from renkei.identity.organisations.weights import CALIBRATION, WEIGHTS

_LEAST = 1e-9


@dataclass(frozen=True)
class Judgement:
    """The place of the best candidate among those judged, and the confidence that it is right."""

    best: int
    confidence: float


def chances(rows: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    """The chance of each candidate by its figures, and last that of none; they add to 1."""
    scores = [sum(a * b for a, b in zip(row, weights, strict=True)) for row in rows] + [0.0]
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]


def signs(listed: Sequence[float]) -> list[float]:
    """What the confidence is computed from: 1, the logit of the best chance, the logarithms of none's and the next."""
    *ours, none = listed
    best, second, *_ = [*sorted(ours, reverse=True), 0.0, 0.0]
    return [1.0, log(best + _LEAST) - log(1 - best + _LEAST), log(none + _LEAST), log(second + 1e-6)]


def judged(rows: Sequence[Sequence[float]]) -> Judgement:
    """The best of one text's candidates, at least one."""
    listed = chances(rows, list(WEIGHTS.values()))
    best = max(range(len(rows)), key=lambda at: listed[at])
    score = sum(a * b for a, b in zip(signs(listed), CALIBRATION, strict=True))
    return Judgement(best, 1 / (1 + exp(-score)))
