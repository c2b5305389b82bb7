"""Who will work with whom: from who has taken part in common projects.

Two organisations are near when they have partners in common, each common partner counting by how much both work with
it, and less the more it works with everybody: paths of two steps over the weighted network of common projects, divided
by the square root of the partner's strength. That lies between counting common neighbours (exponent 0) and resource
allocation (exponent 1: Zhou, Lü and Zhang, 2009), on weights as Newman (2001) projects them.
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
DAMPING = 0.5


@dataclass(frozen=True)
class Cooperation:
    """`organisations` sorted; `together`: how many projects each two had in common."""

    organisations: tuple[str, ...]
    together: sparse.csr_matrix

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each organisation stands."""
        return {one: at for at, one in enumerate(self.organisations)}

    def nearness(self, organisations: Sequence[str]) -> Numbers:
        """The given organisations × all: how near, from 0; past partners are among them, oneself is 0."""
        rows = [self.places[one] for one in organisations]
        found = np.asarray((self._damped[rows] @ self.together).toarray())
        found[np.arange(len(rows)), rows] = 0
        return found

    @cached_property
    def _damped(self) -> sparse.csr_matrix:
        strength = np.asarray(self.together.sum(axis=1)).ravel()
        return (self.together @ sparse.diags(np.maximum(strength, 1) ** -DAMPING)).tocsr()


def cooperation(taken_part: pl.DataFrame) -> Cooperation:
    """The network of the table cooperations (project_id, organisation_id); projects of more than 60 are left out."""
    pairs = taken_part.select("project_id", "organisation_id").unique().sort("project_id", "organisation_id")
    few = pairs.filter(pl.len().over("project_id") <= LARGEST)
    organisations = pairs["organisation_id"].unique().sort()
    rows = few["project_id"].rank("dense").to_numpy() - 1
    columns = organisations.search_sorted(few["organisation_id"]).to_numpy()
    members = sparse.csr_matrix(
        (np.ones(len(rows)), (rows, columns)), (int(rows.max()) + 1 if len(rows) else 0, len(organisations))
    )
    together = (members.T @ members).tocsr()
    together.setdiag(0)
    together.eliminate_zeros()
    return Cooperation(tuple(organisations), together)


@dataclass(frozen=True)
class Known:
    """What past cooperation says of a pair: projects in common, and nearness as a share of the nearest one's."""

    projects: int = 0
    nearness: float = 0.0

    @property
    def weight(self) -> float:
        """From 0 to 1: 1 for those who have worked together."""
        return 1.0 if self.projects else self.nearness
