"""How often organisations are shown, and a bound from below for the small ones."""

from collections.abc import Iterator, Sequence
from math import floor

import numpy as np
import numpy.typing as npt


def chosen(strengths: npt.NDArray[np.float64], small: npt.NDArray[np.bool_], many: int, share: float) -> list[int]:
    """The places of the `many` strongest candidates such that of the first r chosen, for every r, at least share × r,
    rounded down, are small as long as there are small ones; of equal ones the first.

    A place goes to the strongest candidate unless the bound leaves it to a small one, so no list that keeps the bound
    is stronger, in all or in its first r (fair top-k: Zehlike and others, 2017, with the share as it stands in place
    of a test).
    """
    order = np.argsort(-strengths, kind="stable")
    waiting = {True: iter(order[small[order]].tolist()), False: iter(order[~small[order]].tolist())}
    return list(_merged(waiting, strengths, min(many, len(order)), share))


def _merged(
    waiting: dict[bool, Iterator[int]], strengths: npt.NDArray[np.float64], many: int, share: float
) -> Iterator[int]:
    head = {side: next(rest, None) for side, rest in waiting.items()}
    given = 0
    for place in range(1, many + 1):
        side = _next_side(head, strengths, must=given < due(share, place))
        given += side
        one = head[side]
        assert one is not None
        yield one
        head[side] = next(waiting[side], None)


def _next_side(head: dict[bool, int | None], strengths: npt.NDArray[np.float64], *, must: bool) -> bool:
    """Whether a small one has the next place."""
    little, other = head[True], head[False]
    if little is None or other is None:
        return other is None
    if must:
        return True
    return bool((strengths[little], -little) > (strengths[other], -other))


def due(share: float, places: int) -> int:
    """How many of the first places the bound leaves to small organisations: share × places, rounded down."""
    return floor(share * places + 1e-9)  # 0.3 × 10 is 3, whatever the machine's fractions say


def worth(places: Sequence[int]) -> float:
    """What places in lists expose: 1 / log2(place + 1) each, so 1 for the first (Singh and Joachims, 2018)."""
    return float(sum(1 / np.log2(place + 1) for place in places))
