"""Short waits: meetings move to where their members wait less, or two of them change places."""

from renkei.engines.meetings.board import FREE, Board, Small, Whole, fits, put, take
from renkei.solvers.machine_code import compiled, entry

TRIED = 30  # meetings of a slot that one may change places with


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


@compiled
def waits_in(board: Board, meeting: int, slot: int, stretch: Whole) -> int:
    """For how many slots the members of a meeting that is off the board would wait if it took place then."""
    put(board, meeting, slot)
    total = wait_of(board, meeting, stretch)
    take(board, meeting)
    return total


@compiled
def partner(board: Board, meeting: int, now: int, slot: int, gain: int, stretch: Whole) -> int:
    """A meeting of a slot that can go to `now`, where its members wait no more than `gain` slots longer; -1: none.

    The meeting itself is off the board. At most TRIED are tried, from the place of its first member on.
    """
    tried, people = 0, len(board.at)
    begin = board.member[board.start[meeting]]
    for i in range(people):
        person = (begin + i) % people
        one = board.at[person, slot]
        if one < 0 or board.held[one] or board.member[board.start[one]] != person or not fits(board, one, now):
            continue
        before = wait_of(board, one, stretch)
        take(board, one)
        after = waits_in(board, one, now, stretch)
        put(board, one, slot)
        if after - before < gain:
            return int(one)
        tried += 1
        if tried == TRIED:
            break
    return -1


@entry
def trade(board: Board, order: Small, stretch: Whole) -> int:
    """Let meetings change slots with each other where that shortens waits in all, tables full or not; how many."""
    traded = 0
    for meeting in order:
        now = board.when[meeting]
        if now < 0 or board.held[meeting]:
            continue
        before = wait_of(board, meeting, stretch)
        take(board, meeting)
        place = now
        for slot in range(len(board.load)):
            if before == 0 or slot == now or not fits(board, meeting, slot):
                continue
            gain = before - waits_in(board, meeting, slot, stretch)
            other = partner(board, meeting, now, slot, gain, stretch) if gain > 0 else -1
            if other >= 0:
                take(board, other)
                put(board, other, now)
                place = slot
                traded += 1
                break
        put(board, meeting, place)
    return traded


@entry
def waits(board: Board, stretch: Whole, out: Whole) -> None:
    """For how many slots each person waits."""
    for person in range(len(out)):
        out[person] = wait(board, person, stretch)
