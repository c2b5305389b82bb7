"""Exchanges that gain: a meeting takes the place of others that are worth less, or that find another place."""

from renkei.engines.meetings.board import AWAY, Board, Small, emptiest, put, take
from renkei.engines.meetings.chains import gladly
from renkei.solvers.machine_code import compiled, entry


@compiled
def in_the_way(board: Board, meeting: int, slot: int, found: Small) -> int:
    """The meetings that members of one have then; how many, or -1 where it cannot take place whatever makes room."""
    count = 0
    for i in range(board.start[meeting], board.start[meeting + 1]):
        there = board.at[board.member[i], slot]
        if there == AWAY or (there >= 0 and board.held[there]):
            return -1
        if there >= 0 and (count == 0 or found[count - 1] != there):
            known = False
            for j in range(count):
                known = known or found[j] == there
            if not known:
                found[count] = there
                count += 1
    return count


@compiled
def by_exchange(board: Board, meeting: int, slot: int, chain: Small, own: Small) -> int:
    """Place a meeting in a slot instead of others, some of which find another place; the gain, 0: nothing was done."""
    count = in_the_way(board, meeting, slot, own)
    if count < 0 or (count == 0 and board.load[slot] >= board.room[slot]):
        return 0
    gain = int(board.value[meeting])
    for i in range(count):
        gain -= board.value[own[i]]
    if gain <= 0 and count > 2:
        return 0
    for i in range(count):
        take(board, own[i])
    put(board, meeting, slot)
    if gain > 0:
        return gain + regain(board, own, count, chain)
    gain = try_regain(board, own, count, chain, gain)
    if gain > 0:
        return gain
    for i in range(count):
        if board.when[own[i]] >= 0:
            take(board, own[i])
    take(board, meeting)
    for i in range(count):
        put(board, own[i], slot)
    return 0


@compiled
def regain(board: Board, out: Small, count: int, chain: Small) -> int:
    """Place again what was taken off, as far as nothing gives way; the value of what could be."""
    gain = 0
    for i in range(count):
        if gladly(board, out[i], chain):
            gain += board.value[out[i]]
    return gain


@compiled
def try_regain(board: Board, out: Small, count: int, chain: Small, gain: int) -> int:
    """The same while all but the last one go to free places, so that it can be undone; the gain in all."""
    for i in range(count - 1):
        place = emptiest(board, out[i])
        if place >= 0:
            put(board, out[i], place)
            gain += board.value[out[i]]
    last = out[count - 1]
    if gain + board.value[last] > 0 and gladly(board, last, chain):
        gain += board.value[last]
    return gain


@entry
def improve(board: Board, order: Small, chain: Small, own: Small) -> int:
    """Try each meeting that does not take place once, in an order; what was gained."""
    gained = 0
    for meeting in order:
        if board.when[meeting] >= 0:
            continue
        if gladly(board, meeting, chain):
            gained += board.value[meeting]
            continue
        for slot in range(len(board.load)):
            gain = by_exchange(board, meeting, slot, chain, own)
            gained += gain
            if gain > 0:
                break
    return gained


@compiled
def sideways(board: Board, meeting: int, first: int, chain: Small, own: Small) -> int:
    """Let a meeting take the place of one that is worth no more, from slot `first` on; the gain, -1: it cannot."""
    slots = len(board.load)
    for i in range(slots):
        slot = (first + i) % slots
        if in_the_way(board, meeting, slot, own) == 1 and board.value[own[0]] <= board.value[meeting]:
            old = own[0]
            take(board, old)
            put(board, meeting, slot)
            back = board.value[old] if gladly(board, old, chain) else 0
            return int(board.value[meeting] - board.value[old] + back)
    return -1


@entry
def wander(board: Board, order: Small, chain: Small, own: Small, turn: int) -> int:
    """Exchange meetings for others of the same value, so that what has no place may find one; what was gained."""
    gained = 0
    for meeting in order:
        if board.when[meeting] < 0:
            if gladly(board, meeting, chain):
                gained += board.value[meeting]
            else:
                gained += max(sideways(board, meeting, (turn + meeting) % len(board.load), chain, own), 0)
    return gained
