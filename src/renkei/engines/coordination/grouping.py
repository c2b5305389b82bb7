"""Groups of projects: joined from the most alike pair down, if both sides are alike in the mean and of one time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy import sparse


@dataclass
class Group:
    """Texts by their places, the sum of their rows (term → weight), the latest beginning and the earliest end."""

    members: list[int]
    weights: dict[int, float]
    begins: int
    ends: int

    def likeness(self, other: "Group") -> float:
        """The mean likeness of a text here and one there."""
        small, large = sorted((self.weights, other.weights), key=len)
        product = sum(weight * large.get(term, 0.0) for term, weight in small.items())
        return product / (len(self.members) * len(other.members))

    def take(self, other: "Group") -> None:
        """Take in all of another group."""
        self.begins, self.ends = max(self.begins, other.begins), min(self.ends, other.ends)
        self.members += other.members
        for term, weight in other.weights.items():
            self.weights[term] = self.weights.get(term, 0.0) + weight


@dataclass(frozen=True)
class Bounds:
    """A group's texts are alike by `least` in the mean, `largest` at most, and any two at most `reach` years apart."""

    least: float
    largest: int
    reach: int

    def allow(self, one: Group, other: Group) -> bool:
        """Whether two groups may become one."""
        small = len(one.members) + len(other.members) <= self.largest
        together = max(one.begins, other.begins) - min(one.ends, other.ends) <= self.reach
        return small and together and round(one.likeness(other), 6) >= self.least


def groups(
    rows: sparse.csr_matrix, years: Sequence[tuple[int, int]], links: Iterable[tuple[int, int]], bounds: Bounds
) -> Sequence[Sequence[int]]:
    """Groups of two texts or more, each sorted: average linkage (Sokal and Michener, 1958) along the links.

    `years` are each text's first and last. The links come in order of likeness; one that may not join its two groups
    is not asked again.
    """
    of: dict[int, Group] = {}
    for left, right in links:
        one, other = (_group(of, rows, years, text) for text in (left, right))
        if one is not other and bounds.allow(one, other):
            kept, taken = (one, other) if len(one.members) >= len(other.members) else (other, one)
            kept.take(taken)
            of.update(dict.fromkeys(taken.members, kept))
    found = {id(group): group for group in of.values()}
    return sorted(sorted(group.members) for group in found.values() if len(group.members) > 1)


def _group(of: dict[int, Group], rows: sparse.csr_matrix, years: Sequence[tuple[int, int]], text: int) -> Group:
    if text not in of:
        part = slice(rows.indptr[text], rows.indptr[text + 1])
        terms = dict(zip(rows.indices[part].tolist(), rows.data[part].tolist(), strict=True))
        of[text] = Group([text], terms, *years[text])
    return of[text]
