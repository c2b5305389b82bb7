"""The check of anybody's meetings says everything that does not hold, and nothing else."""

import polars as pl
import pytest

from renkei.records.timetable import faults, worth
from renkei.tables import MEETINGS
from tests.engines.meetings.reference import Case

CASE = Case(
    5,
    2,
    2,
    {(0, 1): "must", (1, 0): "would", (2, 3): "would", (3, 4): "no"},
    frozenset({(2, 1)}),
    groups=(((0, 2, 3), "would"),),
)
GOOD = [("S0", 1, ["P0", "P1"]), ("S0", 2, ["P2", "P3"])]


def meetings(rows: list[tuple[str, int, list[str]]]) -> pl.DataFrame:
    own = [{"slot": slot, "table": table, "participant_ids": ids} for slot, table, ids in rows]
    return pl.DataFrame(own, schema=MEETINGS.schema)


def said(rows: list[tuple[str, int, list[str]]], case: Case = CASE) -> list[str]:
    return list(faults(case.settings, case.frames(), meetings(rows)))


def test_meetings_that_hold_have_no_fault_and_their_worth() -> None:
    assert said(GOOD) == []
    assert worth(CASE.frames(), meetings(GOOD)) == 8 + 1
    assert worth(CASE.frames(), meetings([("S0", 1, ["P3", "P0", "P2"])])) == 6


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("S9", 1, ["P0", "P4"]), "there is no slot S9"),
        (("S1", 3, ["P0", "P4"]), "slot S1 has tables 1 to 2, not 3"),
        (("S1", 1, ["P4"]), "at least two different people meet"),
        (("S1", 1, ["P4", "P4"]), "at least two different people meet"),
        (("S1", 1, ["P4", "P9"]), "P9 does not take part"),
        (("S1", 1, ["P2", "P4"]), "P2 is away in slot S1"),
        (("S1", 1, ["P3", "P4"]), "P3 says no to P4"),
        (("S0", 2, ["P1", "P4"]), "P1 has meetings 1, 3 in slot S0"),
        (("S0", 2, ["P4", "P9"]), "table 2 has meetings 2, 3 in slot S0"),
        (("S1", 1, ["P1", "P0"]), "P0, P1 meet again: 1, 3"),
    ],
)
def test_a_fault_is_said(row: tuple[str, int, list[str]], words: str) -> None:
    assert any(words in fault for fault in said([*GOOD, row]))


def test_all_faults_are_said_at_once() -> None:
    assert len(said([*GOOD, ("S1", 7, ["P2", "P2"]), ("S0", 1, ["P3", "P4"])])) == 6


def test_a_fixed_meeting_that_is_missing_is_said() -> None:
    case = Case(3, 1, 1, {}, fixed=((0, 1, (0, 2)),))
    assert "P0, P2 meet in slot S0 at table 1, which is fixed, and do not here" in said([], case)
