"""One list of several funders' own: the published merge, and where an agreed list departs from it.

e-ASIA's way: each funder ranks what it is asked to pay, a joint meeting merges the lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from renkei.settings import Merge

Ranks = Mapping[str, Mapping[str, int]]  # application → funder → rank, 1 the best


@dataclass(frozen=True)
class Place:
    """A place in one funder's list: `better` stand strictly above it, `equal` level with it (itself too), of `of`."""

    better: int
    equal: int
    of: int

    @property
    def normalised(self) -> Fraction:
        """The middle of its place between 0 (best) and 1: a list of one says nothing, 1/2."""
        return Fraction(2 * self.better + self.equal, 2 * self.of)

    @property
    def rank(self) -> int:
        """One more than the number strictly better."""
        return self.better + 1

    @property
    def in_upper_half(self) -> bool:
        """Whether fewer than half of the list stand above it; the middle of an odd list is in."""
        return 2 * self.better < self.of


def places(ranks: Ranks) -> dict[str, dict[str, Place]]:
    """Application → funder → its place among the applications given; gaps in a funder's numbers mean nothing."""
    lists: dict[str, list[int]] = {}
    for own in ranks.values():
        for funder, rank in own.items():
            lists.setdefault(funder, []).append(rank)
    return {
        one: {
            funder: Place(sum(r < rank for r in lists[funder]), lists[funder].count(rank), len(lists[funder]))
            for funder, rank in sorted(own.items())
        }
        for one, own in ranks.items()
    }


def merged(ranks: Ranks, by: Merge) -> dict[str, Fraction]:
    """Application → its merged value, the lower the better, exactly.

    `mean`: of its normalised ranks; `worst`: the worst of its ranks; `upper_halves`: 0 in all upper halves, else 1.
    Every application has a rank by one funder at least.
    """
    found = places(ranks)
    return {one: _value(list(own.values()), by) for one, own in found.items()}


def _value(own: list[Place], by: Merge) -> Fraction:
    if by == "mean":
        return sum((place.normalised for place in own), Fraction(0)) / len(own)
    if by == "worst":
        return Fraction(max(place.rank for place in own))
    return Fraction(0 if all(place.in_upper_half for place in own) else 1)


def ranked(values: Mapping[str, Fraction]) -> dict[str, int]:
    """Application → rank, the lowest value first; equal values tie: one more than the number strictly lower."""
    first: dict[Fraction, int] = {}
    for place, value in enumerate(sorted(values.values()), 1):
        first.setdefault(value, place)
    return {one: first[value] for one, value in values.items()}


def overtakes(proposed: Mapping[str, int], agreed: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Application → whom it stands level with or above in the agreed list although the proposal puts it below them.

    Breaking a tie of the proposal departs from nothing.
    """
    return {
        one: tuple(
            sorted(other for other in agreed if proposed[other] < proposed[one] and agreed[one] <= agreed[other])
        )
        for one in agreed
    }


def without_ground(overtaken: Mapping[str, tuple[str, ...]], grounds: Mapping[str, str]) -> list[str]:
    """Applications that overtake one, where neither of the two has a ground; sorted."""
    return sorted(
        one for one, passed in overtaken.items() if not grounds.get(one) and any(not grounds.get(p) for p in passed)
    )
