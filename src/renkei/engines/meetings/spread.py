"""Served evenly: of two wishes that are worth the same, the one of who has less of what he or she wished.

What is made small is the sum, over all people, of the square of the share of their own wishes that they do not have.
"""

import numpy as np

from renkei.engines.meetings.board import Board, Small, Whole, emptiest, put, take
from renkei.engines.meetings.exchanges import in_the_way
from renkei.solvers.machine_code import compiled, entry

LEAST = 1e-9  # a change smaller than this is rounding


@compiled
def lacking(board: Board, meeting: int, got: Whole, want: Whole, change: int) -> float:
    """By how much a meeting more (1) or fewer (-1) changes what is made small."""
    total = 0.0
    for i in range(board.start[meeting], board.start[meeting + 1]):
        person = board.member[i]
        if board.own[i] and want[person] > 0:
            now = max(want[person] - got[person], 0) / want[person]
            then = max(want[person] - got[person] - change, 0) / want[person]
            total += then**4 - now**4
    return total


@compiled
def count(board: Board, meeting: int, got: Whole, change: int) -> None:
    """Count a meeting among what its members got of their own wishes."""
    for i in range(board.start[meeting], board.start[meeting + 1]):
        if board.own[i]:
            got[board.member[i]] += change


@compiled
def instead_of(board: Board, meeting: int, old: int, got: Whole, want: Whole) -> float:
    """The change when a meeting takes the place of another."""
    change = lacking(board, old, got, want, -1)
    count(board, old, got, -1)
    change += lacking(board, meeting, got, want, 1)
    count(board, old, got, 1)
    return change


@compiled
def settle(board: Board, meeting: int, slot: int, old: int, other: int, got: Whole) -> bool:
    """Put a meeting in a slot in place of an old one, while another (-1: none) moves; whether that one could."""
    take(board, old)
    if other >= 0:
        take(board, other)
    put(board, meeting, slot)
    if other >= 0:
        place = emptiest(board, other)
        if place < 0:
            take(board, meeting)
            put(board, old, slot)
            put(board, other, slot)
            return False
        put(board, other, place)
    count(board, old, got, -1)
    count(board, meeting, got, 1)
    return True


@compiled
def spared(board: Board, slot: int, got: Whole, want: Whole, best: Small) -> None:
    """Of each value, the meeting of a slot that is missed least; -1 for none."""
    least = np.full(len(best), np.inf)
    best[:] = -1
    for person in range(len(board.at)):
        meeting = board.at[person, slot]
        if meeting < 0 or board.held[meeting] or board.member[board.start[meeting]] != person:
            continue
        value = board.value[meeting]
        loss = lacking(board, meeting, got, want, -1)
        if loss < least[value]:
            least[value], best[value] = loss, meeting


@compiled
def fairest(
    board: Board, meeting: int, got: Whole, want: Whole, best: Small, own: Small, most: int
) -> tuple[float, int, int, int]:
    """Where a meeting best takes the place of one of the same value: the change, the slot, the old meeting, and the
    other one in the way (-1: none), which moves. At most `most` are in the way."""
    found = (-LEAST, -1, -1, -1)
    for slot in range(len(board.load)):
        number = in_the_way(board, meeting, slot, own)
        if number == 0:  # all tables are taken
            own[0] = best[slot, board.value[meeting]]
            if own[0] >= 0 and board.when[own[0]] != slot:
                spared(board, slot, got, want, best[slot])
                own[0] = best[slot, board.value[meeting]]
        if number > most or number < 0 or (number == 0 and own[0] < 0):
            continue
        for i in range(max(number, 1)):
            if board.value[own[i]] == board.value[meeting]:
                change = instead_of(board, meeting, own[i], got, want)
                if change < found[0]:
                    found = (change, slot, int(own[i]), int(own[1 - i]) if number == 2 else -1)
    return found


@entry
def even(board: Board, order: Small, got: Whole, want: Whole, own: Small) -> int:
    """Let meetings that do not take place replace others of the same value where that serves more evenly; how many."""
    moved = 0
    best = np.full((len(board.load), board.value.max() + 1), -1, np.int32)
    for slot in range(len(board.load)):
        spared(board, slot, got, want, best[slot])
    for meeting in order:
        if board.when[meeting] < 0 and lacking(board, meeting, got, want, 1) < -LEAST:
            for most in (2, 1):
                _, slot, old, other = fairest(board, meeting, got, want, best, own, most)
                if slot >= 0 and settle(board, meeting, slot, old, other, got):
                    spared(board, slot, got, want, best[slot])
                    moved += 1
                    break
    return moved
