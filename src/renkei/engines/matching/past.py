"""What past cooperation says of the organisations that are matched."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.engines.matching.cooperation import Cooperation, cooperation

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Past:
    """`offering`: the owners of the offers, in order; None: no cooperation is known."""

    network: Cooperation | None
    offering: tuple[str, ...]

    def weights(self, owner: str) -> Numbers:
        """How near the owner of each offer is, 0 to 1: 1 who has worked with this one, others as a share of the
        nearest."""
        if self.network is None or owner not in self.network.places:
            return np.zeros(len(self.offering))
        near = self.network.nearness([owner])[0]
        near[self.network.together[self.network.places[owner]].indices] = 1
        return np.where(self._places < 0, 0, near[self._places])

    @cached_property
    def _places(self) -> npt.NDArray[np.int64]:
        """Where the owner of each offer stands in the network, -1 for who is not in it."""
        known = {} if self.network is None else self.network.places
        return np.array([known.get(one, -1) for one in self.offering], dtype=np.int64)

    def projects(self, owner: str, other: str) -> int:
        """In how many projects the two took part together."""
        if self.network is None or not {owner, other} <= self.network.places.keys():
            return 0
        return int(self.network.together[self.network.places[owner], self.network.places[other]])


def past(cooperations: pl.DataFrame | None, offering: Sequence[str]) -> Past:
    """What the table cooperations says; None: there is none."""
    known = cooperations is not None and cooperations.height > 0
    return Past(cooperation(cooperations) if known and cooperations is not None else None, tuple(offering))
