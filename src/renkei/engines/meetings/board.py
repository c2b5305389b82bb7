"""Who meets when, as it is being made: the board that every step of the search changes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renkei.solvers.machine_code import compiled, entry

Whole = NDArray[np.int64]
Small = NDArray[np.int32]
Truth = NDArray[np.bool_]

FREE, AWAY = -1, -2


class Board(NamedTuple):
    """`at[person, slot]`: the meeting, FREE or AWAY. `when[meeting]`: its slot, or -1.

    `load` of at most `room` meetings take place in a slot. Meeting m's members are `member[start[m]:start[m + 1]]`;
    `own` says of each whether it is that member's own wish; `held` meetings stay where they are.
    """

    at: Small
    when: Small
    load: Whole
    room: Whole
    start: Whole
    member: Small
    own: Truth
    value: Whole
    held: Truth


def copied(board: Board) -> Board:
    """The board by itself, so that it can be changed and the other stays."""
    at, when, load, held = board.at.copy(), board.when.copy(), board.load.copy(), board.held.copy()
    return board._replace(at=at, when=when, load=load, held=held)


def restore(board: Board, other: Board) -> None:
    """Put on a board what another of the same forum holds."""
    for part, own in zip(board, other, strict=True):
        if part is not own:
            np.copyto(part, own)


@compiled
def put(board: Board, meeting: int, slot: int) -> None:
    """Let a meeting take place; all its members are free then."""
    for i in range(board.start[meeting], board.start[meeting + 1]):
        board.at[board.member[i], slot] = meeting
    board.when[meeting] = slot
    board.load[slot] += 1


@compiled
def take(board: Board, meeting: int) -> int:
    """Take a meeting off the board; the slot it had."""
    slot = int(board.when[meeting])
    for i in range(board.start[meeting], board.start[meeting + 1]):
        board.at[board.member[i], slot] = FREE
    board.when[meeting] = -1
    board.load[slot] -= 1
    return slot


@compiled
def fits(board: Board, meeting: int, slot: int) -> bool:
    """Whether all members are free then; tables are not asked."""
    clear = True
    for i in range(board.start[meeting], board.start[meeting + 1]):
        clear = clear and board.at[board.member[i], slot] == FREE
    return clear


@compiled
def emptiest(board: Board, meeting: int) -> int:
    """The slot with most tables left in which a meeting can take place; -1 for none."""
    best, most = -1, 0
    for slot in range(len(board.load)):
        left = board.room[slot] - board.load[slot]
        if left > most and fits(board, meeting, slot):
            best, most = slot, left
    return best


@compiled
def is_pair(board: Board, meeting: int) -> bool:
    """Whether two meet, and no more."""
    return bool(board.start[meeting + 1] - board.start[meeting] == 2)


@compiled
def other(board: Board, meeting: int, person: int) -> int:
    """Whom a person meets in a meeting of two."""
    first = board.start[meeting]
    return int(board.member[first + 1] if board.member[first] == person else board.member[first])


@entry
def take_all(board: Board, meetings: Whole) -> None:
    """Take these meetings off the board."""
    for meeting in meetings:
        take(board, meeting)


@entry
def put_all(board: Board, when: Whole) -> None:
    """Let each meeting take place in its slot; -1: not at all."""
    for meeting in range(len(when)):
        if when[meeting] >= 0:
            put(board, meeting, when[meeting])
