"""What holds of every portfolio: nothing is lost, nothing hangs on the order of rows, cells are as defined."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise, product

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.coordination import Coordination, CoordinationOptions, coordinate
from renkei.tables import PROGRAMMES, PROJECTS, STAGES
from tests.engines.coordination.rows import programme, project, table

maybe = lambda *choices: st.sampled_from([None, *choices])  # noqa: E731
cells = st.fixed_dictionaries(
    {
        "field": maybe("optics", "Optics", "rice"),
        "region": maybe("North", "South"),
        "stage": maybe(*STAGES),
        "currency": st.sampled_from(["JPY", "EUR"]),
    }
)
amounts = st.one_of(st.none(), st.integers(0, 1000))
days = st.dates(date(2022, 1, 1), date(2026, 12, 31))
TITLES = ("solid batteries", "safer solid batteries", "rice pests", "pests of rice")


@st.composite
def programmes(draw):
    many = draw(st.integers(0, 12))
    return [
        programme(
            f"P{at}",
            draw(maybe("A", "B", "C")),
            draw(amounts),
            fiscal_year=draw(maybe(2023, 2024, 2025)),
            title=draw(st.sampled_from(TITLES)),
            **{},
        )
        | draw(cells)
        for at in range(many)
    ]


@st.composite
def projects(draw):
    found = []
    for at in range(draw(st.integers(0, 8))):
        start = draw(st.one_of(st.none(), days))
        end = start + timedelta(days=draw(st.integers(0, 900))) if start and draw(st.booleans()) else None
        own = {"start": start, "end": end, "status": draw(maybe("running", "applied"))}
        found.append(
            project(f"Q{at}", draw(maybe("A", "B")), draw(amounts), title=draw(st.sampled_from(TITLES)))
            | draw(cells)
            | own
        )
    return found


def found_of(ours, theirs) -> Coordination:
    tables = {"programmes": table(PROGRAMMES, ours), "projects": table(PROJECTS, theirs)}
    return coordinate(tables, CoordinationOptions(month=4))


def sums(rows, amount):
    found = Counter()
    for row in rows:
        if row[amount] is not None:
            found[row["currency"]] += row[amount]
    return +found


@settings(deadline=None, max_examples=60)
@given(programmes(), projects())
def test_cells_add_up_to_the_tables(ours, theirs):
    found = found_of(ours, theirs).cells
    of = pl.col("level") == "programme"
    assert sums(found.filter(of).iter_rows(named=True), "amount") == sums(ours, "budget")
    assert sums(found.filter(~of).iter_rows(named=True), "amount") == sums(theirs, "amount")
    assert set(found["ids"].explode().drop_nulls()) == {
        row.get("programme_id", row.get("project_id")) for row in ours + theirs
    }


@settings(deadline=None, max_examples=30)
@given(programmes(), projects(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(ours, theirs, random):
    first = found_of(ours, theirs)
    random.shuffle(ours)
    random.shuffle(theirs)
    again = found_of(ours, theirs)
    for name in ("placed", "cells", "overlaps", "similar", "complements", "gaps", "themes", "members"):
        assert getattr(first, name).equals(getattr(again, name)), name


def served(ours):
    """(Field, region, stage, year) → agencies, written a second time from the definition."""
    stated = {name: any(row[name] is not None for row in ours) for name in ("region", "stage")}
    found = {}
    for row in ours:
        known = all(row[name] is not None for name in ("agency", "field", "fiscal_year"))
        known = known and all(row[name] is not None or not stated[name] for name in stated)
        if known and row["budget"] != 0:
            cell = (row["field"].lower(), row["region"], row["stage"], row["fiscal_year"])
            found.setdefault(cell, set()).add(row["agency"])
    return found


def cell_of(row):
    return row["field"].lower(), row["region"], row["stage"], row["fiscal_year"]


@settings(deadline=None, max_examples=60)
@given(programmes())
def test_overlaps_are_the_cells_with_two_agencies_or_more(ours):
    found = {cell_of(row): row["agencies"] for row in found_of(ours, []).overlaps.iter_rows(named=True)}
    assert found == {cell: len(agencies) for cell, agencies in served(ours).items() if len(agencies) > 1}


@settings(deadline=None, max_examples=60)
@given(programmes())
def test_gaps_are_the_open_cells_beside_served_ones(ours):
    there = served(ours)
    regions = {cell[1] for cell in there} - {None}
    found = set()
    beside = {*pairwise(STAGES), *((two, one) for one, two in pairwise(STAGES))}
    every = product(
        {cell[0] for cell in there}, {cell[1] for cell in there}, {*STAGES, None}, {2022, 2023, 2024, 2025, 2026}
    )
    for field, region, stage, year in every:
        near = any((field, region, one, year) in there for one, two in beside if two == stage)
        around = (field, region, stage, year - 1) in there and (field, region, stage, year + 1) in there
        others = {one for one in regions if (field, one, stage, year) in there}
        most = region is not None and others and len(others) >= 0.5 * len(regions)
        if (near or around or most) and (field, region, stage, year) not in there:
            found.add((field, region, stage, year))
    assert {cell_of(row) for row in found_of(ours, []).gaps.iter_rows(named=True)} == found


@settings(deadline=None, max_examples=60)
@given(programmes())
def test_complements_are_all_pairs_of_agencies_that_follow_each_other(ours):
    there = served(ours)
    expected = set()
    for (one, before), (two, after) in product(there.items(), repeat=2):
        same = one[:2] == two[:2]
        following = (one[2], two[2]) in set(pairwise(STAGES)) and 0 <= two[3] - one[3] <= 3
        for left, right in product(before, after):
            if left == right or not same:
                continue
            if following:
                expected.add(("stage", *one[:3], left, two[2], right))
            leaves = left not in there.get((*one[:3], one[3] + 1), ())
            begins = right not in there.get((*two[:3], two[3] - 1), ())
            if one[2] == two[2] and two[3] == one[3] + 1 and leaves and begins:
                expected.add(("year", *one[:3], left, two[2], right))
    found = set()
    for part in found_of(ours, []).complements.partition_by("complement"):
        left, right = part.filter(side="before").row(0, named=True), part.filter(side="after").row(0, named=True)
        key = (left["field"].lower(), left["region"], left["stage"], left["agency"])
        found.add((left["kind"], *key, right["stage"], right["agency"]))
    assert found == expected


WORDS = ("solid", "safer", "battery", "electrolyte", "rice", "pest", "insect", "harvest", "tide", "island", "power")
texts = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=7).map(" ".join),
        st.integers(2015, 2025),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(texts, st.integers(2, 6), st.integers(0, 4))
def test_themes_keep_to_their_bounds_and_no_project_stands_in_two(said, largest, reach):
    rows = [
        project(f"Q{at:02d}", agency, title=title, start=date(year, 1, 1), end=date(year, 12, 31))
        for at, (agency, title, year) in enumerate(said)
    ]
    tables = {"projects": table(PROJECTS, rows)}
    found = coordinate(tables, CoordinationOptions(largest=largest, reach=reach, themes=0.3))
    assert found.members["project_id"].is_unique().all()
    for part in found.members.partition_by("theme"):
        assert 2 <= part.height <= largest
        assert part["agency"].n_unique() >= 2
        assert max(part["first_year"]) - min(part["last_year"]) <= reach
        assert float(part["likeness"].cast(pl.Float64).mean()) >= 0.3 - 1e-5
    counted = found.themes.group_by("theme").agg(pl.col("items").sum()).sort("theme").rows()
    assert counted == found.members.group_by("theme").len().sort("theme").rows()
