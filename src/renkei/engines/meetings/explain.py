"""Who is left out, and why: the first reason that holds, from what nobody can change to what more tables would."""

import numpy as np
import polars as pl

from renkei.engines.meetings.board import AWAY, FREE, Board, Truth, Whole
from renkei.engines.meetings.task import Task

REASONS = ("refused", "away", "full", "clash", "tables")
NAMED = 5  # people without time left, in one row


def left_out(task: Task, board: Board) -> pl.DataFrame:
    """The wished meetings that do not take place, the most wished first: see `Timetable.left_out`."""
    out = np.flatnonzero((board.when < 0) & ((task.value > 0) | task.wished["refused"].to_numpy()))
    wished = task.wished[out]
    asked = wished.with_columns(why=pl.Series(_reasons(task, board, out), dtype=pl.String)).with_columns(
        _who(task, board, out)
    )
    ids = task.people
    names = asked["members"].explode(empty_as_null=False)
    listed = pl.DataFrame({"#": np.repeat(np.arange(len(out)), asked["members"].list.len()), "id": ids.gather(names)})
    lists = listed.group_by("#", maintain_order=True).agg("id")["id"]
    return asked.select(
        lists.alias("participant_ids") if len(out) else pl.lit(None, pl.List(pl.String)).alias("participant_ids"),
        "group_id",
        wish_of().alias("wish"),
        "value",
        "why",
        "who",
    ).sort("value", descending=True, maintain_order=True)


def wish_of() -> pl.Expr:
    """What each wished of the other, in one text: of the first, a slash, of the second; a group's word alone."""
    sides = [pl.col(name).fill_null("-") for name in ("wish_one", "wish_two")]
    both = pl.concat_str(*sides, separator="/")
    return pl.when(pl.col("group_id").is_not_null()).then("wish_one").when(pl.col("one").is_not_null()).then(both)


def _members(task: Task, out: Whole) -> tuple[Whole, Whole]:
    """The entries of `member` that belong to these meetings, and where each meeting's begin among them."""
    size = np.diff(task.start)[out]
    begin = np.cumsum(size) - size
    entries = np.repeat(task.start[out] - begin, size) + np.arange(int(size.sum()))
    return entries, begin


def together(task: Task, slots: Truth, out: Whole) -> Truth:
    """For each of these meetings and each slot, whether `slots` holds for all its members."""
    entries, begin = _members(task, out)
    if not len(out):
        return np.zeros((0, slots.shape[1]), np.bool_)
    return np.logical_and.reduceat(slots[task.member[entries]], begin, axis=0)


def _reasons(task: Task, board: Board, out: Whole) -> list[str]:
    there, free = together(task, board.at != AWAY, out), together(task, board.at == FREE, out)
    full = ~(board.at == FREE).any(axis=1)
    entries, begin = _members(task, out)
    booked = np.logical_or.reduceat(full[task.member[entries]], begin) if len(out) else np.zeros(0, np.bool_)
    tests = [task.wished["refused"].to_numpy()[out], ~there.any(axis=1), free.any(axis=1), booked]
    return np.select(tests, ["refused", "away", "tables", "full"], "clash").tolist()  # type: ignore[no-any-return]


def _who(task: Task, board: Board, out: Whole) -> pl.Series:
    """The members of each that have no time left."""
    full = ~(board.at == FREE).any(axis=1)
    entries, _ = _members(task, out)
    people = task.member[entries]
    owner = np.repeat(np.arange(len(out)), np.diff(task.start)[out])
    booked = full[people]
    rows = pl.DataFrame({"#": owner[booked], "id": task.people.gather(people[booked])}).group_by("#").agg("id")
    base = pl.DataFrame({"#": np.arange(len(out))}).join(rows, on="#", how="left", maintain_order="left")
    return base["id"].alias("who")
