"""Who works with whom: in how many funded applications two countries take part together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

MOST = 12  # countries


@dataclass(frozen=True)
class Cell:
    """How many applications two countries share; `weight` 0 to 3 for its ground, `itself` on the diagonal."""

    count: int
    weight: int
    itself: bool


@dataclass(frozen=True)
class Together:
    """The countries that take part most, and a row of cells for each, in the same order."""

    countries: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def lines(self) -> list[tuple[str, tuple[Cell, ...]]]:
        """(country, its cells)."""
        return list(zip(self.countries, self.rows, strict=True))


def together(applications: Iterable[Iterable[str]]) -> Together:
    """The matrix of applications, each given by its countries; on the diagonal, how many a country takes part in."""
    alone: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for codes in applications:
        known = sorted(set(codes))
        alone.update(known)
        pairs.update(combinations(known, 2))
    most = sorted(alone, key=lambda code: (-alone[code], code))[:MOST]
    largest = max((pairs[_pair(one, other)] for one, other in combinations(most, 2)), default=0)

    def cell(one: str, other: str) -> Cell:
        if one == other:
            return Cell(alone[one], 0, True)
        count = pairs[_pair(one, other)]
        return Cell(count, -(-3 * count // largest) if largest else 0, False)

    return Together(tuple(most), tuple(tuple(cell(one, other) for other in most) for one in most))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
