"""Which table: as many as can stay where they last sat, the others go to the nearest hall with a free one.

In each slot every meeting may stay at a table of one of its members; of these claims the most that agree are taken,
by giving first the tables that only one meeting claims (Karp and Sipser 1981; exact where two meet).
"""

import numpy as np

from renkei.engines.meetings.board import Board, Small, Whole
from renkei.solvers.machine_code import compiled, entry

MOST = 8  # claims of one meeting that are looked at


@compiled
def claims(board: Board, meeting: int, last: Whole, taken: Whole, low: int, high: int, out: Whole) -> int:
    """The tables, each once, that a meeting's members last sat at and that are free now; how many."""
    count = 0
    for i in range(board.start[meeting], board.start[meeting + 1]):
        table = last[board.member[i]]
        if low <= table <= high and taken[table] < 0:
            known = False
            for j in range(count):
                known = known or out[j] == table
            if not known and count < len(out):
                out[count] = table
                count += 1
    return count


@compiled
def stay(board: Board, here: Small, tables: Whole, last: Whole, taken: Whole, low: int, high: int) -> None:
    """Let the meetings of a slot stay at tables of their members, as many as can.

    `count` and `total`: of each table, how many meetings claim it, and the sum of their numbers: the meeting itself
    where only one does.
    """
    count, total = np.zeros(len(taken), np.int64), np.zeros(len(taken), np.int64)
    wanted, stack = np.zeros(MOST, np.int64), np.zeros(len(taken) + MOST * len(here), np.int64)
    for meeting in here:
        if tables[meeting] == 0:
            for j in range(claims(board, meeting, last, taken, low, high, wanted)):
                count[wanted[j]] += 1
                total[wanted[j]] += meeting
    height = 0
    for table in range(low, high + 1):
        if count[table] == 1:
            stack[height] = table
            height += 1
    for at in range(len(here) + 1):
        while height > 0:
            height -= 1
            table = stack[height]
            if count[table] == 1 and taken[table] < 0:
                height = give(board, total[table], table, tables, last, taken, low, high, count, total, stack, height)
        begun = here[min(at, len(here) - 1)] if len(here) else 0
        if at < len(here) and tables[begun] == 0 and claims(board, begun, last, taken, low, high, wanted) > 0:
            # no table is claimed by one alone: the next meeting has its first claim
            height = give(board, begun, wanted[0], tables, last, taken, low, high, count, total, stack, height)


@compiled
def give(
    board: Board,
    meeting: int,
    table: int,
    tables: Whole,
    last: Whole,
    taken: Whole,
    low: int,
    high: int,
    count: Whole,
    total: Whole,
    stack: Whole,
    height: int,
) -> int:
    """Give a table to a meeting, which claims no other any more; the stack grows by what one alone claims then."""
    wanted = np.zeros(MOST, np.int64)
    for j in range(claims(board, meeting, last, taken, low, high, wanted)):
        other = wanted[j]
        count[other] -= 1
        total[other] -= meeting
        if count[other] == 1 and other != table:
            stack[height] = other
            height += 1
    taken[table] = meeting
    tables[meeting] = table
    return height


@compiled
def nearest(table: int, taken: Whole, low: int, high: int, hall: Whole, metres: Whole) -> int:
    """The free table that is least far from another one; the lowest number of equal ones."""
    best, least = -1, -1
    for one in range(low, high + 1):
        if taken[one] < 0:
            far = metres[hall[table], hall[one]] if table > 0 else 0
            if best < 0 or far < least:
                best, least = one, far
            if least == 0:
                break
    return best


@entry
def seat(
    board: Board, begin: Whole, order: Small, tables: Whole, low: Whole, high: Whole, hall: Whole, metres: Whole
) -> None:
    """Give each meeting its table in `tables` (0: none yet).

    The meetings of a slot are `order[begin[slot]:begin[slot + 1]]`; it has the tables `low[slot]` to `high[slot]`.
    """
    last = np.zeros(len(board.at), np.int64)
    for slot in range(len(low)):
        here = order[begin[slot] : begin[slot + 1]]
        taken = np.full(len(hall), -1, np.int64)
        for meeting in here:
            if tables[meeting] > 0:
                taken[tables[meeting]] = meeting
        stay(board, here, tables, last, taken, low[slot], high[slot])
        for meeting in here:
            if tables[meeting] == 0:
                table = nearest(last[board.member[board.start[meeting]]], taken, low[slot], high[slot], hall, metres)
                taken[table] = meeting
                tables[meeting] = table
            for i in range(board.start[meeting], board.start[meeting + 1]):
                last[board.member[i]] = tables[meeting]
