"""What is agreed already: meetings that stay, and those of an earlier timetable that stay where they can."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from renkei.engines.meetings.board import AWAY, Board, Small, Truth, Whole
from renkei.engines.meetings.options import TimetableError
from renkei.engines.meetings.task import Frames, Task, numbers, with_wished
from renkei.solvers.machine_code import entry
from renkei.tables import MEETINGS

GONE = ("", "stranger", "refused", "again", "away", "clash", "table")  # why a meeting cannot stay, by number
_SAID = {
    "stranger": "one of them, or the slot, is not there",
    "refused": "one of them says no",
    "again": "they meet twice",
    "away": "one of them is away then",
    "clash": "one of them has another meeting then",
    "table": "the table is taken, or there is none of that number",
}
_KEY = "#members"
_STANDING = ("meetings", "earlier")


@dataclass(frozen=True)
class Stays:
    """Of each meeting, the `table` where it stays (0: it does not), and whether it is `agreed`.

    `earlier`: how many meetings stood before; `gone`: those that cannot stay (slot, table, participant_ids, why).
    """

    table: Whole
    agreed: Truth
    earlier: int
    gone: pl.DataFrame


def standing(frames: Frames) -> pl.DataFrame:
    """The meetings that stand: of the forum's own and of an earlier timetable, those agreed first."""
    every = [frames[name].select(MEETINGS.names).with_columns(own=pl.lit(name == "meetings")) for name in _STANDING]
    both = pl.concat(every)
    first = (pl.col("own") & pl.col("fixed").fill_null(False)).alias("agreed")
    return both.with_columns(first).sort("agreed", descending=True, maintain_order=True)


def with_standing(task: Task, stood: pl.DataFrame) -> tuple[Task, pl.DataFrame]:
    """The task with a meeting, worth nothing, for each that stands although nobody wishes it; and `stood` with
    `members` (null for strangers), its `meeting` (number) and `place` (of its slot)."""
    if stood.is_empty():
        return task, stood
    stood = stood.with_columns(_members(stood, task)).with_columns(_key("members"))
    known = task.wished.select(_key("members"))
    fresh = (
        stood.filter(pl.col("members").list.len() > 1)
        .join(known, on=_KEY, how="anti")
        .unique(_KEY, maintain_order=True)
    )
    task = with_wished(task, [tuple(one) for one in fresh["members"].to_list()])
    every = task.wished.select(_key("members")).with_row_index("meeting").unique(_KEY, keep="first")
    stood = stood.join(every, on=_KEY, how="left", maintain_order="left")
    return task, stood.with_columns(place=numbers(stood["slot"], task.slots["slot"]))


def _members(stood: pl.DataFrame, task: Task) -> pl.Series:
    each = stood.select("participant_ids").with_row_index("#").explode("participant_ids")
    each = each.with_columns(person=numbers(each["participant_ids"], task.people))
    lists = each.group_by("#", maintain_order=True).agg(
        pl.col("person").unique().sort(), pl.col("person").is_null().any().alias("bad")
    )
    return lists.select(pl.when("bad").then(None).otherwise("person").alias("members")).to_series()


def _key(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.List(pl.String)).list.join(",").alias(_KEY)


def stay(task: Task, stood: pl.DataFrame, board: Board, last: Whole) -> Stays:
    """Put on the board what stays; `last` is the number of the last table of each slot.

    Raises TimetableError, naming every one, for agreed meetings that cannot be.
    """
    table, agreed = np.zeros(len(task.value), np.int64), np.zeros(len(task.value), np.bool_)
    lost: dict[str, pl.DataType] = {
        "slot": pl.String(),
        "table": pl.Int64(),
        "participant_ids": pl.List(pl.String()),
        "why": pl.String(),
    }
    if stood.is_empty():
        return Stays(table, agreed, 0, pl.DataFrame(schema=lost))
    meeting = stood["meeting"].fill_null(-1).cast(pl.Int32).to_numpy()
    place = stood["place"].fill_null(-1).cast(pl.Int32).to_numpy()
    wanted = stood["table"].to_numpy().astype(np.int64)
    taken = np.zeros((len(last), int(last.max(initial=0)) + 1), np.bool_)
    refused = task.wished["refused"].to_numpy()
    why = hold(board, meeting, place, wanted, taken, last, refused)
    kept = why == 0
    table[meeting[kept]] = wanted[kept]
    agreed[meeting[kept]] = stood["fixed"].fill_null(False).to_numpy()[kept]
    words = stood.select(
        "slot", "table", "participant_ids", "agreed", why=pl.Series([GONE[one] for one in why], dtype=pl.String)
    )
    gone = words.filter(pl.col("why") != "")
    wrong = gone.filter("agreed")
    if wrong.height:
        raise TimetableError("agreed meetings cannot be: " + "; ".join(map(_told, wrong.iter_rows(named=True))))
    return Stays(table, agreed, stood.height, gone.select(list(lost)))


def _told(row: dict[str, object]) -> str:
    ids = row["participant_ids"]
    named = ", ".join(ids) if isinstance(ids, list) else ""
    return f"{named} in slot {row['slot']} at table {row['table']}: {_SAID[str(row['why'])]}"


@entry
def hold(
    board: Board, meetings: Small, places: Small, tables: Whole, taken: Truth, last: Whole, refused: Truth
) -> Small:
    """Let each meeting stay in its slot, at its table; why not, as the number of a word of GONE."""
    why = np.zeros(len(meetings), np.int32)
    for row in range(len(meetings)):
        meeting, slot, table = meetings[row], places[row], tables[row]
        if meeting < 0 or slot < 0:
            why[row] = 1
        elif refused[meeting]:
            why[row] = 2
        elif board.when[meeting] >= 0:
            why[row] = 3
        else:
            for i in range(board.start[meeting], board.start[meeting + 1]):
                there = board.at[board.member[i], slot]
                if there == AWAY:
                    why[row] = 4
                elif there >= 0 and why[row] == 0:
                    why[row] = 5
            if why[row] == 0 and (table < 1 or table > last[slot] or taken[slot, table]):
                why[row] = 6
        if why[row] == 0:
            for i in range(board.start[meeting], board.start[meeting + 1]):
                board.at[board.member[i], slot] = meeting
            board.when[meeting] = slot
            board.load[slot] += 1
            board.held[meeting] = True
            taken[slot, table] = True
    return why
