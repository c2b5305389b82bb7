"""The best set level by level among those that reach minima, each level proven by CP-SAT.

A minimum is no budget: a part of a set that reaches it may not. So the search by relaxations, cuts and roots does not
serve, and each level is one integer program with the minima as rows of the other sense.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from renkei.solvers.packing import InfeasibleError, Level, Limit, Mask, Packing, Stopped, Whole
from renkei.solvers.sat import Answer, best_on_level

LARGEST = 2**60  # sums of coefficients stay within a signed 64-bit integer


@dataclass(frozen=True, eq=False)
class Minimum:
    """What the chosen must come to: ``coefficients`` [applications], of any sign, add up to ``least`` or more."""

    coefficients: Whole
    least: int

    def __post_init__(self) -> None:
        if sum(abs(int(one)) for one in self.coefficients) >= LARGEST:
            raise ValueError("a minimum's coefficients add up to more than 2^60; give larger units")

    def reached(self, chosen: Mask) -> bool:
        """Whether a set reaches it."""
        return int(self.coefficients @ chosen.astype(np.int64)) >= self.least


@dataclass(frozen=True, eq=False)
class Found:
    """The best set found, its values, and each level's bound: the value where it is proven, else an upper bound, or
    None where the search did not come to it."""

    chosen: Mask
    values: tuple[int, ...]
    bounds: tuple[int | None, ...]
    stopped: Stopped | None


def best_with_minima(
    packing: Packing,
    levels: Sequence[Level],
    minima: Sequence[Minimum],
    *,
    inside: Mask | None = None,
    start: Mask | None = None,
    known: int = 0,
    limit: Limit | None = None,
) -> Found:
    """A lexicographically optimal set among those that keep to the capacities and reach all minima.

    ``inside`` is forced in; ``start`` is an allowed set, where one is known, and best on the first ``known`` levels.
    Limits hold for each level by itself. Raises InfeasibleError where no set reaches the minima, naming the first that
    cannot be reached beside those before it."""
    search = _Search(packing, minima, inside, limit or Limit())
    chosen = search.first() if start is None else start.astype(np.int64)
    values = [int(level.weights @ chosen) for level in levels[:known]]
    bounds: list[int | None] = [*values]
    stopped: Stopped | None = None
    for level in levels[known:]:
        if stopped is None:
            answer = search.best(levels[: len(values)], values, level.weights, chosen)
            chosen = chosen if answer.chosen is None else answer.chosen
            stopped = None if answer.proven else search.reason
            bounds.append(answer.bound)
        else:
            bounds.append(None)
        values.append(int(level.weights @ chosen))
    return Found(chosen.astype(np.bool_), tuple(values), tuple(bounds), stopped)


class _Search:
    """One packing with its minima; sets are vectors of 0 and 1."""

    def __init__(self, packing: Packing, minima: Sequence[Minimum], inside: Mask | None, limit: Limit) -> None:
        width = packing.applications
        self.packing, self.minima, self.limit = packing, minima, limit
        self.low = np.zeros(width, np.int64) if inside is None else inside.astype(np.int64)
        self.high = np.ones(width, np.int64)
        self.reason: Stopped = "work" if limit.seconds is None else "seconds"

    def first(self) -> Whole:
        """Some set that reaches all minima, one of them after the other."""
        chosen = self.low
        if (self.packing.demand @ chosen > self.packing.capacity).any():
            raise InfeasibleError("what is forced in is not affordable")
        for number, minimum in enumerate(self.minima):
            answer = self._best(self.minima[:number], (), (), minimum.coefficients, chosen, Limit())
            chosen = chosen if answer.chosen is None else answer.chosen
            if not minimum.reached(chosen.astype(np.bool_)):
                raise InfeasibleError(f"no set reaches minimum {number} beside those before it")
        return chosen

    def best(self, held: Sequence[Level], values: Sequence[int], weight: Whole, hint: Whole) -> Answer:
        """The most on one level beside the values of the levels before it."""
        return self._best(self.minima, held, values, weight, hint, self.limit)

    def _best(
        self,
        minima: Sequence[Minimum],
        held: Sequence[Level],
        values: Sequence[int],
        weight: Whole,
        hint: Whole,
        limit: Limit,
    ) -> Answer:
        width = self.packing.applications
        floors = np.array([-one.coefficients for one in minima], np.int64).reshape(len(minima), width)
        least = np.array([-one.least for one in minima], np.int64)
        return best_on_level(
            np.vstack([self.packing.demand, floors]),
            np.concatenate([self.packing.capacity, least]),
            np.array([level.weights for level in held], np.int64).reshape(len(held), width),
            np.array(values, np.int64),
            weight,
            self.low,
            self.high,
            hint,
            better=False,
            work=limit.work,
            seconds=limit.seconds,
        )
