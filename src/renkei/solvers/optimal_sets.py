"""Which applications are in all, and which in some, of the lexicographically optimal sets."""

from collections.abc import Sequence

import numpy as np

from renkei.solvers.packing import Level, Limit, Mask, Packing, Portfolio
from renkei.solvers.proof import Proof


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
    while True:
        change = Level((~sometimes).astype(np.int64) - always.astype(np.int64))
        proof = Proof(
            packing,
            [*levels, change],
            inside,
            outside,
            portfolio.chosen,
            portfolio.values,
            portfolio.cuts,
            portfolio.roots,
        )
        # a set found before the search may already be another one
        known = proof.values > [*portfolio.values, -int(always.sum())]
        different = known or proof.beaten(limit or Limit())
        if not different:
            return always, sometimes, different is False
        always &= proof.best.astype(np.bool_)
        sometimes |= proof.best.astype(np.bool_)
