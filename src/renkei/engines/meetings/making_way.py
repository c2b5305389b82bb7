"""Somebody arrives late or walks in: a limited number of earlier meetings move, or make way, where that gains."""

import numpy as np

from renkei.engines.meetings.board import Board, Small, copied, restore
from renkei.engines.meetings.exchanges import improve
from renkei.engines.meetings.fixed import Stays
from renkei.engines.meetings.options import TimetableOptions
from renkei.engines.meetings.task import Task


def make_way(task: Task, board: Board, stays: Stays, options: TimetableOptions) -> int:
    """Place wished meetings, the most wished first, at the cost of at most `options.changes` earlier meetings that
    take place at another time or no more; how many these are."""
    loose = (stays.table > 0) & ~stays.agreed
    spent = 0
    if not options.changes or not loose.any():
        return spent
    chain = np.zeros(task.persons, np.int32)
    own = np.zeros(int(np.diff(task.start).max(initial=1)), np.int32)
    before = board.when.copy()
    board.held[loose] = False
    for meeting in _waiting(task, board):
        kept = copied(board)
        improve(board, np.array([meeting], np.int32), chain, own)
        changed = int((loose & (board.when != before)).sum())
        if changed > options.changes:
            restore(board, kept)
        else:
            spent = changed
        if spent == options.changes:
            break
    board.held[loose & (board.when == before)] = True
    stays.table[loose & (board.when != before)] = 0
    return spent


def _waiting(task: Task, board: Board) -> Small:
    out = np.flatnonzero((board.when < 0) & (task.value > 0) & ~task.wished["refused"].to_numpy())
    return out[np.argsort(-task.value[out], kind="stable")].astype(np.int32)
