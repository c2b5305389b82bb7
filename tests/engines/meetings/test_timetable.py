"""What a forum is promised: colours of graphs as slots, evenness, waits, tables that people keep, reasons."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from renkei.engines.meetings import TimetableError, TimetableOptions, timetable
from renkei.exchange.made_up import ForumSize, made_up_forum
from renkei.forum import Meetings
from renkei.records.timetable import faults, worth
from tests.engines.meetings.reference import Case


def wishes_of(pairs: list[tuple[int, int]]) -> dict[tuple[int, int], str]:
    return dict.fromkeys(pairs, "would")


def busiest(pairs: list[tuple[int, int]]) -> int:
    return int(np.bincount(np.array(pairs).ravel()).max())


def drawn(seed: int, people: int, wishes: int) -> list[tuple[int, int]]:
    random, found = np.random.Generator(np.random.PCG64(seed)), set()
    while len(found) < wishes:
        one, two = sorted(random.integers(0, people, 2).tolist())
        if one != two:
            found.add((one, two))
    return sorted(found)


@pytest.mark.parametrize("seed", range(5))
def test_in_a_forum_of_two_sides_as_many_slots_as_the_busiest_has_wishes_are_enough(seed: int) -> None:
    pairs = [(one, 40 + two) for one, two in drawn(seed, 40, 300)]
    slots = busiest(pairs)
    found = Case(80, slots, -(-len(pairs) // slots), wishes_of(pairs)).made(exact=0)
    assert found.figures.meetings == len(pairs)
    assert found.figures.enough == slots


@pytest.mark.parametrize("seed", range(5))
def test_in_any_forum_one_slot_more_is_enough(seed: int) -> None:
    pairs = drawn(seed, 41, 300)
    slots = busiest(pairs) + 1
    found = Case(41, slots, 20, wishes_of(pairs)).made(exact=0)
    assert found.figures.meetings == len(pairs)
    assert found.figures.enough == slots


def test_the_theorems_are_not_claimed_where_somebody_is_away() -> None:
    assert Case(2, 2, 1, wishes_of([(0, 1)]), frozenset({(0, 0)})).made().figures.enough is None


def test_the_example_of_the_guide() -> None:
    ana, bo, cem, dee = range(4)
    wishes = {(ana, bo): "would", (bo, ana): "would", (ana, cem): "must", (dee, ana): "would", (dee, cem): "would"}
    found = Case(4, 2, 2, wishes, frozenset({(cem, 0)})).made()
    assert found.meetings.select("slot", "participant_ids").rows() == [("S0", ["P0", "P1"]), ("S1", ["P0", "P2"])]
    assert found.figures.value == found.figures.bound == 7
    assert sorted(found.left_out.select("participant_ids", "why", "who").rows()) == [
        (["P0", "P3"], "full", ["P0"]),
        (["P2", "P3"], "full", ["P2"]),
    ]


def test_agreed_wishes_come_first_then_a_must_then_a_would() -> None:
    wishes = {(0, 1): "would", (1, 0): "would", (0, 2): "must", (0, 3): "would"}
    met = [Case(4, slots, 9, wishes).made().meetings["participant_ids"].to_list() for slots in (1, 2, 3)]
    assert [sorted(one[1] for one in ids) for ids in met] == [["P1"], ["P1", "P2"], ["P1", "P2", "P3"]]


def test_of_equal_wishes_the_worse_served_has_the_time() -> None:
    wishes = wishes_of([(1, 0), (2, 0), (2, 3), (2, 4)])
    found = Case(5, 2, 9, wishes, frozenset({(0, 0)})).made()
    served = dict(found.people.select("participant_id", "met").iter_rows())
    assert (served["P1"], served["P2"]) == (1, 2)


def test_a_refusal_forbids_whatever_the_other_wishes() -> None:
    found = Case(2, 1, 1, {(0, 1): "must", (1, 0): "no"}).made()
    assert found.meetings.is_empty()
    assert found.left_out["why"].to_list() == ["refused"]


@pytest.mark.parametrize(
    ("case", "why", "who"),
    [
        (Case(2, 2, 1, wishes_of([(0, 1)]), frozenset({(0, 0), (1, 1)})), "away", None),
        (Case(3, 1, 2, {(0, 1): "must", (0, 2): "would"}), "full", ["P0"]),
        (Case(4, 1, 1, {(0, 1): "must", (2, 3): "would"}), "tables", None),
        (
            Case(4, 2, 9, {(0, 1): "would", (0, 2): "must", (1, 3): "must"}, frozenset({(2, 1), (3, 0)})),
            "clash",
            None,
        ),
    ],
)
def test_who_is_left_out_is_told_why(case: Case, why: str, who: list[str] | None) -> None:
    found = case.made()
    assert found.left_out.select("why", "who").rows() == [(why, who)]


def test_nobody_waits_where_meetings_can_follow_each_other() -> None:
    found = Case(4, 6, 9, wishes_of([(0, 1), (0, 2), (0, 3)])).made()
    assert found.figures.waits == 0


def test_a_break_is_no_wait() -> None:
    away = frozenset({(1, 0), (1, 2), (2, 0), (2, 1)})
    wishes = wishes_of([(0, 1), (0, 2), (0, 3)])
    case = Case(4, 3, 9, wishes_of([(0, 1), (0, 2)]), away | {(0, 0)}, breaks=frozenset({2}))
    assert case.made().figures.waits == 0
    assert replace(case, wishes=wishes).made().figures.waits == 0


def test_who_meets_all_day_keeps_a_table() -> None:
    found = Case(6, 5, 3, wishes_of([(0, one) for one in range(1, 6)])).made()
    assert found.meetings["table"].n_unique() == 1
    assert found.figures.moves == 0


def test_the_way_to_the_next_table_is_the_way_between_the_halls() -> None:
    case = Case(2, 2, 1)
    halls = pl.DataFrame({"hall": ["A", "B"], "tables": [1, 1], "east": [0, 30], "north": [0, 40]})
    frames = case.frames() | {"halls": halls}
    frames["slots"] = frames["slots"].with_columns(hall=pl.Series(["A", "B"]))
    groups = pl.DataFrame({"group_id": ["G1", "G2"], "participant_ids": [["P0", "P1"]] * 2, "wish": ["must"] * 2})
    people, wishes, slots = (frames.pop(name) for name in ("participants", "wishes", "slots"))
    found = timetable(people, wishes, slots, TimetableOptions(), **(frames | {"groups": groups}))
    assert found.meetings.select("table", "hall").rows() == [(1, "A"), (2, "B")]
    assert found.figures.metres == 2 * 50


def test_a_meeting_of_several_takes_the_time_of_all_of_them() -> None:
    found = Case(3, 1, 9, {(0, 1): "would"}, groups=(((0, 1, 2), "must"),)).made()
    assert found.meetings["participant_ids"].to_list() == [["P0", "P1", "P2"]]
    assert found.figures.value == 18


def test_what_is_fixed_stays_in_its_slot_at_its_table() -> None:
    case = Case(4, 3, 4, {(0, 1): "must", (0, 2): "must"}, fixed=((1, 3, (0, 3)),))
    rows = case.made().meetings.filter("fixed").select("slot", "table", "participant_ids").rows()
    assert rows == [("S1", 3, ["P0", "P3"])]


def test_fixed_meetings_that_cannot_be_are_all_named() -> None:
    case = Case(3, 1, 1, {}, frozenset({(2, 0)}), fixed=((0, 1, (0, 1)), (0, 2, (0, 2))))
    with pytest.raises(TimetableError, match="P0, P2 in slot S0 at table 2: one of them is away then"):
        case.made()


def test_a_late_arrival_is_met_later_and_nobody_else_moves() -> None:
    wishes = wishes_of([(0, 1), (2, 3)])
    before = Case(4, 3, 9, wishes).made()
    slot = before.meetings.filter(pl.col("participant_ids").list.contains("P0"))["slot"].item()
    late = Case(4, 3, 9, wishes, frozenset({(0, at) for at in range(int(slot[1:]) + 1)}))
    found = late.made(before.meetings)
    assert late.faults(found) == []
    assert found.figures.meetings == 2
    assert found.gone.select("participant_ids", "why").rows() == [(["P0", "P1"], "away")]
    assert found.meetings.filter("kept")["participant_ids"].to_list() == [["P2", "P3"]]


def test_a_walk_in_is_served_at_the_cost_of_one_change_and_no_more_where_one_may_change() -> None:
    before = Case(4, 1, 9, wishes_of([(0, 1)])).made()
    walk_in = Case(4, 1, 9, wishes_of([(0, 1)]) | {(2, 0): "must"})
    assert walk_in.made(before.meetings).figures.value == 1
    found = walk_in.made(before.meetings, changes=1)
    assert (found.figures.value, found.figures.moved, walk_in.faults(found)) == (3, 1, [])


def test_a_made_up_forum_is_served_to_the_bound_and_holds() -> None:
    settings, tables = made_up_forum(ForumSize(200, 2000, tables=55, sides=False))
    own = dict(tables)
    people, wishes, slots = (own.pop(name) for name in ("participants", "wishes", "slots"))
    found = timetable(people, wishes, slots, TimetableOptions(settings.meetings), **own)
    assert list(faults(settings, tables, found.meetings)) == []
    assert worth(tables, found.meetings) == found.figures.value
    assert found.figures.value >= 0.995 * found.figures.bound


def test_with_few_tables_every_one_is_taken_in_every_slot() -> None:
    _, tables = made_up_forum(ForumSize(200, 2000))
    own = dict(tables)
    people, wishes, slots = (own.pop(name) for name in ("participants", "wishes", "slots"))
    found = timetable(people, wishes, slots, TimetableOptions(Meetings(14)), **own)
    assert found.figures.meetings == found.figures.places == 14 * 40
    assert found.figures.value >= 0.99 * found.figures.bound
