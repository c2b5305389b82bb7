"""Each text's keys: texts that have a key in common are compared.

Three kinds: bands of weighted MinHash (Broder, 1997; Leskovec, Rajaraman and Ullman, chapter 3) for texts that share
half their word pairs; fingerprints of passages for a part copied into another text; pairs of rare terms for what is
reworded. A key is a signed 64-bit integer, so that DuckDB and Spark read the same.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from renkei.engines.overlap.text.commonness import Commonness
from renkei.engines.overlap.text.kernels import TERM, both, mixed
from renkei.engines.overlap.text.signatures import Places, Sets, Signatures
from renkei.solvers.machine_code import streaming

Array = Any  # an array of NumPy, as the compiler sees it
BANDS, ROWS = 40, 3  # texts that share half are met with probability 1 - (1 - 0.5 ** 3) ** 40 = 0.995
RARE = 10  # the rarest terms of a text, whose pairs are keys
_DRAWS = np.random.Generator(np.random.PCG64(7)).integers(0, 1 << 32, (2, BANDS * ROWS), dtype=np.uint64)
_FLIPS, _FACTORS = _DRAWS[0].astype(np.uint32), (_DRAWS[1] | 1).astype(np.uint32)


def keys(of: Signatures, shingles: Commonness, terms: Commonness) -> tuple[Places, Places]:
    """→ (keys, the place of each key's text)."""
    parts = list(kinds_of_keys(of, shingles, terms))
    return np.concatenate([key for key, _ in parts]), np.concatenate([owner for _, owner in parts])


def kinds_of_keys(of: Signatures, shingles: Commonness, terms: Commonness) -> Iterator[tuple[Places, Places]]:
    """As `keys`, one kind after the other: bands, passages, pairs of rare terms."""
    chances = shingles.chances()
    banded = bands(of.shingles.hashes, of.shingles.bounds, shingles.counters, chances, _FLIPS, _FACTORS)
    has = of.shingles.sizes > 0
    yield banded[has].ravel().view(np.int64), np.repeat(np.flatnonzero(has).astype(np.int32), BANDS)
    yield _owned(of.passages)
    yield _owned(Sets(*rare_pairs(of.terms.hashes, of.terms.bounds, terms.counters, len(terms.counters))))


def _owned(sets: Sets) -> tuple[Places, Places]:
    return sets.hashes.view(np.int64), np.repeat(np.arange(len(sets), dtype=np.int32), sets.sizes)


@streaming
def bands(hashes: Array, bounds: Array, counters: Array, chances: Array, flips: Array, factors: Array) -> Any:
    """A row a set: the hash of each band's minima. An element's draws are divided by its chance, so that the chance
    of two sets to agree in a minimum is their weighted Jaccard similarity, nearly."""
    shift = np.uint64(64) - np.uint64(np.log2(len(counters)))
    many = len(flips)
    rows = many // BANDS
    out = np.zeros((len(bounds) - 1, BANDS), np.uint64)
    least = np.empty(many, np.float32)
    bits = least.view(np.uint32)
    for text in range(len(bounds) - 1):
        least[:] = np.inf
        for at in range(bounds[text], bounds[text + 1]):
            value = np.uint32(hashes[at] & np.uint64(0xFFFFFFFF))
            scale = np.float32(1) / chances[min(counters[hashes[at] >> shift], len(chances) - 1)]
            for n in range(many):
                draw = np.float32(np.int32(np.uint32((value ^ flips[n]) * factors[n]) >> np.uint32(1))) * scale
                least[n] = min(least[n], draw)
        for band in range(BANDS):
            value64 = np.uint64(band + 1)
            for row in range(rows):
                value64 = both(value64, np.uint64(bits[band * rows + row]), np.uint64(row))
            out[text, band] = value64
    return out


@streaming
def rare_pairs(hashes: Array, bounds: Array, counters: Array, many: Any) -> Any:
    """→ (for each set the hashes of all pairs of its rarest terms that others have too, their bounds)."""
    shift = np.uint64(64) - np.uint64(np.log2(many))
    out = np.empty((len(bounds) - 1) * (RARE * (RARE - 1) // 2), np.uint64)
    ends = np.zeros(len(bounds), np.int64)
    rarest, counts = np.empty(RARE, np.uint64), np.empty(RARE, np.int64)
    for text in range(len(bounds) - 1):
        kept = 0
        for at in range(bounds[text], bounds[text + 1]):
            having = np.int64(counters[hashes[at] >> shift])
            if having < 2 or (kept == RARE and having >= counts[RARE - 1]):
                continue
            place = min(kept, RARE - 1)
            while place > 0 and counts[place - 1] > having:
                counts[place], rarest[place] = counts[place - 1], rarest[place - 1]
                place -= 1
            counts[place], rarest[place] = having, hashes[at]
            kept = min(kept + 1, RARE)
        end = ends[text]
        for one in range(kept):
            for other in range(one):
                low, high = min(rarest[one], rarest[other]), max(rarest[one], rarest[other])
                out[end] = mixed(both(low, high, TERM))
                end += 1
        ends[text + 1] = end
    return out[: ends[-1]], ends
