"""The options of a forecast of demand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from renkei.settings import Bands


class DemandError(Exception):
    """Demand cannot be forecast from this input; says what to change."""


@dataclass(frozen=True)
class DemandOptions:
    """`survival`: one probability for every pre-proposal, or one for each of the call's `bands`.

    `cap` and `caps` (a funder's own): how many times its money demand may reach before it counts as passing.
    """

    survival: tuple[Decimal, ...]
    bands: Bands | None = None
    high_is_best: bool = True
    cap: Decimal = Decimal(1)
    caps: Mapping[str, Decimal] = field(default_factory=dict)
    resamples: int = 1000
    seed: int = 1
