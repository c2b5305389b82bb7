"""Which applications are in all, and which in some, of the lexicographically optimal sets."""

from collections.abc import Sequence

import numpy as np

from renkei.solvers.packing import Level, Limit, Mask, Packing, Portfolio
from renkei.solvers.pool import pooled
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
        different, proof = _different(packing, levels, portfolio, change, limit or Limit(), inside, outside)
        if not different:
            return always, sometimes, different is False
        always &= proof.best.astype(np.bool_)
        sometimes |= proof.best.astype(np.bool_)


def _different(
    packing: Packing,
    levels: Sequence[Level],
    portfolio: Portfolio,
    change: Level,
    limit: Limit,
    inside: Mask | None,
    outside: Mask | None,
) -> tuple[bool | None, Proof]:
    """Whether an optimal set comes to more in ``change`` than the portfolio's, and the proof whose best set it is.

    The portfolio's own proof is asked where it is there: it knows what cannot change."""
    if portfolio.proof is not None:
        return portfolio.proof.different(portfolio.chosen, change, limit), portfolio.proof
    more = [*levels, change]
    start, values, cuts = portfolio.chosen, portfolio.values, pooled(portfolio.cuts, packing.applications)
    proof = Proof(packing, more, inside, outside, start, values, cuts, portfolio.roots)
    # a set found before the search may already be another one
    known = proof.values > [*values, change.value(start)]
    return known or proof.beaten(limit), proof
