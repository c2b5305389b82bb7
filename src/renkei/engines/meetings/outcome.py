"""The timetable in frames: meetings with tables, what each person has, figures."""

import numpy as np
import polars as pl

from renkei.engines.meetings.board import Board, Truth, Whole
from renkei.engines.meetings.explain import left_out, wish_of
from renkei.engines.meetings.fixed import Stays
from renkei.engines.meetings.halls import STEP, Halls
from renkei.engines.meetings.options import TimetableOptions
from renkei.engines.meetings.result import Figures, Timetable
from renkei.engines.meetings.seats import seat
from renkei.engines.meetings.task import Task
from renkei.engines.meetings.waits import waits

MILLION = 1_000_000


def seated(task: Task, board: Board, stays: Stays, halls: Halls) -> Whole:
    """The table of each meeting; 0 for those that do not take place."""
    table = np.where(board.when >= 0, stays.table, 0)
    order = np.argsort(board.when, kind="stable").astype(np.int32)
    begin = np.searchsorted(board.when[order], np.arange(len(task.room) + 1)).astype(np.int64)
    seat(board, begin, order, table, halls.low, halls.high, halls.hall, halls.metres)
    return table


def result_of(
    task: Task,
    board: Board,
    table: Whole,
    stays: Stays,
    halls: Halls,
    upper: int,
    moved: int,
    options: TimetableOptions,
) -> Timetable:
    """The timetable that the board holds, with its figures; `upper` is the proven bound on its value."""
    held = np.flatnonzero(board.when >= 0)
    people = _people(task, board, table, halls)
    out = left_out(task, board)
    figures = Figures(
        value=int(task.value[held].sum()),
        bound=upper,
        wished=int(((task.value > 0) & ~task.wished["refused"].to_numpy()).sum()),
        meetings=len(held),
        places=int(task.room.sum()),
        **_shares(people),
        waits=int(people["waits"].sum()),
        moves=int(people["moves"].sum()),
        metres=int(people["metres"].sum()),
        enough=_enough(task),
        earlier=stays.earlier,
        kept=int(((stays.table > 0) & (stays.table == table)).sum()),
        moved=moved,
    )
    slots = task.slots.select("slot").with_columns(room=pl.Series(task.room), meetings=pl.Series(board.load))
    return Timetable(_meetings(task, board, table, stays, halls), people, out, stays.gone, slots, figures, options)


def _meetings(task: Task, board: Board, table: Whole, stays: Stays, halls: Halls) -> pl.DataFrame:
    held = np.flatnonzero(board.when >= 0)
    held = held[np.lexsort((table[held], board.when[held]))]
    wished = task.wished[held]
    each = wished.select("members").with_row_index("#").explode("members")
    each = each.with_columns(id=task.people.gather(each["members"]))
    ids = (
        each.group_by("#", maintain_order=True).agg("id")["id"]
        if len(held)
        else pl.Series([], dtype=pl.List(pl.String))
    )
    return wished.select(
        task.slots["slot"].gather(board.when[held]).alias("slot"),
        pl.Series("table", table[held]),
        ids.alias("participant_ids"),
        wish_of().alias("wish"),
        pl.Series("fixed", stays.agreed[held]),
        pl.Series("hall", [halls.names[one] for one in halls.hall[table[held]]], dtype=pl.String),
        "group_id",
        "value",
        pl.Series("kept", stays.table[held] > 0),
    )


def _people(task: Task, board: Board, table: Whole, halls: Halls) -> pl.DataFrame:
    owner = task.owner()
    takes, no = (board.when >= 0)[owner], task.wished["refused"].to_numpy()[owner]
    there = (~task.away).sum(axis=1)
    waited = np.zeros(task.persons, np.int64)
    waits(board, task.stretch, waited)
    moves, metres = _walks(board, table, halls)
    counts = {"meetings": takes, "wishes": task.own & ~no, "met": takes & task.own}
    columns = {name: np.bincount(task.member[where], minlength=task.persons) for name, where in counts.items()}
    possible = np.minimum(columns["wishes"], there)
    return pl.DataFrame(
        {"participant_id": task.people, **columns, "possible": possible, "there": there}
        | {"waits": waited, "moves": moves, "metres": metres}
    )


def _walks(board: Board, table: Whole, halls: Halls) -> tuple[Whole, Whole]:
    """How often each person changes tables, and how far that is."""
    moves, metres = np.zeros((2, len(board.at)), np.int64)
    last = np.zeros(len(board.at), np.int64)
    for slot in range(board.at.shape[1]):
        here = board.at[:, slot] >= 0
        now = last.copy()
        now[here] = table[board.at[here, slot]]
        changed = (last > 0) & (now != last)
        far = halls.metres[halls.hall[last], halls.hall[now]]
        moves += changed
        metres += np.where(changed, np.maximum(far, STEP), 0)
        last = now
    return moves, metres


def _shares(people: pl.DataFrame) -> dict[str, int]:
    """The mean part of what people wish and have time for that takes place, of all and of the worst-served tenth."""
    wishing = people.filter(pl.col("possible") > 0)
    if wishing.is_empty():
        return {"share": MILLION, "lowest": MILLION}
    part = wishing.select(pl.min_horizontal("met", "possible") * MILLION // pl.col("possible")).to_series().sort()
    tenth = part.head(-(-len(part) // 10))
    return {name: int(one.sum()) // len(one) for name, one in (("share", part), ("lowest", tenth))}


def _enough(task: Task) -> int | None:
    """So many slots are enough for all wishes, if there are tables: Kőnig for two sides, Vizing for any."""
    live = (task.value > 0) & ~task.wished["refused"].to_numpy()
    pairs = live & (np.diff(task.start) == 2)
    if task.away.any() or (live & ~pairs).any() or not live.any():
        return None
    busiest = int(np.bincount(task.member[live[task.owner()]]).max())
    return busiest + (not _two_sided(task, pairs))


def _two_sided(task: Task, pairs: Truth) -> bool:
    """Whether people fall into two sides such that every wish is for the other side."""
    from scipy.sparse import coo_matrix  # noqa: PLC0415 - only where nobody is away
    from scipy.sparse.csgraph import breadth_first_order, connected_components  # noqa: PLC0415

    one, two = (task.member[task.start[:-1][pairs] + i] for i in (0, 1))
    graph = coo_matrix((np.ones(len(one)), (one, two)), shape=(task.persons, task.persons)).tocsr()
    _, part = connected_components(graph, directed=False)
    side = np.zeros(task.persons, np.int64)
    for first in np.unique(part, return_index=True)[1]:
        order, before = breadth_first_order(graph, first, directed=False)
        for person in order[1:]:
            side[person] = 1 - side[before[person]]
    return bool((side[one] != side[two]).all())
