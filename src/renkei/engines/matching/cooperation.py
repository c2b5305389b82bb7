"""Who will work with whom: from who has taken part in common projects.

Two organisations are near when they have partners in common, each common partner counting by how much both have
worked with it, and less the more it works with everybody: paths of two steps over the network of common projects,
divided by the partner's strength to the power 0.7. That lies between counting common neighbours (power 0) and
resource allocation (power 1: Zhou, Lü and Zhang, 2009). A project ties any two of its n members by 1 / √(n − 1):
between counting projects and giving each member one tie in all (Newman, 2001).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

Numbers = npt.NDArray[np.float64]
LARGEST = 60  # a larger consortium says little of who knows whom, and would cost its square
DAMPING = 0.7


@dataclass(frozen=True)
class Cooperation:
    """`organisations` sorted; `together`: how many projects each two had in common; `ties`: the same, each project
    by its weight."""

    organisations: tuple[str, ...]
    together: sparse.csr_matrix
    ties: sparse.csr_matrix

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each organisation stands."""
        return {one: at for at, one in enumerate(self.organisations)}

    def nearness(self, organisations: Sequence[str], popular: float = 0.0) -> Numbers:
        """The given organisations × all: how near, 1 the nearest of each; past partners are among them, oneself is 0.

        `popular`: what the organisation with most partners is given besides, others by their number of partners. It
        finds a few more of the next partners, and shows small organisations less: none by default.
        """
        rows = [self.places[one] for one in organisations]
        found = np.asarray((self._damped[rows] @ self.ties).toarray())
        found[np.arange(len(rows)), rows] = 0
        found /= np.maximum(found.max(axis=1, keepdims=True, initial=0), 1e-300)
        if popular:
            found += popular * self.partners / max(1, self.partners.max(initial=0))
            found[np.arange(len(rows)), rows] = 0
        return found

    @cached_property
    def partners(self) -> npt.NDArray[np.int64]:
        """How many others each has worked with."""
        return np.asarray(np.diff(self.together.indptr), dtype=np.int64)

    @cached_property
    def _damped(self) -> sparse.csr_matrix:
        strength = np.asarray(self.ties.sum(axis=1)).ravel()
        return (self.ties @ sparse.diags(np.where(strength > 0, strength, 1) ** -DAMPING)).tocsr()


def cooperation(taken_part: pl.DataFrame) -> Cooperation:
    """The network of the table cooperations (project_id, organisation_id); projects of more than 60 are left out."""
    pairs = taken_part.select("project_id", "organisation_id").unique().sort("project_id", "organisation_id")
    organisations = pairs["organisation_id"].unique().sort()
    few = pairs.filter(pl.len().over("project_id") <= LARGEST)
    rows = few["project_id"].rle_id().cast(pl.Int64).to_numpy()
    columns = organisations.search_sorted(few["organisation_id"]).cast(pl.Int64).to_numpy()
    shape = (int(rows.max(initial=-1)) + 1, len(organisations))
    members = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape)
    others = np.maximum(np.diff(members.indptr) - 1, 1)
    return Cooperation(
        tuple(organisations), _projected(members, np.ones(len(others))), _projected(members, others**-0.5)
    )


def _projected(members: sparse.csr_matrix, weights: Numbers) -> sparse.csr_matrix:
    """Organisations × organisations: the sum of the weights of their common projects."""
    found = (members.T @ sparse.diags(weights) @ members).tocsr()
    found.setdiag(0)
    found.eliminate_zeros()
    return found
