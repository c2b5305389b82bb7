"""A forum: wishes, slots, groups and agreed meetings that cannot be, and whether there are tables at all."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.nearness import nearest_ids
from renkei.programme.source import Checked, Fault, Say, whole
from renkei.programme.sources import SETTINGS_FILE
from renkei.settings import Settings

_PERSON = "#person"


def check_forum(settings: Settings | None, tables: Mapping[str, Checked], unknown: frozenset[str]) -> Iterator[Defect]:
    """Everything about a forum that only shows within a column's meaning or across tables; tables that are `unknown`
    prove nothing."""
    if "wishes" in tables:
        yield from _wishes(tables["wishes"])
    if "slots" in tables:
        yield from _slots(settings, tables, unknown)
    for name in ("groups", "meetings"):
        if name in tables:
            yield from _who_meets(tables[name], tables, unknown)
    if "groups" in tables:
        fault = ("a group is three or more", "write two as wishes, or delete the row")
        yield from tables["groups"].faults("participant_ids", _size(tables["groups"]) < 3, fault)
    if "meetings" in tables:
        yield from _agreed(settings, tables, unknown)


def ready_to_meet(settings: Settings, tables: Mapping[str, pl.DataFrame]) -> Iterator[Defect]:
    """What a timetable lacks: tables to meet at."""
    halls = tables.get("halls")
    if settings.meetings.tables is None and halls is None:
        remedy = "write meetings: {tables: 40}, or the table halls"
        yield whole(SETTINGS_FILE, "how many tables there are is stated", remedy, "meetings.tables")


def _wishes(wishes: Checked) -> Iterator[Defect]:
    alone = wishes.frame["from_id"] == wishes.frame["to_id"]
    yield from wishes.faults(
        "to_id", alone, ("nobody wishes to meet himself or herself", "delete the row, or correct whom")
    )


def _slots(settings: Settings | None, tables: Mapping[str, Checked], unknown: frozenset[str]) -> Iterator[Defect]:
    slots = tables["slots"]
    start, end = slots.frame["start"], slots.frame["end"]
    yield from slots.faults("end", end <= start, ("a slot ends after it begins", "correct one of the two"))
    length = settings.meetings.length if settings is not None else None
    if length is not None:
        short = (end > start) & ((end - start).dt.total_minutes() < length)
        rule = say("a slot is as long as a meeting: {length} minutes", length=length)
        yield from slots.faults("end", short, (rule, "correct the slot, or length: under meetings:"))
    at = slots.frame.with_row_index("#").filter(end > start).sort("start", "end", "#")
    early = at.filter(pl.col("start") < pl.col("end").cum_max().shift())["#"]
    overlap = pl.int_range(slots.frame.height, eager=True).is_in(early.implode())
    fault = ("slots do not overlap", "correct the times: halls at the same time are one slot with more tables")
    yield from slots.faults("start", overlap, fault)
    if "halls" in tables and "halls" not in unknown:
        halls = tables["halls"].frame["hall"].drop_nulls()
        strange = slots.frame["hall"].is_not_null() & ~slots.frame["hall"].is_in(halls.implode())
        yield from slots.faults("hall", strange, ("a slot's hall is one in halls", "correct it, or add it to halls"))


def _size(table: Checked) -> pl.Series:
    return table.frame["participant_ids"].list.n_unique()


def _who_meets(table: Checked, tables: Mapping[str, Checked], unknown: frozenset[str]) -> Iterator[Defect]:
    """People who are not there, or who are named twice, in a cell of several."""
    cells = table.frame["participant_ids"]
    twice = cells.list.n_unique() < cells.list.len()
    yield from table.faults("participant_ids", twice, ("each participant is named once", "delete the repeated one"))
    if "participants" not in tables or "participants" in unknown:
        return
    known = tables["participants"].frame["participant_id"].drop_nulls().unique()
    each = cells.explode().drop_nulls().unique()
    strangers = each.filter(~each.is_in(known.implode()))
    if strangers.is_empty():
        return
    near = nearest_ids(strangers, known)
    wrong = cells.list.set_intersection(strangers.to_list()).list.len() > 0
    yield from table.faults("participant_ids", wrong, _stranger(set(strangers), near))


def _stranger(strangers: set[str], near: Mapping[str, str]) -> Say:
    def fault(cell: str) -> Fault:
        one = next((name.strip() for name in cell.split(";") if name.strip() in strangers), cell)
        if one in near:
            return say("{one} stands in participants", one=one), say("write {word}", word=near[one])
        return say("{one} stands in participants", one=one), "correct it, or add it to participants"

    return fault


def _agreed(settings: Settings | None, tables: Mapping[str, Checked], unknown: frozenset[str]) -> Iterator[Defect]:
    """Fixed meetings that cannot be: alone, refused, away, two at a time, more than tables."""
    meetings = tables["meetings"]
    rows = meetings.frame.with_row_index("#at").with_columns(pl.col("fixed").fill_null(False))
    fixed = rows.filter("fixed")
    if fixed.is_empty():
        return
    alone = ("at least two meet", "write both, separated by a semicolon, or delete the row")
    yield from meetings.faults("participant_ids", rows["fixed"] & (_size(meetings) < 2), alone)
    yield from _tables(settings, tables, fixed, unknown)
    each = (
        fixed.select("#at", "slot", pl.col("participant_ids").list.unique().alias(_PERSON))
        .explode(_PERSON)
        .drop_nulls()
    )
    yield from _faults(
        meetings, "slot", _twice(each), ("nobody has two meetings in a slot", "move one of the two, or unfix it")
    )
    if "unavailable" in tables:
        away = tables["unavailable"].frame.select(pl.col("participant_id").alias(_PERSON), "slot").drop_nulls()
        at = each.join(away, on=[_PERSON, "slot"], how="semi")["#at"]
        fault = ("who meets is there in that slot", "move the meeting, or correct unavailable")
        yield from _faults(meetings, "participant_ids", at, fault)
    if "wishes" in tables:
        fault = ("nobody in a meeting refuses another", "delete the meeting, or the no in wishes")
        yield from _faults(meetings, "participant_ids", _refused(each, tables["wishes"].frame), fault)


def _faults(meetings: Checked, column: str, at: pl.Series, say: Say) -> Iterator[Defect]:
    where = pl.int_range(meetings.frame.height, eager=True).is_in(at.cast(pl.Int64).unique().implode())
    yield from meetings.faults(column, where, say)


def _twice(each: pl.DataFrame) -> pl.Series:
    """The rows of whoever has a second meeting in a slot."""
    return each.filter(pl.struct(_PERSON, "slot").is_duplicated())["#at"]


def _refused(each: pl.DataFrame, wishes: pl.DataFrame) -> pl.Series:
    no = wishes.filter(pl.col("wish") == "no").select("from_id", "to_id")
    pairs = each.join(each, on="#at", suffix="_2")
    return pairs.join(no, left_on=[_PERSON, f"{_PERSON}_2"], right_on=["from_id", "to_id"], how="semi")["#at"]


def _tables(
    settings: Settings | None, tables: Mapping[str, Checked], fixed: pl.DataFrame, unknown: frozenset[str]
) -> Iterator[Defect]:
    """Fixed meetings at a table that there is not, and more of them in a slot than tables."""
    count = settings.meetings.tables if settings is not None else None
    if "halls" in tables:
        count = None if "halls" in unknown else int(tables["halls"].frame["tables"].sum())
    if count is None:
        return
    meetings = tables["meetings"]
    rule = say("a table is from 1 to {tables}", tables=count)
    at = fixed.filter(pl.col("table") > count)["#at"]
    yield from _faults(meetings, "table", at, (rule, "correct it, or the number of tables"))
    crowded = fixed.filter(pl.len().over("slot") > count)["#at"]
    rule = say("no more meetings are fixed in a slot than there are tables: {tables}", tables=count)
    yield from _faults(meetings, "slot", crowded, (rule, "unfix or move some, or correct the number of tables"))
