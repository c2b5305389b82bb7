"""Short waits: meetings move to where their members wait less, and nobody else is touched."""

from renkei.engines.meetings.board import FREE, Board, Small, Whole, fits, put, take
from renkei.solvers.machine_code import compiled, entry


@compiled
def wait(board: Board, person: int, stretch: Whole) -> int:
    """For how many slots somebody waits: free between two meetings without a break between them."""
    total, empty, last = 0, 0, -1
    for slot in range(len(stretch)):
        if stretch[slot] != last:
            empty, last = -1, stretch[slot]
        there = board.at[person, slot]
        if there >= 0:
            total += max(empty, 0)
            empty = 0
        elif there == FREE and empty >= 0:
            empty += 1
    return total


@compiled
def wait_of(board: Board, meeting: int, stretch: Whole) -> int:
    """For how many slots the members of a meeting wait, all day."""
    total = 0
    for i in range(board.start[meeting], board.start[meeting + 1]):
        total += wait(board, board.member[i], stretch)
    return total


@entry
def draw_together(board: Board, order: Small, stretch: Whole) -> int:
    """Move each meeting once to the slot in which its members wait least; how many moved."""
    moved = 0
    for meeting in order:
        now = board.when[meeting]
        if now < 0 or board.held[meeting]:
            continue
        least = wait_of(board, meeting, stretch)
        take(board, meeting)
        best = now
        for slot in range(len(board.load)):
            if slot == now or board.load[slot] >= board.room[slot] or not fits(board, meeting, slot):
                continue
            put(board, meeting, slot)
            waits = wait_of(board, meeting, stretch)
            take(board, meeting)
            if waits < least:
                least, best = waits, slot
        put(board, meeting, best)
        moved += best != now
    return moved


@entry
def waits(board: Board, stretch: Whole, out: Whole) -> None:
    """For how many slots each person waits."""
    for person in range(len(out)):
        out[person] = wait(board, person, stretch)
