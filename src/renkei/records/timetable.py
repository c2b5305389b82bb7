"""Whether anybody's meetings hold: a check that knows no engine and no solver, only the tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import polars as pl

from renkei.settings import Settings

WORTH = {"must": 3, "would": 1}  # of one side's wish; twice the sum where every side wishes it
Tables = Mapping[str, pl.DataFrame]
Wishes = Mapping[tuple[str, str], str]


def faults(settings: Settings, tables: Tables, meetings: pl.DataFrame) -> Iterator[str]:
    """Everything that does not hold, each in a sentence: who is not there or away, who meets twice at a time, refusals,
    tables taken twice or that there are not, pairs that meet again, and fixed meetings that are missing."""
    rows = [(n, slot, table, ids or []) for n, (slot, table, ids) in enumerate(_columns(meetings), start=1)]
    people, low_high = set(tables["participants"]["participant_id"]), _tables_of(settings, tables)
    away, wishes = _away(tables), _wishes(tables)
    busy: dict[tuple[str, str], list[int]] = defaultdict(list)
    taken: dict[tuple[str, int], list[int]] = defaultdict(list)
    met: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, slot, table, ids in rows:
        said = f"meeting {number}"
        if slot not in low_high:
            yield f"{said}: there is no slot {slot}"
            continue
        low, high = low_high[slot]
        if not low <= table <= high:
            yield f"{said}: slot {slot} has tables {low} to {high}, not {table}"
        if len(set(ids)) < 2 or len(set(ids)) < len(ids):
            yield f"{said}: at least two different people meet, not {', '.join(ids)}"
        taken[slot, table].append(number)
        met[frozenset(ids)].append(number)
        for one in sorted(set(ids)):
            busy[one, slot].append(number)
            if one not in people:
                yield f"{said}: {one} does not take part"
            if (one, slot) in away:
                yield f"{said}: {one} is away in slot {slot}"
            for other in sorted(set(ids) - {one}):
                if wishes.get((one, other)) == "no":
                    yield f"{said}: {one} says no to {other}"
    yield from (
        f"{one} has meetings {_listed(own)} in slot {slot}" for (one, slot), own in busy.items() if len(own) > 1
    )
    yield from (
        f"table {table} has meetings {_listed(own)} in slot {slot}"
        for (slot, table), own in taken.items()
        if len(own) > 1
    )
    yield from (f"{', '.join(sorted(who))} meet again: {_listed(own)}" for who, own in met.items() if len(own) > 1)
    yield from _missing(tables, {(slot, table, frozenset(ids)) for _, slot, table, ids in rows})


def worth(tables: Tables, meetings: pl.DataFrame) -> int:
    """What the meetings are worth by the wishes of those who meet."""
    wishes, groups = _wishes(tables), _groups(tables)
    total = 0
    for _, _, ids in _columns(meetings):
        who = frozenset(ids or [])
        if who in groups:
            total += 2 * WORTH[groups[who]] * len(who)
        elif len(who) == 2:
            one, two = who
            sides = [WORTH.get(wishes.get(pair, ""), 0) for pair in ((one, two), (two, one))]
            total += sum(sides) * (2 if all(sides) else 1)
    return total


def _columns(meetings: pl.DataFrame) -> Iterator[tuple[str, int, list[str] | None]]:
    yield from meetings.select("slot", "table", "participant_ids").iter_rows()


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def _wishes(tables: Tables) -> Wishes:
    return {(one, two): wish for one, two, wish in tables["wishes"].select("from_id", "to_id", "wish").iter_rows()}


def _groups(tables: Tables) -> dict[frozenset[str], str]:
    if "groups" not in tables:
        return {}
    rows = tables["groups"].select("participant_ids", "wish").iter_rows()
    return {frozenset(ids): wish or "would" for ids, wish in rows}


def _away(tables: Tables) -> set[tuple[str, str]]:
    if "unavailable" not in tables:
        return set()
    return set(tables["unavailable"].select("participant_id", "slot").iter_rows())


def _tables_of(settings: Settings, tables: Tables) -> dict[str, tuple[int, int]]:
    """The first and the last table of each slot."""
    counts = dict(tables["halls"].select("hall", "tables").iter_rows()) if "halls" in tables else {}
    upto, ranges = 0, {}
    for hall, count in counts.items():
        ranges[hall] = (upto + 1, upto + count)
        upto += count
    every = (1, upto if counts else settings.meetings.tables or 0)
    return {slot: ranges.get(hall, every) for slot, hall in tables["slots"].select("slot", "hall").iter_rows()}


def _missing(tables: Tables, there: set[tuple[str, int, frozenset[str]]]) -> Iterator[str]:
    if "meetings" not in tables:
        return
    fixed = tables["meetings"].filter(pl.col("fixed"))
    for slot, table, ids in _columns(fixed):
        if (slot, table, frozenset(ids or [])) not in there:
            yield f"{', '.join(ids or [])} meet in slot {slot} at table {table}, which is fixed, and do not here"
