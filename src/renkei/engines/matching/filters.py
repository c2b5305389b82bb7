"""Which need may be paired with which offer at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.engines.matching.options import MatchOptions
from renkei.engines.matching.profiles import Side, plain

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Allowed:
    """Who may meet whom: never an organisation itself nor a rival of `rivals`, and only what the options ask for.

    `asker`: the key of the organisation that asks, empty for everybody.
    """

    needs: Side
    offers: Side
    options: MatchOptions
    asker: str
    rivals: Mapping[str, Collection[str]]

    def of(self, need: int) -> Truths:
        """Which offers the need at that place may be paired with."""
        owner = self.needs.owners[need]
        apart = (owner, *self.rivals.get(owner, ()))
        return self._seen(owner, need) & self._across(need) & ~np.isin(self._offering, apart)

    def _seen(self, owner: str, need: int) -> Truths:
        """By what the other side must be: with an asker the offer to its need, or the need that its offer answers."""
        if self.asker in ("", owner):
            return self._fits[1]
        return np.asarray((self._offering == self.asker) & self._fits[0][need])

    def _across(self, need: int) -> Truths:
        if not self.options.pairs:
            return np.ones(len(self._offering), dtype=bool)
        own = self.needs.frame["country"][need]
        others = [two if own == one else one for one, two in self.options.pairs if own in (one, two)]
        return np.isin(self._countries, others)

    @cached_property
    def _fits(self) -> tuple[Truths, Truths]:
        return _fitting(self.needs.frame, self.options), _fitting(self.offers.frame, self.options)

    @cached_property
    def _offering(self) -> npt.NDArray[np.str_]:
        return np.array(self.offers.owners)

    @cached_property
    def _countries(self) -> npt.NDArray[np.str_]:
        return np.array(self.offers.frame["country"].fill_null("").to_list(), dtype=str)


def _fitting(frame: pl.DataFrame, options: MatchOptions) -> Truths:
    """Which profiles are of a field, size and stage asked for."""
    fits = np.ones(frame.height, dtype=bool)
    for name, values in (("field", options.fields), ("size", options.sizes), ("stage", options.stages)):
        if values:
            asked = set(map(plain, values))
            fits &= [one is not None and plain(one) in asked for one in frame[name]]
    return fits


def rivals_of(rivals: pl.DataFrame | None) -> dict[str, set[str]]:
    """Each organisation's rivals: who is named as a rival of one has that one for a rival."""
    found: dict[str, set[str]] = {}
    for one, other in () if rivals is None else rivals.select("organisation_id", "rival_id").iter_rows():
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found
