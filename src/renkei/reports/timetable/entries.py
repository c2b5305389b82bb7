"""Who meets whom when, in the order in which people read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from renkei.engines.meetings import Timetable
from renkei.settings import Settings

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Entry:
    """A meeting as one of them sees it: whom it meets, its own wish (`mine`) and the others' (`theirs`; "": none)."""

    slot: str
    start: datetime
    end: datetime
    table: int
    hall: str
    others: tuple[str, ...]
    mine: str = ""
    theirs: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Person:
    """Who takes part, as shown to others."""

    id: str
    name: str
    about: str
    country: str


@dataclass(frozen=True)
class Forum:
    """What the pages of a forum show: `people`, each one's `entries`, the times each is away and why, all `slots`;
    `names` also of those who dropped out."""

    people: Mapping[str, Person]
    entries: Mapping[str, list[Entry]]
    away: Mapping[str, list[tuple[datetime, datetime, str]]]
    slots: Mapping[str, tuple[datetime, datetime]]
    names: Mapping[str, str]


def forum_of(found: Timetable, settings: Settings, tables: Tables, known: pl.DataFrame) -> Forum:
    """The forum that a timetable makes of its tables; `known` are the participants with those who dropped out."""
    length = settings.meetings.length
    slots = {
        slot: (start, end)
        for slot, start, end in tables["slots"].sort("start").select("slot", "start", "end").iter_rows()
    }
    meets = {
        slot: (start, start + timedelta(minutes=length) if length else end) for slot, (start, end) in slots.items()
    }
    entries: dict[str, list[Entry]] = {one: [] for one in tables["participants"]["participant_id"]}
    columns = ("slot", "table", "hall", "participant_ids", "wish", "fixed")
    for slot, table, hall, ids, wish, fixed in found.meetings.select(columns).iter_rows():
        said = _said(wish, len(ids))
        for place, one in enumerate(ids):
            others = tuple(other for other in ids if other != one)
            entries[one].append(Entry(slot, *meets[slot], table, hall, others, *said[place], bool(fixed)))
    names = dict(known.select("participant_id", "name").iter_rows())
    return Forum(_people(tables["participants"]), entries, _away(tables, slots), slots, names)


def _said(wish: str | None, members: int) -> list[tuple[str, str]]:
    """What each of them wished, and what the others did."""
    if wish is None:
        return [("", "")] * members
    one, _, two = wish.replace("-", "").partition("/")
    return [(one, two), (two, one)] if "/" in wish else [(one, one)] * members


def _people(participants: pl.DataFrame) -> dict[str, Person]:
    columns = ("participant_id", "name", "organisation", "country")
    rows = participants.select(columns).iter_rows()
    return {one: Person(one, name, organisation or "", country or "") for one, name, organisation, country in rows}


def _away(
    tables: Tables, slots: Mapping[str, tuple[datetime, datetime]]
) -> dict[str, list[tuple[datetime, datetime, str]]]:
    """When each person is away, slots that follow each other for one reason as one time."""
    found: dict[str, list[tuple[datetime, datetime, str]]] = {}
    if "unavailable" not in tables:
        return found
    rows = tables["unavailable"].select("participant_id", "slot", "ground").iter_rows()
    for one, slot, ground in sorted(rows, key=lambda row: slots[row[1]]):
        start, end = slots[slot]
        own = found.setdefault(one, [])
        if own and own[-1][1:] == (start, ground or ""):
            own[-1] = (own[-1][0], end, ground or "")
        else:
            own.append((start, end, ground or ""))
    return found


def days(entries: list[Entry]) -> Iterator[tuple[datetime, list[Entry]]]:
    """The entries of each day, in the order of time."""
    for day in sorted({entry.start.date() for entry in entries}):
        own = [entry for entry in entries if entry.start.date() == day]
        yield own[0].start, own
