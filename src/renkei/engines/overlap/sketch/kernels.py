"""Machine code over many sketches: least numbers, and how many of two texts' numbers agree."""

from typing import Any

import numpy as np

from renkei.solvers.machine_code import streaming

Array = Any  # an array of NumPy, as the compiler sees it


@streaming
def least(numbers: Array, bounds: Array, factors: Array, summands: Array) -> Any:
    """For each set of numbers and each order (times a factor, plus a summand, modulo 2⁶⁴) 16 bits of the least."""
    many = len(factors)
    out = np.zeros((len(bounds) - 1, many), np.uint16)
    room = np.empty(many, np.uint64)
    for text in range(len(bounds) - 1):
        room[:] = ~np.uint64(0)
        for at in range(bounds[text], bounds[text + 1]):
            number = numbers[at]
            for order in range(many):
                room[order] = min(room[order], number * factors[order] + summands[order])
        for order in range(many):
            out[text, order] = np.uint16((room[order] >> np.uint64(20)) & np.uint64(0xFFFF))
    return out


@streaming
def agreeing(left: Array, right: Array, ours: Array, theirs: Array) -> Any:
    """How many numbers agree in each pair of a row of `left` and a row of `right`."""
    out = np.zeros(len(ours), np.int64)
    for pair in range(len(ours)):
        a, b = left[ours[pair]], right[theirs[pair]]
        same = 0
        for order in range(a.shape[0]):
            same += a[order] == b[order]
        out[pair] = same
    return out
