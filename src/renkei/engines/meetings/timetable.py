"""Who meets when and where: the one function of this engine."""

import numpy as np
import polars as pl

from renkei.engines.meetings.board import FREE, Board, Small, Truth, Whole, copied, put_all, restore, take_all
from renkei.engines.meetings.bound import Bound, most
from renkei.engines.meetings.chains import place_all
from renkei.engines.meetings.exact import best, places
from renkei.engines.meetings.exchanges import improve, wander
from renkei.engines.meetings.explain import together
from renkei.engines.meetings.fixed import standing, stay, with_standing
from renkei.engines.meetings.halls import halls_of
from renkei.engines.meetings.making_way import make_way
from renkei.engines.meetings.options import TimetableOptions
from renkei.engines.meetings.outcome import result_of, seated
from renkei.engines.meetings.result import Timetable
from renkei.engines.meetings.spread import even
from renkei.engines.meetings.task import Task, task_of
from renkei.engines.meetings.waits import draw_together, trade
from renkei.tables import TABLES

STEPS, TURNS = 100_000, 300  # meetings tried sideways in one unit of work, and how often each at most
SWEEPS = 8  # over all meetings, to serve evenly and to shorten waits


def timetable(
    participants: pl.DataFrame,
    wishes: pl.DataFrame,
    slots: pl.DataFrame,
    options: TimetableOptions,
    *,
    unavailable: pl.DataFrame | None = None,
    groups: pl.DataFrame | None = None,
    halls: pl.DataFrame | None = None,
    meetings: pl.DataFrame | None = None,
    earlier: pl.DataFrame | None = None,
) -> Timetable:
    """Give the wished meetings slots and tables, so that their value is as large as can be: see docs/timetable.md.

    The frames have the columns and types of `renkei.tables`. Nobody has two meetings at a time or one while away, and
    no slot more than its tables. Of `meetings`, those that are fixed stay; of the others, and of an `earlier`
    timetable, all stay that still can, and what is new goes around them.
    Raises TimetableError, in words, for input that states no forum and for fixed meetings that cannot be.
    """
    given = {"unavailable": unavailable, "groups": groups, "halls": halls, "meetings": meetings, "earlier": earlier}
    frames = {"participants": participants, "wishes": wishes, "slots": slots}
    frames |= {name: _empty(name) if frame is None else frame for name, frame in given.items()}
    task, stood = with_standing(task_of(frames, options), standing(frames))
    board, place = task.board(), halls_of(frames, task)
    stays = stay(task, stood, board, place.high)
    live = _live(task, board)
    bound = _bound(task, board, live)
    upper = _fill(task, board, live, bound, options)
    before = np.where(stays.agreed, board.when, -1)
    moved = make_way(task, board, stays, options)
    if moved:
        upper = _freely(task, before)
    if len(task.value):
        _polish(task, board, options)
    table = seated(task, board, stays, place)
    return result_of(task, board, table, stays, place, upper, moved, options)


def _empty(name: str) -> pl.DataFrame:
    return TABLES["meetings" if name == "earlier" else name].empty()


def _live(task: Task, board: Board) -> Truth:
    """The wished meetings that can take place beside what stays, each for itself."""
    live = (board.when < 0) & (task.value > 0) & ~task.wished["refused"].to_numpy()
    some = np.flatnonzero(live)
    free = (board.at == FREE) & (board.load < board.room)
    live[some] = together(task, free, some).any(axis=1)
    return np.asarray(live, np.bool_)


def _bound(task: Task, board: Board, live: Truth) -> Bound:
    """What the live meetings can be worth beside what stays."""
    wishes = np.bincount(task.member[live[task.owner()]], minlength=task.persons)
    slots = np.minimum((board.at == FREE).sum(axis=1), wishes).astype(np.int64)
    free = (board.at == FREE).sum(axis=0) // 2
    return most(task, live, slots, int(np.minimum(board.room - board.load, free).sum()))


def _freely(task: Task, agreed: Small) -> int:
    """What all meetings together can be worth when only the agreed ones stay."""
    board = task.board()
    put_all(board, agreed.astype(np.int64))
    return _value(task, board) + _bound(task, board, _live(task, board)).value


def _fill(task: Task, board: Board, live: Truth, bound: Bound, options: TimetableOptions) -> int:
    """Place the live meetings; the least bound on all that take place."""
    stood = int(task.value[board.when >= 0].sum())
    order, chain = ranked(task, live, bound, options), np.zeros(task.persons, np.int32)
    place_all(board, order[bound.chosen[order] > 0], chain)
    _search(task, board, order, chain, stood + bound.value, options.work)
    upper = stood + bound.value
    if _value(task, board) < upper:
        upper = min(upper, stood + _exact(task, board, live, options, upper - stood))
    return upper


def _search(task: Task, board: Board, order: Small, chain: Small, upper: int, work: int) -> None:
    """Exchange until nothing gains, then wander among what is worth the same, until the bound or the work's end."""
    own = np.zeros(int(np.diff(task.start).max(initial=1)), np.int32)
    for _ in range(work):
        if _value(task, board) >= upper or not improve(board, order, chain, own):
            break
    for turn in range(work * min(TURNS, max(1, STEPS // max(1, len(order))))):
        if _value(task, board) >= upper:
            break
        wander(board, order, chain, own, turn)


def ranked(task: Task, live: Truth, bound: Bound, options: TimetableOptions) -> Small:
    """The live meetings in the order in which they are placed: the relaxation's first, then by value, then by lot."""
    some = np.flatnonzero(live)
    lot = np.random.Generator(np.random.PCG64(options.seed)).permutation(len(task.value))
    return some[np.lexsort((lot[some], -task.value[some], -bound.chosen[some]))].astype(np.int32)


def _exact(task: Task, board: Board, live: Truth, options: TimetableOptions, bound: int) -> int:
    """Where the forum is small, put the best choice on the board; the bound on what is live."""
    bare = copied(board)
    take_all(bare, np.flatnonzero(live & (board.when >= 0)))
    if len(places(bare, live)[0]) > options.exact:
        return bound
    found = best(bare, live, options.nodes)
    if found is None:
        return bound
    if int(task.value[found.when >= 0].sum()) > int(task.value[live & (board.when >= 0)].sum()):
        restore(board, bare)
        put_all(board, found.when)
    return found.bound


def _value(task: Task, board: Board) -> int:
    return int(task.value[board.when >= 0].sum())


def _polish(task: Task, board: Board, options: TimetableOptions) -> None:
    """Serve evenly and shorten waits, at the same value."""
    lot = np.random.Generator(np.random.PCG64([options.seed, 1])).permutation(len(task.value)).astype(np.int32)
    wished = lot[(task.value[lot] > 0) & ~task.wished["refused"].to_numpy()[lot]]
    got, want = wanted(task, board)
    own = np.zeros(int(np.diff(task.start).max(initial=2)), np.int32)
    for _ in range(SWEEPS):
        if not even(board, wished, got, want, own):
            break
    for _ in range(SWEEPS):
        if not draw_together(board, lot, task.stretch) + trade(board, lot, task.stretch):
            break


def wanted(task: Task, board: Board) -> tuple[Whole, Whole]:
    """How many of its own wishes each person has, and how many there is time for."""
    held = (board.when >= 0)[task.owner()] & task.own
    no = task.wished["refused"].to_numpy()[task.owner()]
    own = np.bincount(task.member[task.own & ~no], minlength=task.persons)
    got = np.bincount(task.member[held], minlength=task.persons)
    return got.astype(np.int64), np.minimum(own, (~task.away).sum(axis=1)).astype(np.int64)
