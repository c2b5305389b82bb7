"""Groups of texts: joined from the most alike pair down, as long as all of both sides are alike in the mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scipy import sparse


@dataclass
class Group:
    """Texts by their places, and the sum of their rows: term → weight."""

    members: list[int]
    weights: dict[int, float] = field(default_factory=dict)

    def likeness(self, other: "Group") -> float:
        """The mean likeness of a text here and one there."""
        small, large = sorted((self.weights, other.weights), key=len)
        product = sum(weight * large.get(term, 0.0) for term, weight in small.items())
        return product / (len(self.members) * len(other.members))

    def take(self, other: "Group") -> None:
        """Take in all of another group."""
        self.members += other.members
        for term, weight in other.weights.items():
            self.weights[term] = self.weights.get(term, 0.0) + weight


def groups(
    rows: sparse.csr_matrix, links: Iterable[tuple[int, int]], least: float, largest: int
) -> Sequence[Sequence[int]]:
    """Groups of two texts or more, each sorted: average linkage (Sokal and Michener, 1958) along the links.

    The links come in order of likeness. A link joins two groups whose texts are alike by `least` in the mean and
    that have `largest` members together at most; a link that cannot is not asked again.
    """
    of: dict[int, Group] = {}
    for left, right in links:
        one, other = _group(of, rows, left), _group(of, rows, right)
        if one is other or len(one.members) + len(other.members) > largest:
            continue
        if round(one.likeness(other), 6) >= least:
            kept, taken = (one, other) if len(one.members) >= len(other.members) else (other, one)
            kept.take(taken)
            of.update(dict.fromkeys(taken.members, kept))
    found = {id(group): group for group in of.values()}
    return sorted(sorted(group.members) for group in found.values() if len(group.members) > 1)


def _group(of: dict[int, Group], rows: sparse.csr_matrix, text: int) -> Group:
    if text not in of:
        bounds = slice(rows.indptr[text], rows.indptr[text + 1])
        terms = dict(zip(rows.indices[bounds].tolist(), rows.data[bounds].tolist(), strict=True))
        of[text] = Group([text], terms)
    return of[text]
