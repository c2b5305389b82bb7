"""What two texts really have in common: exact counts, for every pair that the join proposes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from renkei.engines.overlap.text.commonness import Commonness
from renkei.engines.overlap.text.signatures import Places, Signatures, in_order
from renkei.solvers.machine_code import streaming

Array = Any  # an array of NumPy, as the compiler sees it
Shares = npt.NDArray[np.float64]
TOGETHER = 1 << 16  # pairs that are compared at a time


@dataclass(frozen=True)
class Agreement:
    """A row a pair: the word pairs and the terms in common; the word pairs' share of all (Jaccard), of the smaller text
    (`containment`), the same share with each word pair counted at its worth (`marked`); the cosine of the terms at
    their worth."""

    common: Places
    terms: Places
    jaccard: Shares
    containment: Shares
    marked: Shares
    cosine: Shares


def agreement(
    of: Signatures, first: Places, second: Places, shingles: Commonness, terms: Commonness, threads: int = 1
) -> Agreement:
    """The agreement of the texts at these places, pair by pair."""
    shingle_worth, term_worth = shingles.worth(), terms.worth() ** 2
    shingle_total = weighed(of.shingles.hashes, of.shingles.bounds, shingles.counters, shingle_worth)
    term_total = weighed(of.terms.hashes, of.terms.bounds, terms.counters, term_worth)

    def some(start: int) -> Any:
        these, those = first[start : start + TOGETHER], second[start : start + TOGETHER]
        words = met(of.shingles.hashes, of.shingles.bounds, these, those, shingles.counters, shingle_worth)
        meaning = met(of.terms.hashes, of.terms.bounds, these, those, terms.counters, term_worth)
        return *words, *meaning

    parts = list(in_order(some, range(0, len(first), TOGETHER), threads))
    common, marked, terms_met, meant = (np.concatenate([part[n] for part in parts] or [np.zeros(0)]) for n in range(4))
    sizes = of.shingles.sizes
    return Agreement(
        common.astype(np.int64),
        terms_met.astype(np.int64),
        _share(common, sizes[first] + sizes[second] - common),
        _share(common, np.minimum(sizes[first], sizes[second])),
        _share(marked, np.minimum(shingle_total[first], shingle_total[second])),
        _share(meant, np.sqrt(term_total[first] * term_total[second])),
    )


def _share(part: Array, whole: Array) -> Shares:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


@streaming
def weighed(hashes: Array, bounds: Array, counters: Array, worth: Array) -> Any:
    """The worth of all hashes of each set."""
    shift = np.uint64(64) - np.uint64(np.log2(len(counters)))
    out = np.zeros(len(bounds) - 1)
    for text in range(len(bounds) - 1):
        for at in range(bounds[text], bounds[text + 1]):
            out[text] += worth[min(counters[hashes[at] >> shift], len(worth) - 1)]
    return out


@streaming
def met(hashes: Array, bounds: Array, first: Array, second: Array, counters: Array, worth: Array) -> Any:
    """→ (how many hashes the sets of each pair have in common, what those are worth)."""
    shift = np.uint64(64) - np.uint64(np.log2(len(counters)))
    common, value = np.zeros(len(first), np.int64), np.zeros(len(first))
    for pair in range(len(first)):
        one, other = bounds[first[pair]], bounds[second[pair]]
        one_end, other_end = bounds[first[pair] + 1], bounds[second[pair] + 1]
        while one < one_end and other < other_end:
            left, right = hashes[one], hashes[other]
            if left == right:
                common[pair] += 1
                value[pair] += worth[min(counters[left >> shift], len(worth) - 1)]
            one += left <= right
            other += right <= left
    return common, value
