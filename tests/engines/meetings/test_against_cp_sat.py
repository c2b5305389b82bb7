"""Small forums beside CP-SAT's best, and beside a check that knows no solver."""

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.meetings import Timetable
from tests.engines.meetings.reference import Case, cases


@settings(max_examples=80, deadline=None)
@given(cases())
def test_no_timetable_is_worth_more_and_the_bound_says_so(case: Case) -> None:
    found = case.made()
    assert case.faults(found) == []
    assert found.figures.value == case.worth(found) == found.figures.bound == case.best()


@settings(max_examples=30, deadline=None)
@given(cases())
def test_the_bound_holds_without_branch_and_bound_too(case: Case) -> None:
    found = case.made(exact=0)
    assert case.faults(found) == []
    assert found.figures.value <= case.best() <= found.figures.bound


@settings(max_examples=30, deadline=None)
@given(cases(), st.data())
def test_whoever_drops_out_takes_only_the_own_meetings_along(case: Case, data: st.DataObject) -> None:
    before = case.made()
    gone = data.draw(st.integers(0, case.people - 1))
    wishes = {pair: wish for pair, wish in case.wishes.items() if gone not in pair}
    left = tuple(one for one in case.fixed if gone not in one[2])
    groups = tuple(one for one in case.groups if gone not in one[0])
    away = frozenset((one, slot) for one in [gone] for slot in range(case.slots)) | case.away
    after = Case(case.people, case.slots, case.tables, wishes, away, groups, left, case.breaks)
    found = after.made(before.meetings)
    assert after.faults(found) == []
    stood = {row for row in _rows(before) if f"P{gone}" not in row[2]}
    assert stood <= _rows(found)


def _rows(found: Timetable) -> set[tuple[str, int, tuple[str, ...]]]:
    columns = found.meetings.select("slot", "table", "participant_ids")
    return {(slot, table, tuple(ids)) for slot, table, ids in columns.iter_rows()}


@settings(max_examples=30, deadline=None)
@given(cases(), st.integers(0, 3))
def test_no_more_earlier_meetings_change_than_may(case: Case, changes: int) -> None:
    before = Case(case.people, case.slots, case.tables, {}, case.away, (), case.fixed).made()
    earlier = (
        Case(case.people, case.slots, case.tables, dict(list(case.wishes.items())[::2]), case.away).made().meetings
    )
    found = case.made(earlier, changes=changes)
    assert case.faults(found) == []
    assert before.figures.meetings == len(case.fixed)
    stay = found.figures.earlier - found.gone.height
    assert found.figures.kept >= stay - changes
    assert found.figures.value <= found.figures.bound
    assert found.figures.value >= case.made(earlier).figures.value or changes == 0


@settings(max_examples=10, deadline=None)
@given(cases())
def test_the_same_forum_and_seed_give_the_same_timetable(case: Case) -> None:
    one, two = case.made(), case.made()
    assert one.meetings.equals(two.meetings)
    assert one.left_out.equals(two.left_out)
