"""The best set level by level: most on the first aim, then on the second among those sets, and so on, proven
exactly."""

from collections.abc import Sequence

import numpy as np

from renkei.solvers.certificate import SCALE, certified_bound, rounded
from renkei.solvers.packing import Bound, Level, Limit, Mask, Packing, Portfolio, Stopped
from renkei.solvers.proof import Proof


def lexicographic(
    packing: Packing,
    levels: Sequence[Level],
    *,
    inside: Mask | None = None,
    outside: Mask | None = None,
    start: Mask | None = None,
    limit: Limit | None = None,
) -> Portfolio:
    """A lexicographically optimal set of applications, with a bound for each level.

    ``inside`` and ``outside`` are masks of applications forced in and out; ``start`` is a set to begin from, used
    when it is allowed. Which of several optimal sets comes back is not defined (see `always_and_sometimes`). At a
    limit or an interrupt the best set found so far is returned, with ``stopped`` set and bounds that hold. Raises
    InfeasibleError when what is forced in is not affordable, ValueError for levels or masks of the wrong length."""
    proof = Proof(packing, levels, inside, outside, start)
    proof.certifying = True
    stopped = proof.run(limit or Limit())
    return portfolio(proof, stopped)


def portfolio(proof: Proof, stopped: Stopped | None) -> Portfolio:
    """What the proof holds now, as a portfolio with its bounds and the cuts that they rest on."""
    claims, values = proof.claims(), proof.values
    for k in range(len(values)):
        if k not in proof.duals:
            proof.certify(k)
    found = tuple(_bound(proof, k, values, claims[k]) for k in range(len(values)))
    capacity = None if proof.forced else proof.packing.capacity
    cuts = tuple(proof.found.values())
    return Portfolio(
        proof.best.astype(np.bool_), found, stopped is None, stopped, proof.work, capacity, cuts, proof.roots
    )


def _bound(proof: Proof, k: int, values: list[int], claim: int | None) -> Bound:
    """Level ``k``'s bounds from the relaxation's multipliers, which refer to divided weights."""
    duals, divisor = proof.duals[k], [int(g) for g in proof.divisor]
    funders = rounded([y * divisor[k] for y in duals.funders])
    earlier = rounded([y * divisor[k] / divisor[i] for i, y in enumerate(duals.levels)])
    cuts = rounded([duals.cuts.get(key, 0.0) * divisor[k] for key in proof.found])
    certified = certified_bound(
        proof.packing,
        proof.levels,
        values,
        k,
        SCALE,
        funders,
        earlier,
        inside=proof.inside,
        outside=proof.outside,
        cuts=list(zip(proof.found.values(), cuts, strict=True)),
    )
    whole = certified // divisor[k] * divisor[k]  # every value is a multiple
    claimed = whole if claim is None else min(whole, claim)
    return Bound(values[k], claimed, certified, SCALE, funders, earlier, cuts)
