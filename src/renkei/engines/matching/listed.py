"""The offers listed for each need: the strongest, within the bound for small organisations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from renkei.engines.matching.exposure import chosen
from renkei.engines.matching.filters import Allowed
from renkei.engines.matching.language import Model, Numbers, strength
from renkei.engines.matching.options import SMALL, MatchOptions
from renkei.engines.matching.past import Past

DECIMALS = 4  # of a strength as told: more would say more than is known
_ORDERED = 10  # of one by which lists are ordered: so many do not depend on the machine
WIDER = 10  # the organisations brought together are looked for in lists so many times as long
_CHUNK = 64  # needs at a time: against 100,000 offers a chunk takes 50 MB


@dataclass(frozen=True)
class Listed:
    """One need's offers by place among the offers: `kept` with the bound, `free` without it, `wide` the longer list,
    each from the top, and the `strengths` of all these."""

    need: int
    kept: list[int]
    free: list[int]
    wide: list[int]
    strengths: Mapping[int, float]


def listed(model: Model, allowed: Allowed, past: Past) -> Iterator[Listed]:
    """The lists of all needs in order."""
    small = np.isin(np.array(allowed.offers.frame["size"].fill_null("").to_list(), dtype=str), SMALL)
    for start in range(0, len(allowed.needs.owners), _CHUNK):
        ratios = model.ratio(slice(start, start + _CHUNK))
        for at, ratio in enumerate(ratios, start):
            values, open_to = _values(ratio, at, allowed, past)
            yield _listed(at, values, open_to, small, allowed.options)


def _values(ratio: Numbers, need: int, allowed: Allowed, past: Past) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """All strengths, past cooperation taken in, and the places of the offers that answer at all."""
    own = strength(ratio)
    answering = allowed.of(need) & np.isfinite(ratio) & (own >= allowed.options.floor)
    near = allowed.options.past * past.weights(allowed.needs.owners[need])
    return (own + (1 - own) * near).round(_ORDERED), np.flatnonzero(answering)


def _listed(
    need: int, values: Numbers, open_to: npt.NDArray[np.int64], small: npt.NDArray[np.bool_], options: MatchOptions
) -> Listed:
    own, sizes = values[open_to], small[open_to]
    kept = chosen(own, sizes, options.keep, options.small_share)
    wide = open_to[np.argsort(-own, kind="stable")[: options.keep * WIDER]].tolist()
    shown = open_to[kept].tolist()
    strengths = {at: round(float(values[at]), DECIMALS) for at in (*shown, *wide)}
    return Listed(need, shown, wide[: options.keep], wide, strengths)
