"""A first set to improve on, and the checks on what the caller gives."""

from collections.abc import Sequence

import numpy as np

from renkei.solvers.packing import InfeasibleError, Level, Mask, Packing


def mask(given: Mask | None, width: int) -> Mask:
    """``given`` as a mask of the right length; none is all false."""
    if given is None:
        return np.zeros(width, np.bool_)
    found = np.asarray(given, np.bool_)
    if found.shape != (width,):
        raise ValueError(f"a mask must have one entry for each of the {width} applications, not shape {found.shape}")
    return found


def greedy(packing: Packing, levels: Sequence[Level], inside: Mask, outside: Mask) -> Mask:
    """Level by level, the applications that weigh most on the scarcest budgets last, as long as they fit."""
    chosen = inside.copy()
    room = packing.capacity - packing.demand @ chosen.astype(np.int64)
    if (room < 0).any():
        raise InfeasibleError("what is forced in asks for more than the funders have; force fewer in or raise budgets")
    load = (packing.demand / np.maximum(packing.capacity, 1)[:, None]).sum(0)
    for level in levels:
        wanted = np.nonzero((level.weights > 0) & ~chosen & ~outside)[0]
        for j in wanted[np.argsort(load[wanted] / level.weights[wanted], kind="stable")]:
            if (packing.demand[:, j] <= room).all():
                chosen[j] = True
                room = room - packing.demand[:, j]
    return chosen


def first_set(packing: Packing, levels: Sequence[Level], inside: Mask, outside: Mask, start: Mask | None) -> Mask:
    """The better of the greedy set and the one given, where that one is allowed."""
    chosen = greedy(packing, levels, inside, outside)
    if start is None or (inside & ~start).any() or (outside & start).any() or not packing.affordable(start):
        return chosen
    ahead = [level.value(start) for level in levels] > [level.value(chosen) for level in levels]
    return start.copy() if ahead else chosen
