"""Upper bounds anybody can check with whole numbers alone.

For level k with weights w, multipliers Y >= 0 on the funders, Z >= 0 on cuts C.x <= r, M >= 0 on the earlier levels
with their values v, and scale D > 0, every affordable set x that keeps the earlier levels at v or better satisfies

    D * w.x  <=  Y.b + Z.r - sum_i M_i v_i + sum_j max(0, D w_j - Y.A_j - Z.C_j + sum_i M_i w_ij)

(weak duality of the linear relaxation; the multipliers may be any, good ones give a low bound). Forced applications
count their term whatever its sign, excluded ones not at all; what asks a funder for more than it has may be excluded.
"""

from collections.abc import Sequence

import numpy as np

from renkei.solvers.packing import Cut, Level, Mask, Packing, Whole

SCALE = 1 << 24
SAFE = 1 << 61


def certified_bound(
    packing: Packing,
    levels: Sequence[Level],
    values: Sequence[int],
    level: int,
    scale: int,
    funders: Sequence[int],
    multipliers: Sequence[int],
    *,
    inside: Mask | None = None,
    outside: Mask | None = None,
    cuts: Sequence[tuple[Cut, int]] = (),
) -> int:
    """The largest value ``levels[level]`` can have, by the multipliers over ``scale`` (those of ``cuts`` beside each
    of them); ``values`` of the earlier levels.

    Computes in whole numbers of any size. Raises ValueError for a negative multiplier or a scale below 1."""
    if scale < 1 or any(m < 0 for m in (*funders, *multipliers, *(z for _, z in cuts))):
        raise ValueError("a certificate needs a scale of at least 1 and multipliers not below 0")
    worth = net_worth(packing, levels, level, scale, funders, multipliers, cuts)
    prices = sum(z * cut.right for cut, z in cuts) + priced(packing, funders)
    return bound_by(worth, prices - _held(multipliers, values), scale, inside, outside)


def net_worth(
    packing: Packing,
    levels: Sequence[Level],
    level: int,
    scale: int,
    funders: Sequence[int],
    multipliers: Sequence[int],
    cuts: Sequence[tuple[Cut, int]],
) -> Whole:
    """What each application is worth on the level beyond the multipliers' price for it, times ``scale``."""
    weights = [levels[level].weights, *(levels[i].weights for i in range(len(multipliers)))]
    factors = [scale, *multipliers]
    return _weighted(factors, weights, packing.applications) - _weighted(
        [*funders, *(z for _, z in cuts)],
        [*packing.demand, *(cut.coefficients for cut, _ in cuts)],
        packing.applications,
    )


def priced(packing: Packing, funders: Sequence[int]) -> int:
    """The funders' money at the multipliers' prices."""
    return sum(int(y) * int(b) for y, b in zip(funders, packing.capacity, strict=True))


def _held(multipliers: Sequence[int], values: Sequence[int]) -> int:
    """What the earlier levels' values take off."""
    return sum(int(m) * int(v) for m, v in zip(multipliers, values, strict=False))


def bound_by(worth: Whole, rest: int, scale: int, inside: Mask | None, outside: Mask | None) -> int:
    """The bound that applications' net worth and the ``rest`` of the sum come to."""
    return (rest + _sum(_at_least_zero(worth, inside, outside))) // scale


def _weighted(factors: Sequence[int], rows: Sequence[Whole], width: int) -> Whole:
    """The rows added up, each times its factor: int64 where that cannot overflow, Python's integers otherwise."""
    size = sum(abs(int(f)) * int(np.abs(row).max(initial=0)) for f, row in zip(factors, rows, strict=True))
    kind = np.int64 if size < SAFE else object
    total = np.zeros(width, kind)
    for factor, row in zip(factors, rows, strict=True):
        if factor:
            total = total + row.astype(kind) * int(factor)
    return total


def _at_least_zero(terms: Whole, inside: Mask | None, outside: Mask | None) -> Whole:
    """Each term, or 0 where leaving the application out is better; forced ones keep theirs, excluded ones have none."""
    free = np.maximum(terms, 0)
    if inside is not None:
        free = np.where(inside, terms, free)
    if outside is not None:
        free = np.where(outside, 0, free)
    return free


def _sum(terms: Whole) -> int:
    """The exact sum, of any size."""
    return sum(terms.tolist())


def rounded(duals: Sequence[float], scale: int = SCALE) -> tuple[int, ...]:
    """Multipliers as whole numbers over ``scale``; what is below 0 counts as 0."""
    return tuple(max(0, round(float(d) * scale)) for d in duals)
