"""Machine code that counts hashes."""

from typing import Any

import numpy as np

from renkei.solvers.machine_code import streaming

Array = Any  # an array of NumPy, as the compiler sees it


@streaming
def count(counters: Array, hashes: Array) -> None:
    """Count each hash in the counter of its first bits."""
    shift = np.uint64(64) - np.uint64(np.log2(len(counters)))
    for value in hashes:
        counters[value >> shift] += np.uint32(1)


@streaming
def looked_up(counters: Array, hashes: Array) -> Any:
    """The counter of each hash."""
    shift = np.uint64(64) - np.uint64(np.log2(len(counters)))
    out = np.empty(len(hashes), np.int64)
    for n in range(len(hashes)):
        out[n] = counters[hashes[n] >> shift]
    return out


@streaming
def seen(marks: Array, keys: Array, texts: Array, sides: Array) -> None:
    """Note for each key's last bits what has been seen: the sides of its texts, and 4 for a second text."""
    last = np.uint64(len(marks) - 1)
    for n in range(len(keys)):
        at = np.uint64(keys[n]) & last
        marks[at] |= sides[texts[n]] | (np.uint8(4) if marks[at] else np.uint8(0))


@streaming
def met(marks: Array, keys: Array, needed: Any) -> Any:
    """Which keys have all the marks that are needed."""
    last = np.uint64(len(marks) - 1)
    out = np.empty(len(keys), np.bool_)
    for n in range(len(keys)):
        out[n] = marks[np.uint64(keys[n]) & last] & needed == needed
    return out
