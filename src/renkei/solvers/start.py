"""A first set to improve on, and the checks on what the caller gives."""

from collections.abc import Sequence

import numpy as np

from renkei.solvers.machine_code import entry
from renkei.solvers.packing import InfeasibleError, Level, Mask, Packing, Whole


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
        fill(packing.demand, room, wanted[np.argsort(load[wanted] / level.weights[wanted], kind="stable")], chosen)
    return chosen


@entry
def fill(demand: Whole, room: Whole, order: Whole, chosen: Mask) -> None:
    """Choose whatever still fits, in this order; ``room`` is what is left."""
    for j in order:
        fits = True
        for f in range(len(room)):
            if demand[f, j] > room[f]:
                fits = False
                break
        if fits:
            chosen[j] = True
            for f in range(len(room)):
                room[f] -= demand[f, j]


def first_set(packing: Packing, levels: Sequence[Level], inside: Mask, outside: Mask, start: Mask | None) -> Mask:
    """The better of the greedy set and the one given, where that one is allowed."""
    chosen = greedy(packing, levels, inside, outside)
    if start is None or (inside & ~start).any() or (outside & start).any() or not packing.affordable(start):
        return chosen
    ahead = [level.value(start) for level in levels] > [level.value(chosen) for level in levels]
    return start.copy() if ahead else chosen
