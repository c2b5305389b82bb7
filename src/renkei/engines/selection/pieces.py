"""Splitting a score group into pieces that share no scarce funder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Asked = Sequence[Mapping[int, int]]  # per application: funder → amount
Figures = Sequence[NDArray[np.int64]]  # per tie criterion: one figure per application


@dataclass(frozen=True)
class Piece:
    """The best parts of one piece: their size, what is in all and in some, and all of them where they are few."""

    size: int
    always: frozenset[int]
    sometimes: frozenset[int]
    every: tuple[frozenset[int], ...] | None


def pieces_of(
    group: Sequence[int], asked: Asked, left: Sequence[int]
) -> tuple[list[int], list[tuple[list[int], list[int]]]]:
    """(what is affordable in any case, the pieces as (applications, scarce funders)).

    An application that alone asks a funder for more than is left belongs to neither. A funder is scarce when
    the others together ask it for more than is left.
    """
    able = [one for one in group if all(amount <= left[row] for row, amount in asked[one].items())]
    total: dict[int, int] = {}
    for one in able:
        for row, amount in asked[one].items():
            total[row] = total.get(row, 0) + amount
    scarce = {row for row, amount in total.items() if amount > left[row]}
    free = [one for one in able if not scarce & asked[one].keys()]
    return free, _connected([one for one in able if scarce & asked[one].keys()], asked, scarce)


def _connected(items: Sequence[int], asked: Asked, scarce: set[int]) -> list[tuple[list[int], list[int]]]:
    pieces: list[tuple[list[int], set[int]]] = []
    for one in items:
        members, rows = [one], scarce & asked[one].keys()
        apart = []
        for piece in pieces:
            if piece[1] & rows:
                members, rows = piece[0] + members, rows | piece[1]
            else:
                apart.append(piece)
        pieces = [*apart, (members, rows)]
    return [(sorted(members), sorted(rows)) for members, rows in pieces]
