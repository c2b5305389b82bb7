"""A piece too large for the search goes to the solver, level by level."""

from collections.abc import Sequence

import numpy as np

from renkei.engines.selection.pieces import Asked, Figures, Piece
from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.optimal_sets import always_and_sometimes
from renkei.solvers.packing import Level, Packing


def hard_piece(
    items: Sequence[int],
    rows: Sequence[int],
    asked: Asked,
    left: Sequence[int],
    figures: Figures,
    lot: Sequence[int] | None,
) -> Piece:
    """The best part of a piece, with what all and what some best parts hold; with a `lot` exactly one part."""
    demand = np.array([[asked[one].get(row, 0) for one in items] for row in rows], np.int64)
    packing = Packing(demand, np.array([left[row] for row in rows], np.int64))
    levels = [Level(np.ones(len(items), np.int64)), *(Level(figure[list(items)]) for figure in figures)]
    best = lexicographic(packing, levels)
    if best.stopped is not None:  # no limit is given, so only an interrupt ends it early
        raise KeyboardInterrupt
    always, sometimes, _ = always_and_sometimes(packing, levels, best)
    if lot is not None and (always != sometimes).any():
        tied = [place for one in lot if one in items for place in [items.index(one)] if (sometimes & ~always)[place]]
        best = lexicographic(packing, [*levels, *(_holds(place, len(items)) for place in tied)])
        if best.stopped is not None:
            raise KeyboardInterrupt
        always = sometimes = best.chosen
    inside = frozenset(one for one, taken in zip(items, always, strict=True) if taken)
    within = frozenset(one for one, taken in zip(items, sometimes, strict=True) if taken)
    return Piece(int(best.chosen.sum()), inside, within, (inside,) if inside == within else None)


def _holds(place: int, width: int) -> Level:
    return Level((np.arange(width) == place).astype(np.int64))
