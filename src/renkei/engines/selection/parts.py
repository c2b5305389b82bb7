"""The best affordable parts of a score group: the largest, then the tie criteria; the rest is for the lot.

A group falls into pieces that share no scarce funder; each piece is searched whole, so a group's best parts are
the products of its pieces' best parts. Pieces too hard for the search go to the solver.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf, prod

from renkei.engines.selection.hard_parts import hard_piece
from renkei.engines.selection.piece_search import largest_parts
from renkei.engines.selection.pieces import Asked, Figures, Piece, pieces_of


@dataclass(frozen=True)
class Parts:
    """The best parts of a group: `always` is in all of them, `pieces` are what only the lot can settle."""

    size: int
    always: frozenset[int]
    pieces: tuple[Piece, ...]

    @property
    def sometimes(self) -> frozenset[int]:
        """Everything that some best part holds."""
        return self.always.union(*(piece.sometimes for piece in self.pieces))

    @property
    def count(self) -> float:
        """How many best parts there are; infinite where they were not all listed."""
        return prod(inf if piece.every is None else len(piece.every) for piece in self.pieces)

    def every(self) -> Iterator[frozenset[int]]:
        """All best parts; ask only where `count` is finite."""
        for choice in product(*(piece.every or () for piece in self.pieces)):
            yield self.always.union(*choice)


def best_parts(
    group: Sequence[int], asked: Asked, left: Sequence[int], figures: Figures, lot: Sequence[int] | None
) -> Parts:
    """The best parts of `group` that `left` (per funder) can pay; with a `lot` (order of applications) exactly one."""
    always, pieces = pieces_of(group, asked, left)
    solved = [_best_of_piece(items, rows, asked, left, figures, lot) for items, rows in pieces]
    return Parts(
        size=len(always) + sum(piece.size for piece in solved),
        always=frozenset(always).union(*(piece.always for piece in solved)),
        pieces=tuple(piece for piece in solved if piece.always != piece.sometimes),
    )


def _best_of_piece(
    items: Sequence[int],
    rows: Sequence[int],
    asked: Asked,
    left: Sequence[int],
    figures: Figures,
    lot: Sequence[int] | None,
) -> Piece:
    found = largest_parts(items, rows, asked, left)
    if found is None:
        return hard_piece(items, rows, asked, left, figures, lot)
    best = _by_criteria(found, figures)
    if lot is not None and len(best) > 1:
        place = {one: position for position, one in enumerate(lot)}
        best = [min(best, key=lambda part: sorted(place[one] for one in part))]
    return Piece(len(best[0]), frozenset.intersection(*best), frozenset.union(*best), tuple(best))


def _by_criteria(parts: list[frozenset[int]], figures: Figures) -> list[frozenset[int]]:
    for figure in figures:
        totals = [sum(int(figure[one]) for one in part) for part in parts]
        most = max(totals)
        parts = [part for part, total in zip(parts, totals, strict=True) if total == most]
    return parts
