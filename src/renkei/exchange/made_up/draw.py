"""Draws that are the same on every machine and with every version of NumPy."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Draw:
    """Whole-number draws from the raw stream of PCG64.

    NumPy promises that a bit generator's raw stream never changes; it does not promise that of the distributions.
    """

    def __init__(self, seed: int) -> None:
        self._bits = np.random.PCG64(seed)

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` − 1 (the bias of scaling 64 bits is far below anything seen here)."""
        return int(self._bits.random_raw()) * bound >> 64

    def between(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        return least + self.below(most - least + 1)

    def one_in(self, chances: int) -> bool:
        """True once in so many times."""
        return self.below(chances) == 0

    def of(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def weighted(self, weights: Sequence[int]) -> int:
        """The place of one of the weights, by weight."""
        left = self.below(sum(weights))
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return place
        raise ValueError("the weights must not sum to 0")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order (Fisher–Yates)."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            place = self.below(last + 1)
            order[last], order[place] = order[place], order[last]
        return order
