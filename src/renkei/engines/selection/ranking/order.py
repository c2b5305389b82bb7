"""How the order came about: what a result shows of a merge or of national points."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from renkei.engines.selection.ranking.merged import ranked, without_ground
from renkei.engines.selection.ranking.national_points import Ballot, ByState
from renkei.settings import Merge


@dataclass(frozen=True)
class Merged:
    """One application in a merged list: each funder's rank as given, its merged value, proposed and agreed rank.

    `overtakes` are those that the agreed list puts level with it or below although the proposal has them above.
    """

    ranks: dict[str, int]
    value: Fraction
    proposed: int
    agreed: int | None
    overtakes: tuple[str, ...]
    ground: str


@dataclass(frozen=True)
class MergedOrder:
    """The order of a merged call; `taken` says whether the agreed list decides or the proposal itself."""

    by: Merge
    taken: Literal["agreed", "proposed"]
    applications: dict[str, Merged]

    @property
    def lacking(self) -> list[str]:
        """Applications that an agreed list leaves out."""
        return [one for one, entry in self.applications.items() if self.taken == "agreed" and entry.agreed is None]

    @property
    def bare(self) -> list[str]:
        """Applications that overtake one although neither of the two has a ground."""
        overtaken = {one: entry.overtakes for one, entry in self.applications.items()}
        return without_ground(overtaken, {one: entry.ground for one, entry in self.applications.items()})


@dataclass(frozen=True)
class Pointed:
    """One application with national points: the experts' score, each state's ballot and points, the final score."""

    score: Decimal
    ballots: dict[str, Ballot]
    points: ByState
    final: Fraction


@dataclass(frozen=True)
class PointsOrder:
    """The order by national points: the experts' span, each state's share of contributions, the factor of scaling."""

    span: Fraction
    weights: ByState
    factor: Fraction
    places: int
    applications: dict[str, Pointed]

    def ranks(self, *, high_is_best: bool) -> dict[str, int]:
        """Application → rank by its exact final score; equal fractions tie, whatever they look like when printed."""
        sign = -1 if high_is_best else 1
        return ranked({one: sign * entry.final for one, entry in self.applications.items()})


Order = MergedOrder | PointsOrder
