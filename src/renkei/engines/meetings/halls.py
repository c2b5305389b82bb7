"""Where tables stand: the first and last of each slot, the hall of each, the way between halls."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from renkei.engines.meetings.board import Whole
from renkei.engines.meetings.task import Frames, Task

STEP = 10  # metres to another table of the same hall


@dataclass(frozen=True)
class Halls:
    """`low`, `high`: the tables of each slot, numbered from 1 through all halls; `hall` of each table (0: no table);
    `metres` between halls, `names` of them."""

    low: Whole
    high: Whole
    hall: Whole
    metres: Whole
    names: tuple[str, ...]


def halls_of(frames: Frames, task: Task) -> Halls:
    """The halls of a forum; one without a name where no table `halls` says more."""
    frame = frames["halls"]
    slots = len(task.room)
    if frame.is_empty():
        tables = int(task.room.max(initial=0))
        hall = np.zeros(tables + 1, np.int64)
        return Halls(np.ones(slots, np.int64), task.room, hall, np.zeros((1, 1), np.int64), ("",))
    counts = frame["tables"].to_numpy().astype(np.int64)
    upto = np.cumsum(counts)
    number = {name: place for place, name in enumerate(frame["hall"])}
    own = [number.get(name, -1) for name in task.slots["hall"]]
    low = np.array([1 if one < 0 else upto[one] - counts[one] + 1 for one in own], np.int64)
    high = np.array([upto[-1] if one < 0 else upto[one] for one in own], np.int64)
    hall = np.concatenate([np.zeros(1, np.int64), np.repeat(np.arange(len(counts)), counts)])
    return Halls(low, high, hall, _metres(frame), tuple(frame["hall"]))


def _metres(frame: pl.DataFrame) -> Whole:
    east, north = (frame[name].fill_null(0).to_numpy().astype(np.float64) for name in ("east", "north"))
    far = np.hypot(east[:, None] - east[None, :], north[:, None] - north[None, :])
    return np.rint(far).astype(np.int64)
