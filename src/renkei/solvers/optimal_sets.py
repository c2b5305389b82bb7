"""Which applications are in all, and which in some, of the lexicographically optimal sets."""

from collections.abc import Sequence

import numpy as np

from renkei.solvers.lexicographic import lexicographic
from renkei.solvers.packing import Level, Limit, Mask, Packing, Portfolio


def always_and_sometimes(
    packing: Packing,
    levels: Sequence[Level],
    portfolio: Portfolio,
    limit: Limit | None = None,
    *,
    inside: Mask | None = None,
    outside: Mask | None = None,
) -> tuple[Mask, Mask, bool]:
    """Intersection and union of all lexicographically optimal sets, and whether they are exact.

    ``portfolio`` must be a complete one for the same arguments. Looks again and again for an optimal set that leaves
    what was in all sets so far or enters what was in none, until there is none; each answer settles at least one
    application. When the limit ends the search, ``always`` may be too large and ``sometimes`` too small."""
    if not portfolio.complete:
        raise ValueError("only a complete portfolio tells which sets are optimal; raise the limit and solve again")
    always, sometimes = portfolio.chosen.copy(), portfolio.chosen.copy()
    start = portfolio.chosen
    while True:
        other = _another(packing, levels, start, always, sometimes, inside, outside, limit)
        if not other.complete and other.values[-1] == 0:
            return always, sometimes, False
        if other.values[-1] == 0:
            return always, sometimes, True
        always &= other.chosen
        sometimes |= other.chosen


def _another(
    packing: Packing,
    levels: Sequence[Level],
    start: Mask,
    always: Mask,
    sometimes: Mask,
    inside: Mask | None,
    outside: Mask | None,
    limit: Limit | None,
) -> Portfolio:
    """An optimal set that differs most from what is known: one more level counts the differences."""
    change = (~sometimes).astype(np.int64) - always.astype(np.int64)
    found = lexicographic(packing, [*levels, Level(change)], inside=inside, outside=outside, start=start, limit=limit)
    count = int(always.sum()) + int(change @ found.chosen.astype(np.int64))
    last = found.bounds[-1]
    shifted = type(last)(count, last.claimed, last.certified, last.scale, last.funders, last.levels)
    return Portfolio(found.chosen, (*found.bounds[:-1], shifted), found.complete, found.stopped, found.work)
