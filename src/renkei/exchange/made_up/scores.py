"""Panel scores in half points on three criteria, and who falls out before the selection.

Of M-ERA.NET 2021's 171 full applications 151 passed the threshold; the shares here are the same.
"""

from dataclasses import dataclass
from decimal import Decimal

from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.words import LABEL

CRITERIA = ("excellence", "impact", "implementation")
CRITERION_THRESHOLD, TOTAL_THRESHOLD = 3, 10
MOST = 10  # half points a criterion, 5.0
LEAST, LEAST_TOTAL = CRITERION_THRESHOLD * 2, TOTAL_THRESHOLD * 2
_BASES = (3, 5, 4, 1)  # how often a proposal is about 6, 7, 8 or 9 half points on each criterion

Halves = tuple[int, ...]


@dataclass(frozen=True)
class Assessment:
    """One application's half points by criterion, its standard error, and its status where it is not eligible."""

    halves: Halves
    error: Decimal
    passes: bool
    status: str | None = None

    @property
    def ground(self) -> str | None:
        """Why it is not eligible, where its status says so."""
        grounds = {"withdrawn": "the coordinator withdrew it", "ineligible": "two partners belong to one organisation"}
        return f"{LABEL}: {grounds[self.status]}" if self.status else None


def out_of(applications: int) -> tuple[int, int]:
    """How many of the applications fall below a threshold, and how many are withdrawn or ineligible."""
    out = max((40 * applications + 171) // 342, 2 if applications >= 10 else 1)
    formal = max(1, out * 3 // 20) if out > 1 else 0
    return out - formal, formal


def assess(draw: Draw, applications: int) -> list[Assessment]:
    """An assessment for each application; those that fall out stand anywhere among them."""
    below, formal = out_of(applications)
    kinds = draw.shuffled(range(applications))
    return [_assessment(draw, kind < below, kind - below if below <= kind < below + formal else None) for kind in kinds]


def _assessment(draw: Draw, below: bool, formal: int | None) -> Assessment:
    halves = _failing(draw) if below else _passing(draw)
    status = None if formal is None else ("withdrawn", "ineligible")[formal % 2]
    return Assessment(halves, Decimal(draw.between(15, 70)) / 100, not below and status is None, status)


def _passing(draw: Draw) -> Halves:
    """Half points that reach every threshold."""
    while True:
        base = LEAST + draw.weighted(_BASES)
        halves = tuple(min(MOST, max(LEAST, base + draw.between(-1, 1))) for _ in CRITERIA)
        if sum(halves) >= LEAST_TOTAL:
            return halves


def _failing(draw: Draw) -> Halves:
    """Half points with one weak criterion, or just enough on each and too few together."""
    if draw.one_in(3):
        return draw.of([(LEAST, LEAST, LEAST), (LEAST, LEAST + 1, LEAST)])
    weak = draw.below(len(CRITERIA))
    return tuple(draw.between(2, LEAST - 1) if place == weak else draw.between(LEAST, 9) for place in range(3))
