"""Texts that are identical word by word: one of them stands for all, so that a placeholder explodes nothing."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from renkei.engines.overlap.text.signatures import Hashes, Places, Signatures


@dataclass(frozen=True)
class Identical:
    """`first`: the place of each distinct text's first standing, in order. `group`: for each text the place in
    `first` of its like, -1 for a text without words. `many`: how many texts each stands for."""

    first: Places
    group: Places
    many: Places

    def on(self, side: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which distinct texts stand on this side, given which texts do."""
        out = np.zeros(len(self.first), np.bool_)
        out[self.group[side & (self.group >= 0)]] = True
        return out


def identical(of: Signatures) -> Identical:
    """The groups of texts whose words are the same in the same order; what has no words is in none."""
    return grouped(of.whole, of.words)


def grouped(whole: Hashes, words: Places) -> Identical:
    """As `identical`, of the texts' `whole` and `words` alone."""
    worded = np.flatnonzero(words > 0)
    _, starts, back, many = np.unique(whole[worded], return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(starts, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    group = np.full(len(whole), -1, np.int64)
    group[worded] = rank[back]
    return Identical(worded[starts[order]], group, many[order])
