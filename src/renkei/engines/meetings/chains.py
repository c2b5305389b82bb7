"""Placing one more meeting by moving others: alternating chains between two slots, and exchanges that gain.

In a forum of two sides in which everybody is there all the time, such a chain always makes room (Kőnig 1916), so that
as many slots as the busiest person has wishes are enough.
"""

import numpy as np

from renkei.engines.meetings.board import AWAY, FREE, Board, Small, emptiest, fits, is_pair, other, put, take
from renkei.solvers.machine_code import compiled, entry


@compiled
def trace(board: Board, person: int, one: int, two: int, here: int, there: int, chain: Small) -> int:
    """The meetings of a person in slot `here`, of whom that disturbs in `there`, and so on: how many; -1: no chain.

    Exchanging the two slots along the chain frees the person in `here`; it may not come to `one` or `two`.
    """
    length, drift = 0, 0
    while True:
        meeting = board.at[person, here]
        if meeting == FREE:
            break
        if meeting == AWAY or board.held[meeting] or not is_pair(board, meeting) or length >= len(chain):
            return -1
        chain[length] = meeting
        length += 1
        drift = 1 - drift
        person = other(board, meeting, person)
        if (person == one) | (person == two):
            return -1
        here, there = there, here
    if drift and board.load[here] >= board.room[here]:
        return -1  # one more would meet in the slot where the chain ends than has tables
    return length


@compiled
def exchange(board: Board, chain: Small, length: int, one: int, two: int) -> None:
    """Move the chain's meetings from each of the two slots to the other."""
    for i in range(length):
        take(board, chain[i])
    slot = two
    for i in range(length):
        put(board, chain[i], slot)
        slot = one if slot == two else two


@compiled
def by_chain(board: Board, meeting: int, chain: Small) -> bool:
    """Place a meeting of two that has no common free slot, by one chain; whether that could be."""
    if not is_pair(board, meeting):
        return False
    first = board.start[meeting]
    for turn in range(2):
        one, two = board.member[first + turn], board.member[first + 1 - turn]
        for here in range(len(board.load)):
            if board.at[one, here] != FREE or board.at[two, here] < 0:
                continue
            for there in range(len(board.load)):
                if board.at[two, there] != FREE or there == here:
                    continue
                length = trace(board, two, one, -1, here, there, chain)
                if length < 1 or board.load[here] + (1 - length % 2) > board.room[here]:
                    continue
                if length % 2 == 0 and board.load[here] >= board.room[here]:
                    continue
                exchange(board, chain, length, here, there)
                put(board, meeting, here)
                return True
    return False


@compiled
def make_table(board: Board, slot: int, there: int, one: int, two: int, chain: Small) -> int:
    """Free a table of a full slot by a chain, without two people, that goes to another; its length, 0: there is none.

    Where the slots are evenly filled but for one, and everybody is there, there is such a chain (de Werra 1971).
    """
    for person in range(len(board.at)):
        if (person == one) | (person == two) or board.at[person, slot] < 0 or board.at[person, there] != FREE:
            continue
        length = trace(board, person, one, two, slot, there, chain)
        if length % 2 == 1:
            exchange(board, chain, length, slot, there)
            return length
    return 0


@compiled
def by_room(board: Board, meeting: int, chain: Small) -> bool:
    """Place a meeting when the slots that it needs are full, by moving others to slots that are not."""
    first = board.start[meeting]
    one, two = board.member[first], board.member[first + 1]
    moved = np.empty_like(chain)
    there = int(np.argmax(board.room - board.load))
    for slot in range(len(board.load)):
        needed = board.at[one, slot] == FREE or board.at[two, slot] == FREE
        if not needed or board.load[slot] < board.room[slot]:
            continue
        length = make_table(board, slot, there, one, two, moved)
        if length > 0 and fits(board, meeting, slot):
            put(board, meeting, slot)
            return True
        if length > 0 and by_chain(board, meeting, chain):
            return True
        exchange(board, moved, length, there, slot)
    return False


@compiled
def gladly(board: Board, meeting: int, chain: Small) -> bool:
    """Place a meeting without any other giving way; whether that could be."""
    slot = emptiest(board, meeting)
    if slot >= 0:
        put(board, meeting, slot)
        return True
    if board.load.sum() >= board.room.sum():
        return False
    return by_chain(board, meeting, chain) or by_room(board, meeting, chain)


@entry
def place_all(board: Board, order: Small, chain: Small) -> int:
    """Place meetings in an order, each where nothing gives way; how many could not be."""
    left = 0
    for meeting in order:
        if board.when[meeting] < 0 and not gladly(board, meeting, chain):
            left += 1
    return left
