"""How well an offer answers a need: how much likelier it makes the need's words than all offers do.

The offer is a language of its own, smoothed with that of all offers (query likelihood: Ponte and Croft, 1998; Zhai and
Lafferty, 2001). Whoever has used a word uses it again, so an offer says no more than it has different terms, however
long it is: its counts are scaled down to that many (the smoothed Pólya urn: Cummins, Paik and Lv, 2015). A term that a
need repeats counts more, up to a limit (the saturation of Okapi's k3: Robertson and others, 1994): announcements
repeat their phases and deliverables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from renkei.text.terms import Counted, counted, scaled

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """`asked`: needs × terms, each row's shares sum to 1. `told`: offers × terms, the log of how much likelier the
    offer makes a term than all offers do, but for `length`, which holds for every term of an offer."""

    names: Sequence[str]
    asked: sparse.csr_matrix
    told: sparse.csr_matrix
    length: Numbers

    def ratio(self, needs: slice) -> Numbers:
        """Needs × offers: the log of how much likelier a term of the need is, by geometric mean; minus infinity where
        they have no term in common."""
        found = np.asarray((self.asked[needs] @ self._across).toarray())
        return np.where(found > 0, found + self.length, -np.inf)

    def points(self, need: int, offer: int) -> dict[str, float]:
        """The terms that both have, each with what it adds to the ratio."""
        asked, told = self.asked[need], self.told[offer]
        common, left, right = np.intersect1d(asked.indices, told.indices, assume_unique=True, return_indices=True)
        points = asked.data[left] * told.data[right]
        return {self.names[at]: float(one) for at, one in zip(common, points, strict=True)}

    @cached_property
    def _across(self) -> sparse.csr_matrix:
        return self.told.T.tocsr()


def fit(
    needs: Sequence[Mapping[str, float]],
    offers: Sequence[Mapping[str, float]],
    smoothing: float,
    repeats: float,
) -> Model:
    """The languages of needs and offers, each given as term → how often."""
    counts = counted([*needs, *offers])
    first = len(needs)
    told, length = _told(counts, first, np.array([len(text) for text in offers]), smoothing)
    asked = counts.rows[:first].copy()
    asked.data = (repeats + 1) * asked.data / (repeats + asked.data)
    return Model(counts.names, scaled(asked, 1), told, length)


def _told(
    counts: Counted, first: int, different: npt.NDArray[np.int64], smoothing: float
) -> tuple[sparse.csr_matrix, Numbers]:
    """Offers × terms and the offers' own part, from how many `different` terms each has."""
    rows, lengths = counts.rows[first:].copy(), np.maximum(counts.lengths[first:], 1)
    share = np.asarray(rows.sum(axis=0)).ravel() / lengths.sum()
    given = smoothing * max(1.0, different.mean())
    scale = np.repeat(different / lengths, np.diff(rows.indptr))
    rows.data = np.log1p(rows.data * scale / (given * share[rows.indices]))
    return rows, np.log(given / (given + different))


def strength(ratio: Numbers) -> Numbers:
    """From 0 to 1: at 0.5 the offer makes the need's terms as likely as all offers do, above it likelier."""
    return 1 / (1 + np.exp(-ratio))
