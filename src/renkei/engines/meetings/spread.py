"""Served evenly: of two wishes that are worth the same, the one of who has less of what he or she wished."""

import numpy as np
from numpy.typing import NDArray

from renkei.engines.meetings.board import FREE, Board, Small, Whole, put, take
from renkei.solvers.machine_code import compiled, entry

Real = NDArray[np.float64]


@compiled
def lacking(board: Board, meeting: int, got: Whole, want: Whole, change: int) -> float:
    """By how much a meeting more (1) or fewer (-1) changes the sum of the squared shares that its members lack."""
    total = 0.0
    for i in range(board.start[meeting], board.start[meeting + 1]):
        person = board.member[i]
        if board.own[i] and want[person] > 0:
            now = max(want[person] - got[person], 0) / want[person]
            then = max(want[person] - got[person] - change, 0) / want[person]
            total += then * then - now * now
    return total


@compiled
def count(board: Board, meeting: int, got: Whole, change: int) -> None:
    """Count a meeting among what its members got of their own wishes."""
    for i in range(board.start[meeting], board.start[meeting + 1]):
        if board.own[i]:
            got[board.member[i]] += change


@compiled
def blocker(board: Board, meeting: int, slot: int) -> int:
    """The one meeting that stands in the way of another then; -1 where there is none, or more, or somebody is away."""
    found = -1
    for i in range(board.start[meeting], board.start[meeting + 1]):
        there = board.at[board.member[i], slot]
        if there not in (FREE, found):
            if found >= 0 or there < 0:
                return -1
            found = there
    return found


@entry
def even(board: Board, order: Small, got: Whole, want: Whole) -> int:
    """Let meetings that do not take place replace others of the same value where that serves more evenly; how many."""
    moved = 0
    for meeting in order:
        if board.when[meeting] >= 0:
            continue
        gain, best = -1e-9, -1
        more = lacking(board, meeting, got, want, 1)
        for slot in range(len(board.load)):
            instead = blocker(board, meeting, slot)
            if instead < 0 or board.held[instead] or board.value[instead] != board.value[meeting]:
                continue
            count(board, instead, got, -1)
            change = lacking(board, meeting, got, want, 1)
            count(board, instead, got, 1)
            change += lacking(board, instead, got, want, -1)
            if change < gain:
                gain, best = change, slot
        if best >= 0 and more <= 0:
            instead = board.at[board.member[board.start[meeting]], best]
            if instead < 0:
                instead = blocker(board, meeting, best)
            take(board, instead)
            count(board, instead, got, -1)
            put(board, meeting, best)
            count(board, meeting, got, 1)
            moved += 1
    return moved
