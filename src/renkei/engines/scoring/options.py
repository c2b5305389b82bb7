"""The options of a scoring, and why one is refused."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


class ScoreError(Exception):
    """These reviews cannot be scored as asked; says what to change."""


@dataclass(frozen=True)
class ScoreOptions:
    """How reviews become scores.

    `weights`: criterion → what its score is multiplied by before all are added up; 0 reports it and counts it for
    nothing. `places`: decimals of a published score. `ends`: the published scale, into which a corrected score is put.
    `first`: how many places the chance of being among the first is of; None: half of the eligible applications.
    """

    weights: tuple[tuple[str, Fraction], ...]
    high_is_best: bool = True
    use_confidence: bool = True
    places: int = 2
    ends: tuple[Decimal, Decimal] | None = None
    correct_severity: bool = False
    first: int | None = None
    resamples: int = 4000
    seed: int = 1
