"""Overlaps, complements and gaps, each by a small case worked by hand."""

from datetime import date

from renkei.tables import CELL_OVERLAPS, COMPLEMENTS, GAPS
from tests.engines.coordination.rows import coordinated, programme, project


def test_two_agencies_in_a_cell_in_the_same_year_overlap_with_the_money_of_each():
    found = coordinated([programme("P1", "A", 100), programme("P2", "B", 60), programme("P3", "C", 30)]).overlaps
    assert dict(found.schema) == CELL_OVERLAPS.schema
    assert found.select("agencies", "agency", "amount", "at_stake").rows() == [
        (3, "A", 100, 90),
        (3, "B", 60, 90),
        (3, "C", 30, 90),
    ]


def test_another_year_field_region_or_stage_is_no_overlap():
    for other in ({"fiscal_year": 2026}, {"field": "acoustics"}, {"region": "South"}, {"stage": "applied"}):
        assert coordinated([programme("P1", "A"), programme("P2", "B", **other)]).overlaps.is_empty()


def test_an_unknown_field_region_or_year_is_never_the_same_as_another():
    for unknown in ({"field": None}, {"fiscal_year": None}):
        assert coordinated([programme("P1", "A", **unknown), programme("P2", "B", **unknown)]).overlaps.is_empty()
    stated = programme("P3", "A", region="South")
    rows = [programme("P1", "A", region=None), programme("P2", "B", region=None)]
    assert coordinated([*rows, stated]).overlaps.is_empty()


def test_a_region_that_no_row_states_does_not_tell_cells_apart():
    rows = [programme("P1", "A", region=None), programme("P2", "B", region=None)]
    assert coordinated(rows).overlaps["agency"].to_list() == ["A", "B"]


def test_who_has_a_budget_of_zero_does_not_serve_and_who_states_none_does():
    assert coordinated([programme("P1", "A", 0), programme("P2", "B")]).overlaps.is_empty()
    found = coordinated([programme("P1", "A", None), programme("P2", "B")]).overlaps
    assert found.select("agency", "amount", "at_stake").rows() == [("B", 100, None), ("A", None, None)]


def test_amounts_in_two_currencies_are_never_added_to_a_stake():
    found = coordinated([programme("P1", "A", 100), programme("P2", "B", 60, currency="EUR")]).overlaps
    assert found["at_stake"].to_list() == [None, None]


def test_projects_overlap_in_each_year_that_both_run():
    long = {"start": date(2024, 1, 1), "end": date(2026, 12, 31)}
    short = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}
    found = coordinated([], [project("Q1", "A", 300, **long), project("Q2", "B", 50, **short)]).overlaps
    assert found["fiscal_year"].unique().to_list() == [2026]
    assert found["at_stake"].to_list() == [50, 50]


def sides(found):
    columns = ("kind", "side", "agency", "stage", "first_year", "last_year", "amount")
    return found.complements.select(columns).rows()


def test_anothers_next_stage_in_the_same_year_or_soon_after_complements():
    seed = [programme("P1", "A", 10), programme("P2", "A", 20, fiscal_year=2026)]
    applied = programme("P3", "B", 70, stage="applied", fiscal_year=2028)
    found = coordinated([*seed, applied])
    assert dict(found.complements.schema) == COMPLEMENTS.schema
    assert sides(found) == [
        ("stage", "before", "A", "seed", 2025, 2026, 30),
        ("stage", "after", "B", "applied", 2028, 2028, 70),
    ]
    assert sides(coordinated([*seed, applied], reach=2)) == [
        ("stage", "before", "A", "seed", 2026, 2026, 20),
        ("stage", "after", "B", "applied", 2028, 2028, 70),
    ]
    assert sides(coordinated([*seed, applied], reach=1)) == []


def test_ones_own_next_stage_an_earlier_one_or_one_skipped_is_no_complement():
    seed = programme("P1", "A")
    for other in (
        programme("P2", "A", stage="applied"),
        programme("P2", "B", stage="applied", fiscal_year=2024),
        programme("P2", "B", stage="commercial"),
        programme("P2", "B", stage="applied", region="South"),
    ):
        assert sides(coordinated([seed, other])) == []


def test_one_that_begins_the_year_after_another_left_complements():
    found = coordinated([programme("P1", "A", 10, fiscal_year=2024), programme("P2", "B", 20, fiscal_year=2025)])
    assert sides(found) == [
        ("year", "before", "A", "seed", 2024, 2024, 10),
        ("year", "after", "B", "seed", 2025, 2025, 20),
    ]
    still = [programme("P1", "A", fiscal_year=2024), programme("P3", "A"), programme("P2", "B")]
    assert sides(coordinated(still)) == []
    already = [programme("P1", "A", fiscal_year=2024), programme("P3", "B", fiscal_year=2024), programme("P2", "B")]
    assert sides(coordinated(already)) == []


def gaps(found):
    return found.gaps.select("field", "region", "stage", "fiscal_year", "stages", "regions", "years").rows()


def test_a_stage_that_nobody_serves_between_two_that_are_is_a_gap():
    found = coordinated([programme("P1", "A"), programme("P2", "B", stage="commercial")])
    assert dict(found.gaps.schema) == GAPS.schema
    assert gaps(found) == [("optics", "North", "applied", 2025, ["seed", "commercial"], None, None)]
    assert found.gaps["agencies"].to_list() == [["A", "B"]]


def test_a_region_left_out_where_most_are_served_is_a_gap():
    names = ("North", "South", "East")
    served = [programme(f"P{name}", "A", region=name, stage=None) for name in names[:2]]
    elsewhere = programme("P9", "B", region="East", field="acoustics", stage=None)
    found = gaps(coordinated([*served, elsewhere]))
    assert found == [("optics", "East", None, 2025, None, ["North", "South"], None)]
    assert gaps(coordinated([*served, elsewhere], regions=0.7)) == []


def test_a_year_left_out_between_two_is_a_gap():
    rows = [programme(f"P{year}", "A", fiscal_year=year, stage=None) for year in (2023, 2025)]
    assert gaps(coordinated(rows)) == [("optics", "North", None, 2024, None, None, ["2023", "2025"])]


def test_a_programme_without_money_leaves_a_gap_that_names_it():
    rows = [programme("P1", "A"), programme("P2", "B", 0, stage="applied")]
    found = coordinated(rows).gaps
    assert found.select("stage", "unpaid").rows() == [("applied", ["P2"])]
