"""Small exchanges that would improve a portfolio: add one, one for one, one for two, two for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
LARGEST = 2**53  # weights and amounts above this are left to the exact search


@dataclass(frozen=True)
class Swap:
    """An affordable exchange, by numbers; `gain` is the change of every level, the first that is not 0 decides."""

    leave: tuple[int, ...]
    enter: tuple[int, ...]
    gain: tuple[int, ...]


@dataclass(frozen=True)
class Swaps:
    """A chosen set: `asks` (applications × funders), `left`, `weights` (levels × applications), `chosen`."""

    asks: Whole
    left: Whole
    weights: Whole
    chosen: NDArray[np.bool_]

    @cached_property
    def inside(self) -> list[int]:
        """The chosen."""
        return [int(one) for one in np.flatnonzero(self.chosen)]

    @cached_property
    def outside(self) -> list[int]:
        """The others."""
        return [int(one) for one in np.flatnonzero(~self.chosen)]

    @cached_property
    def _worth(self) -> Whole:
        """Each application's place in the order of the levels, equals at one place; the best is the highest."""
        _, place = np.unique(self.weights, axis=1, return_inverse=True)
        return np.asarray(place, np.int64).reshape(-1)

    def not_worse(self) -> Iterator[Swap]:
        """Every affordable exchange of the four kinds that is as good or better, smallest kinds first."""
        for leave, enter in (*self._additions(), *self._one_out(), *self._two_out()):
            gain = self.weights[:, list(enter)].sum(axis=1) - self.weights[:, list(leave)].sum(axis=1)
            found = tuple(int(one) for one in gain)
            if found >= (0,) * len(found):
                yield Swap(leave, enter, found)

    def _fitting(self, room: Whole) -> list[int]:
        outside = np.array(self.outside, np.int64)
        return [int(one) for one in outside[(self.asks[outside] <= room).all(axis=1)]] if len(outside) else []

    def _additions(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        for one in self._fitting(self.left):
            yield (), (one,)

    def _one_out(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        for leave in self.inside:
            room = self.left + self.asks[leave]
            fitting = self._fitting(room)
            for place, one in enumerate(fitting):
                yield (leave,), (one,)
                others = np.array(fitting[place + 1 :], np.int64)
                if len(others):
                    both = (self.asks[others] + self.asks[one] <= room).all(axis=1)
                    yield from (((leave,), (one, int(other))) for other in others[both])

    def _two_out(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Two for one, where neither of the two alone makes room enough, nor is worth more than the one."""
        inside, worth = np.array(self.inside, np.int64), self._worth
        for one in self.outside:
            lack = self.asks[one] - self.left
            short = lack > 0
            if not short.any() or not len(inside):
                continue
            gives = self.asks[inside][:, short]
            useful = (gives > 0).any(axis=1) & ~(gives >= lack[short]).all(axis=1) & (worth[inside] <= worth[one])
            movers, gives = inside[useful], gives[useful]
            enough = (gives[:, None, :] + gives[None, :, :] >= lack[short]).all(axis=2)
            for first, second in np.argwhere(np.triu(enough, 1)):
                yield (int(movers[first]), int(movers[second])), (one,)


def swaps_of(
    asks: Sequence[Sequence[tuple[int, int]]],
    left: Sequence[int],
    weights: Sequence[Sequence[int]],
    chosen: Sequence[bool],
) -> Swaps | None:
    """The exchanges of a chosen set; None where amounts or weights are too large for exact 64-bit sums."""
    matrix = np.zeros((len(asks), len(left)), np.int64)
    largest = max((abs(value) for row in (*weights, left) for value in row), default=0)
    largest = max([largest, *(amount for ask in asks for _, amount in ask)])
    if largest > LARGEST:
        return None
    for one, ask in enumerate(asks):
        for funder, amount in ask:
            matrix[one, funder] = amount
    shape = (len(weights), len(asks))
    return Swaps(matrix, np.array(left, np.int64), np.array(weights, np.int64).reshape(shape), np.array(chosen, bool))
