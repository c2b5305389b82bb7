"""The forum in whole numbers: people, slots, and the meetings that somebody wishes, with what each is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from renkei.engines.meetings.board import AWAY, FREE, Board, Small, Truth, Whole
from renkei.engines.meetings.options import AGREED, WORTH, TimetableError, TimetableOptions

Frames = Mapping[str, pl.DataFrame]
NO = "no"


@dataclass(frozen=True)
class Task:
    """`people`: participant_id in the order of their numbers; `slots`: the table in the order of time.

    `wished`: a row for each meeting that somebody wishes, pairs first: `one` and `two` (numbers; null for a group),
    what each said (`wish_one`, `wish_two`), `group_id`, `members`, `value`, and whether one said no (`refused`).
    A meeting's members are `member[start[m]:start[m + 1]]`, `own` says whether it is that member's own wish.
    `away[person, slot]`; `room[slot]` tables; `stretch[slot]`: slots that follow each other without a break share one.
    """

    people: pl.Series
    slots: pl.DataFrame
    wished: pl.DataFrame
    start: Whole
    member: Small
    own: Truth
    value: Whole
    away: Truth
    room: Whole
    stretch: Whole

    @property
    def persons(self) -> int:
        """How many take part."""
        return len(self.people)

    def owner(self) -> Whole:
        """The meeting of each entry of `member`."""
        return np.repeat(np.arange(len(self.value)), np.diff(self.start))

    def board(self) -> Board:
        """A board on which nobody meets anybody yet."""
        at = np.where(self.away, AWAY, FREE).astype(np.int32)
        return Board(
            at,
            np.full(len(self.value), -1, np.int32),
            np.zeros(len(self.room), np.int64),
            self.room,
            self.start,
            self.member,
            self.own,
            self.value,
            np.zeros(len(self.value), np.bool_),
        )


def task_of(frames: Frames, options: TimetableOptions) -> Task:
    """The task that the tables state; raises TimetableError where they state none."""
    people = frames["participants"]["participant_id"]
    slots = frames["slots"].sort("start", "slot")
    if slots.is_empty():
        raise TimetableError("the forum has no slot: write slots")
    wished = _wished(frames, people)
    start, member, own = _members(wished)
    return Task(
        *(people, slots, wished, start, member, own),
        wished["value"].to_numpy().astype(np.int64),
        _away(frames, people, slots),
        _room(frames, slots, options),
        stretches(slots),
    )


def with_wished(task: Task, strangers: list[tuple[int, ...]]) -> Task:
    """The task with a meeting of each of these more that nobody wishes."""
    schema = {name: task.wished.schema[name] for name in ("members", "value", "refused")}
    rows = [{"members": list(members), "value": 0, "refused": False} for members in strangers]
    wished = pl.concat([task.wished, pl.DataFrame(rows, schema=schema)], how="diagonal")
    start, member, own = _members(wished)
    return replace(
        task, wished=wished, start=start, member=member, own=own, value=wished["value"].to_numpy().astype(np.int64)
    )


def numbers(ids: pl.Series, known: pl.Series) -> pl.Series:
    """The number of each identifier, its place in `known`; null for a stranger."""
    places = pl.DataFrame({"id": known, "#": pl.int_range(len(known), eager=True, dtype=pl.Int32)})
    return pl.DataFrame({"id": ids}).join(places, on="id", how="left", maintain_order="left")["#"]


def stretches(slots: pl.DataFrame) -> Whole:
    """The number of the stretch of each slot: a new one begins where a slot does not begin when the last one ended."""
    broken = slots.select((pl.col("start") != pl.col("end").shift()).fill_null(False).cum_sum())
    return broken.to_series().to_numpy().astype(np.int64)


def _wished(frames: Frames, people: pl.Series) -> pl.DataFrame:
    wishes = frames["wishes"]
    sides = pl.DataFrame(
        [numbers(wishes["from_id"], people).alias("from"), numbers(wishes["to_id"], people).alias("to"), wishes["wish"]]
    ).drop_nulls()
    forward = pl.col("from") < pl.col("to")
    low, high = pl.min_horizontal("from", "to").alias("one"), pl.max_horizontal("from", "to").alias("two")
    said = sides.with_columns(low, high, forward.alias("forward"))
    key = ["one", "two"]
    pairs = (
        said.filter("forward")
        .select(*key, pl.col("wish").alias("wish_one"))
        .join(
            said.filter(~pl.col("forward")).select(*key, pl.col("wish").alias("wish_two")),
            on=key,
            how="full",
            coalesce=True,
        )
        .sort(key)
    )
    worth = [pl.col(name).replace_strict(WORTH, default=0, return_dtype=pl.Int64) for name in ("wish_one", "wish_two")]
    agreed = pl.when((worth[0] > 0) & (worth[1] > 0)).then(AGREED).otherwise(1)
    refused = (pl.col("wish_one").eq_missing(NO) | pl.col("wish_two").eq_missing(NO)).alias("refused")
    pairs = pairs.with_columns(
        pl.lit(None, pl.String).alias("group_id"),
        pl.concat_list(*key).alias("members"),
        ((worth[0] + worth[1]) * agreed).alias("value"),
        refused,
    )
    return pl.concat([pairs, _groups(frames, people, pairs)], how="diagonal")


def _groups(frames: Frames, people: pl.Series, pairs: pl.DataFrame) -> pl.DataFrame:
    """Groups as meetings of the same shape; one with two in it of whom one refuses the other is refused."""
    groups = frames["groups"]
    refused = set(pairs.filter("refused").select("one", "two").iter_rows())
    rows = []
    for group, ids, wish in groups.select("group_id", "participant_ids", "wish").iter_rows():
        members = sorted(set(numbers(pl.Series(ids, dtype=pl.String), people).drop_nulls().to_list()))
        no = any((a, b) in refused for a in members for b in members if a < b)
        worth = AGREED * WORTH[wish or "would"] * len(members)
        rows.append({"group_id": group, "members": members, "value": worth, "refused": no, "wish_one": wish or "would"})
    schema = {name: pairs.schema[name] for name in ("group_id", "members", "value", "refused", "wish_one")}
    return pl.DataFrame(rows, schema=schema)


def _members(wished: pl.DataFrame) -> tuple[Whole, Small, Truth]:
    lengths = wished["members"].list.len().to_numpy().astype(np.int64)
    start = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    member = wished["members"].explode(empty_as_null=False).to_numpy().astype(np.int32)
    asked = (
        pl.col("wish_one").is_in(list(WORTH)).fill_null(False),
        pl.col("wish_two").is_in(list(WORTH)).fill_null(False),
    )
    own = wished.select(
        pl.when(pl.col("group_id").is_null() & pl.col("one").is_not_null())
        .then(pl.concat_list(*asked))
        .otherwise(pl.col("group_id").is_not_null().repeat_by(pl.col("members").list.len()))
    ).to_series()
    return start, member, own.explode(empty_as_null=False).to_numpy().astype(np.bool_)


def _away(frames: Frames, people: pl.Series, slots: pl.DataFrame) -> Truth:
    away = np.zeros((len(people), slots.height), np.bool_)
    rows = frames["unavailable"]
    where = pl.DataFrame(
        [numbers(rows["participant_id"], people).alias("p"), numbers(rows["slot"], slots["slot"]).alias("s")]
    )
    where = where.drop_nulls()
    away[where["p"].to_numpy(), where["s"].to_numpy()] = True
    return away


def _room(frames: Frames, slots: pl.DataFrame, options: TimetableOptions) -> Whole:
    """How many tables each slot has: those of its hall, else all."""
    halls = dict(frames["halls"].select("hall", "tables").iter_rows())
    everywhere = sum(halls.values()) if halls else options.meetings.tables
    if everywhere is None:
        raise TimetableError(
            "how many tables there are is not stated: write meetings: {tables: 40}, or the table halls"
        )
    return np.array([halls.get(hall, everywhere) for hall in slots["hall"]], np.int64)
