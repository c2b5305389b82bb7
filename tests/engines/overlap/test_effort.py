"""Effort over a full year: the sweep against a walk through all days, months reported, and what is not known."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.overlap.effort import concentrations, efforts, table
from renkei.engines.overlap.finding import Finding
from renkei.engines.overlap.persons import known
from renkei.engines.overlap.portfolio import Portfolio, Sides
from renkei.tables import CONCENTRATIONS
from tests.engines.overlap.making import person, project, tables

FIRST = date(2026, 1, 1)
DAYS = 120


def found_in(left: Any, right: Any = None) -> tuple[list[Finding], Any]:
    sides = Sides(Portfolio.of(left), None if right is None else Portfolio.of(right))
    held = concentrations(known(sides.people, 300))
    return list(efforts(sides, held)), table(held)


def walked(sides: list[Any]) -> tuple[set[tuple[str, str]], dict[tuple[str, date], Decimal]]:
    """The pairs and the sums over 1 by person and day: every day, every row, nothing clever."""
    own = [{row["project_id"]: row for row in side["projects"].to_dicts()} for side in sides]
    pairs, sums = set(), {}
    for at in range(DAYS + 40):
        today = FIRST + timedelta(days=at)
        held: dict[str, dict[tuple[int, str], Decimal]] = defaultdict(dict)
        for side, tables_of in enumerate(sides):
            for row in tables_of["people"].to_dicts():
                begins = row["start"] or own[side][row["project_id"]]["start"]
                ends = row["end"] or own[side][row["project_id"]]["end"]
                if row["effort"] and begins and ends and begins <= today <= ends:
                    held[row["person_id"]][side, row["project_id"]] = row["effort"]
        for who, shares in held.items():
            if sum(shares.values()) <= 1:
                continue
            sums[who, today] = sum(shares.values())
            for (a, left), (b, right) in product(shares, shares):
                if (len(sides) == 1 and left < right) or (len(sides) == 2 and (a, b) == (0, 1)):
                    pairs.add((left, right))
    return pairs, sums


some_day = st.one_of(st.none(), st.integers(0, DAYS).map(lambda at: FIRST + timedelta(days=at)))
efforts_told = st.one_of(st.none(), st.sampled_from(["0", "0.1", "0.333333", "0.5", "0.666667", "0.666668", "1"]))


@st.composite
def histories(draw: st.DrawFn, prefix: str) -> Any:
    projects = [
        project(f"{prefix}{at}", start=draw(some_day), end=draw(some_day))  # type: ignore[arg-type]
        for at in range(draw(st.integers(1, 4)))
    ]
    people = [
        person(one["project_id"], f"person-{who}", effort=draw(efforts_told), start=draw(some_day), end=draw(some_day))
        for one in projects
        for who in range(3)
        if draw(st.booleans())
    ]
    return tables(projects, people)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.tuples(histories("A")), st.tuples(histories("A"), histories("B"))))
def test_the_sweep_finds_what_a_walk_through_all_days_finds(sides: Any) -> None:
    pairs, sums = walked(list(sides))
    findings, stretches = found_in(*sides)
    assert {(one.left_id, one.right_id) for one in findings} == pairs
    told = {
        (row["person_id"], row["start"] + timedelta(days=at)): row["effort"]
        for row in stretches.to_dicts()
        for at in range((row["end"] - row["start"]).days + 1)
    }
    assert told == sums


def test_three_shares_of_a_third_are_no_more_than_a_year_and_a_millionth_more_is() -> None:
    year = {"start": "2026-04-01", "end": "2027-03-31"}
    projects = [project(one, **year) for one in "ABC"]
    fits = [
        person("A", "1", effort="0.333333"),
        person("B", "1", effort="0.333333"),
        person("C", "1", effort="0.333334"),
    ]
    assert found_in(tables(projects, fits))[0] == []
    over = [*fits[:2], person("C", "1", effort="0.333335")]
    found, held = found_in(tables(projects, over))
    assert [(one.left_id, one.right_id) for one in found] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert held["effort"].to_list() == [Decimal("1.000001")]


def test_it_is_told_from_when_to_when_with_projects_and_sums() -> None:
    projects = [project("A", start="2026-04-01", end="2027-03-31"), project("B", start="2026-10-01", end="2027-09-30")]
    people = [person("A", "77", "Hanako Tanaka", effort="0.7"), person("B", "77", effort="0.6", end="2026-12-31")]
    (one,), held = found_in(tables(projects, people))
    assert one.evidence == ("Hanako Tanaka (77): 130 % from 2026-10-01 to 2026-12-31 (A 70 %, B 60 %)",)
    assert held.to_dicts() == [
        {
            "person_id": "77",
            "name": "Hanako Tanaka",
            "start": date(2026, 10, 1),
            "end": date(2026, 12, 31),
            "effort": Decimal("1.3"),
            "projects": ["A 70 %", "B 60 %"],
            "person_ids": None,
        }
    ]
    assert held.schema == CONCENTRATIONS.schema


def test_who_hands_over_in_the_middle_of_a_month_holds_no_two_full_shares() -> None:
    projects = [project("A", start="2026-04-01", end="2026-06-15"), project("B", start="2026-06-16", end="2026-12-31")]
    assert found_in(tables(projects, [person("A", "1", effort="1"), person("B", "1", effort="1")]))[0] == []


def test_an_effort_that_is_not_known_is_neither_zero_nor_anything() -> None:
    year = {"start": "2026-04-01", "end": "2027-03-31"}
    people = [person("A", "1", effort="0.9"), person("B", "1"), person("C", "1", effort="0.2")]
    found, _ = found_in(tables([project(one, **year) for one in "ABC"], people))
    assert [(one.left_id, one.right_id) for one in found] == [("A", "C")]


def test_one_person_under_two_agencies_numbers_is_found_by_name_and_organisation() -> None:
    year = {"start": "2026-04-01", "end": "2027-03-31"}
    left = tables([project("A", **year)], [person("A", "a7", "Hanako Tanaka", "Tohoku University", effort="0.8")])
    right = tables([project("B", **year)], [person("B", "x-1", "Tanaka, Hanako", "University of Tohoku", effort="0.4")])
    (one,), held = found_in(left, right)
    assert one.evidence == ("Hanako Tanaka (a7, x-1): 120 % from 2026-04-01 to 2027-03-31 (A 80 %, B 40 %)",)
    assert held["person_ids"].to_list() == [["a7", "x-1"]]


def test_an_initial_that_may_be_two_people_joins_nobody() -> None:
    year = {"start": "2026-04-01", "end": "2027-03-31"}
    names = [("1", "J. Smith"), ("2", "John Smith"), ("3", "Jane Smith")]
    projects = [project(one, **year) for one, _ in names]
    people = [person(one, one, name, "Aalto University", effort="0.6") for one, name in names]
    assert found_in(tables(projects, people))[0] == []


def test_a_last_day_at_the_end_of_all_days_is_one_like_another() -> None:
    days = {"start": "2026-04-01", "end": "9999-12-31"}
    people = [person("A", "1", effort="0.9"), person("B", "1", effort="0.2")]
    assert len(found_in(tables([project("A", **days), project("B", **days)], people))[0]) == 1
