"""In how many texts each hash stands, and what it is worth: boilerplate, found from the data, counts little.

Counted by a table of counters that several hashes may share (a count-min sketch of one row: Cormode and Muthukrishnan,
2005), so that memory does not grow with the vocabulary: a count is never too low, and seldom too high.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from renkei.engines.overlap.text import counting
from renkei.engines.overlap.text.signatures import Hashes, Places, Sets

SMALLEST, LARGEST = 16, 25  # counters, as powers of two
FEW = 64  # a hash in so many texts is as good a mark as any


@dataclass(frozen=True)
class Commonness:
    """Counters of the texts that have each hash, over `texts` texts."""

    counters: npt.NDArray[np.uint32]
    texts: int

    def add(self, sets: Sets) -> None:
        """Count the hashes of these sets."""
        counting.count(self.counters, sets.hashes)

    def having(self, hashes: Hashes) -> Places:
        """In how many texts each hash stands."""
        return np.asarray(counting.looked_up(self.counters, hashes))

    def worth(self) -> npt.NDArray[np.float64]:
        """By count, what a hash is worth: 1 for one text's own, near 0 for one that every text has."""
        counts = np.arange(self.texts + 1)
        return np.asarray(np.log((1 + self.texts) / np.maximum(counts, 1)) / np.log(1 + max(self.texts, 1)))

    def chances(self) -> npt.NDArray[np.float32]:
        """By count, how likely a hash is to stand for a text among its equals: one of many texts, less."""
        counts, few = np.arange(self.texts + 1), max(FEW, self.texts // 1000)
        return np.minimum(1, few / np.maximum(counts, 1)).astype(np.float32)


def counting_of(hashes: int, texts: int) -> Commonness:
    """Counters at nought, for so many hashes of so many texts."""
    power = int(np.clip(np.ceil(np.log2(4 * hashes + 1)), SMALLEST, LARGEST))
    return Commonness(np.zeros(1 << power, np.uint32), texts)


def commonness(sets: Sets) -> Commonness:
    """Counted over all sets."""
    made = counting_of(len(sets.hashes), len(sets))
    made.add(sets)
    return made
