"""The best timetable of a small forum, by branch and bound over which meeting takes place when (SciPy's HiGHS)."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

from renkei.engines.meetings.board import FREE, Board, Truth, Whole

_SLACK = 1e-6  # of a bound that the solver states in floating point


@dataclass(frozen=True)
class Best:
    """`when`: each live meeting's slot, or -1; `bound`: what no timetable passes."""

    when: Whole
    bound: int


def places(board: Board, live: Truth) -> tuple[Whole, Whole]:
    """Meeting and slot of each place that is open: all members are free then, and there are tables."""
    meetings = np.flatnonzero(live)
    free = (board.at == FREE) & (board.load < board.room)
    fits = np.array([free[board.member[board.start[m] : board.start[m + 1]]].all(axis=0) for m in meetings])
    which, slot = np.nonzero(fits.reshape(len(meetings), len(board.room)))
    return meetings[which], slot


def best(board: Board, live: Truth, nodes: int) -> Best | None:
    """The best choice among the live meetings on a board that holds only what stays; None where none was found."""
    meeting, slot = places(board, live)
    when = np.full(len(board.when), -1, np.int64)
    if not len(meeting):
        return Best(when, 0)
    rows, columns = _clashes(board, meeting, slot)
    height = int(rows.max()) + 1
    matrix = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(height, len(meeting))).tocsr()
    limit = np.ones(height)
    limit[: len(board.room)] = board.room - board.load
    done = milp(
        -board.value[meeting].astype(np.float64),
        constraints=LinearConstraint(matrix, ub=limit),
        integrality=np.ones(len(meeting)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "node_limit": nodes},
    )
    if done.x is None or done.mip_dual_bound is None:
        return None
    chosen = done.x > 0.5
    when[meeting[chosen]] = slot[chosen]
    return Best(when, int(np.floor(-done.mip_dual_bound + _SLACK)))


def _clashes(board: Board, meeting: Whole, slot: Whole) -> tuple[Whole, Whole]:
    """Rows of which at most so many columns may be chosen: a slot's tables, a meeting once, a person once a slot."""
    slots, meetings, columns = len(board.room), len(board.when), np.arange(len(meeting))
    size = np.diff(board.start)[meeting]
    each = np.repeat(columns, size)
    offset = np.arange(len(each)) - np.repeat(np.cumsum(size) - size, size)
    person = board.member[board.start[meeting[each]] + offset].astype(np.int64)
    rows = [slot, slots + meeting, slots + meetings + person * slots + slot[each]]
    _, dense = np.unique(np.concatenate(rows[1:]), return_inverse=True)
    return np.concatenate([slot, slots + dense]), np.concatenate([columns, columns, each])
