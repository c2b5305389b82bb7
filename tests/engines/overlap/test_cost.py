"""Costs paid twice: the joins against a comparison of every row with every row, and what they say."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.overlap.cost import costs
from renkei.engines.overlap.finding import Finding
from renkei.engines.overlap.persons import known
from renkei.engines.overlap.portfolio import Portfolio, Sides
from tests.engines.overlap.making import cost, person, project, tables

FIRST = date(2026, 1, 1)
ITEMS = {"Laser": "laser", "LASER!": "laser", "laser, red": "laser red", "Postdoc": "postdoc", "装置": "装置", "—": "—"}
YEAR = {"start": "2026-04-01", "end": "2027-03-31"}


def found_in(left: Any, right: Any = None, most: int = 300) -> tuple[list[Finding], tuple[str, ...]]:
    sides = Sides(Portfolio.of(left), None if right is None else Portfolio.of(right))
    return costs(sides, known(sides.people, most), most)


def compared(sides: list[Any]) -> set[tuple[str, str]]:
    """Every row of a cost with every other: a day in common, and the same words or the same person."""
    rows = []
    for side, tables_of in enumerate(sides):
        own = {row["project_id"]: row for row in tables_of["projects"].to_dicts()}
        for row in tables_of["costs"].to_dicts():
            days = [row[name] or own[row["project_id"]][name] for name in ("start", "end")]
            if None not in days:
                spent = {days[0] + timedelta(days=at) for at in range((days[1] - days[0]).days + 1)}
                rows.append((side, row["project_id"], ITEMS[row["item"]], row["person_id"], spent))
    return {
        (a[1], b[1])
        for a in rows
        for b in rows
        if (a[1] < b[1] if len(sides) == 1 else (a[0], b[0]) == (0, 1))
        and (a[2] == b[2] or (a[3] is not None and a[3] == b[3]))
        and a[4] & b[4]
    }


some_day = st.one_of(st.none(), st.integers(0, 60).map(lambda at: FIRST + timedelta(days=at)))


@st.composite
def histories(draw: st.DrawFn, prefix: str) -> Any:
    projects = [
        project(f"{prefix}{at}", start=draw(some_day), end=draw(some_day)) for at in range(draw(st.integers(1, 4)))
    ]
    rows = [
        cost(
            one["project_id"],
            item,
            draw(st.sampled_from([None, 100, 200])),
            draw(st.sampled_from(["EUR", "JPY"])),
            start=draw(some_day),
            end=draw(some_day),
            person_id=draw(st.sampled_from([None, None, "1", "2"])),
        )
        for one in projects
        for item in ITEMS
        if draw(st.integers(0, 2)) == 0
    ]
    return tables(projects, [], rows)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.tuples(histories("A")), st.tuples(histories("A"), histories("B"))))
def test_the_joins_find_what_comparing_every_row_with_every_row_finds(sides: Any) -> None:
    assert {(one.left_id, one.right_id) for one in found_in(*sides)[0]} == compared(list(sides))


def test_each_amount_keeps_its_currency_and_the_days_in_common_are_told() -> None:
    left = tables([project("A", **YEAR)], [], [cost("A", "Electron microscope", 20_000_000, "EUR")])
    right = tables(
        [project("B", start="2027-01-01", end="2029-12-31")],
        [],
        [cost("B", "ELECTRON MICROSCOPE", 30_000_000, "JPY"), cost("B", "Travel")],
    )
    ((one,), _) = found_in(left, right)
    assert one.evidence == (
        "Electron microscope: EUR 200000.00 in A; JPY 30000000 in B; both 2027-01-01 to 2027-03-31",
    )


def test_a_persons_time_is_found_under_other_words_and_another_spelling_of_the_identifier() -> None:
    projects = [project("A", **YEAR), project("B", **YEAR)]
    people = [person("A", "https://orcid.org/0000-0002-1825-0097", "Josiah Carberry")]
    rows = [
        cost("A", "12 months of a researcher", 4_000_000, "EUR", person_id="https://orcid.org/0000-0002-1825-0097"),
        cost("B", "senior scientist", None, None, person_id="0000-0002-1825-0097"),
    ]
    ((one,), _) = found_in(tables(projects, people, rows))
    assert one.evidence[0].startswith("the time of https://orcid.org/0000-0002-1825-0097: 12 months of a researcher, ")
    assert "an amount not told in B; both 2026-04-01 to 2027-03-31" in one.evidence[0]


def test_what_is_rare_and_of_one_price_says_more() -> None:
    projects = [project(one, **YEAR) for one in "ABCDEFGH"]
    rows = [cost(one, "travel", 100, "EUR") for one in "ABCDEFGH"] + [cost("A", "cryostat"), cost("B", "cryostat")]
    found = {(one.left_id, one.right_id): one.strength for one in found_in(tables(projects, [], rows))[0]}
    assert found["A", "B"] > 2 * found["A", "C"] == pytest.approx(0.4)
    same = [cost("A", "cryostat", 5, "EUR"), cost("B", "cryostat", 5, "EUR"), cost("C", "cryostat", 5, "USD")]
    found = {(one.left_id, one.right_id): one.strength for one in found_in(tables(projects, [], same))[0]}
    assert found["A", "B"] > found["A", "C"]


def test_everybodys_words_make_no_pairs_and_are_named() -> None:
    projects = [project(f"P{at}", **YEAR) for at in range(9)]
    rows = [cost(one["project_id"], "Travel") for one in projects] + [cost("P1", "laser"), cost("P2", "laser")]
    found, crowded = found_in(tables(projects, [], rows), most=8)
    assert ([(one.left_id, one.right_id) for one in found], crowded) == ([("P1", "P2")], ("travel",))
