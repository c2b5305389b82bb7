"""Cells: where each programme and project stands, and whose money is there."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from renkei.engines.coordination import CoordinationError, CoordinationOptions
from renkei.tables import CELLS
from tests.engines.coordination.rows import coordinated, programme, project


def test_a_cell_has_each_agencys_money_and_last_years_beside_it():
    found = coordinated(
        [
            programme("P1", "A", 100, fiscal_year=2024),
            programme("P2", "A", 150, spent=120),
            programme("P3", "A", 50),
            programme("P4", "B", 70),
        ]
    ).cells
    now = found.filter(fiscal_year=2025)
    assert dict(found.schema) == CELLS.schema
    assert now.select("agency", "items", "amount", "before", "spent").rows() == [
        ("A", 2, 200, 100, 120),
        ("B", 1, 70, None, None),
    ]
    assert now["ids"].to_list() == [["P2", "P3"], ["P4"]]


def test_what_is_unknown_has_a_cell_of_its_own_and_no_amount_is_not_zero():
    found = coordinated([programme("P1", "A", None, field=None), programme("P2", None, 5, fiscal_year=None)]).cells
    rows = found.select("agency", "field", "fiscal_year", "unknown", "amount").rows()
    assert rows == [("A", None, 2025, 1, None), (None, "optics", None, 0, 5)]


def test_names_that_differ_in_case_width_accents_or_signs_are_one_in_the_most_frequent_spelling():
    names = ["Génie civil", "GENIE CIVIL", "Génie civil", "genie-civil", "ｇenie civil"]
    found = coordinated([programme(f"P{at}", "A", 1, field=name) for at, name in enumerate(names)]).cells
    assert found.select("field", "items", "amount").rows() == [("Génie civil", 5, 5)]


def test_a_project_is_divided_over_its_fiscal_years_by_days():
    period = {"start": date(2024, 7, 1), "end": date(2026, 6, 30)}
    calendar = coordinated([], [project("Q1", "A", 730, **period)]).cells
    assert calendar.select("fiscal_year", "amount").rows() == [(2024, 184), (2025, 365), (2026, 181)]
    japanese = coordinated([], [project("Q1", "A", 730, **period)], month=4).cells
    assert japanese.select("fiscal_year", "amount").rows() == [(2024, 274), (2025, 365), (2026, 91)]


@pytest.mark.parametrize(
    ("period", "year"),
    [({"start": date(2024, 7, 1)}, 2024), ({"end": date(2023, 1, 1)}, 2023), ({}, None)],
)
def test_with_one_date_alone_all_stands_in_its_year_and_with_none_in_an_unknown_one(period, year):
    found = coordinated([], [project("Q1", "A", 730, **period)]).cells
    assert found.select("fiscal_year", "amount").rows() == [(year, 730)]


def test_what_is_applied_for_never_stands_among_what_is_paid():
    projects = [project("Q1", "A", start=date(2025, 1, 1), status=status) for status in ("running",)]
    projects.append(project("Q2", "B", start=date(2025, 1, 1), status="applied"))
    found = coordinated([], projects)
    assert found.cells["level"].to_list() == ["project", "application"]
    assert found.overlaps.is_empty()


def test_amounts_are_converted_one_by_one_where_there_is_a_rate_and_stay_apart_where_there_is_none():
    programmes = [programme("P1", "A", 1000, currency="JPY"), programme("P2", "A", 700, currency="EUR")]
    programmes.append(programme("P3", "A", 300, currency="CAD"))
    apart = coordinated(programmes)
    assert apart.cells.select("currency", "amount").rows() == [("CAD", 300), ("EUR", 700), ("JPY", 1000)]
    together = coordinated(programmes, rates={"JPY": Decimal(160)}, reporting="EUR")
    assert together.cells.select("currency", "amount").rows() == [("CAD", 300), ("EUR", 700 + 625)]
    assert together.unconverted == ("CAD",)
    unstated = coordinated(programmes, rates={"JPY": Decimal(160)})
    assert unstated.cells.equals(apart.cells)


def test_nothing_at_all_gives_empty_tables_of_the_contracts():
    found = coordinated([])
    for frame in (found.cells, found.overlaps, found.similar, found.complements, found.gaps, found.themes):
        assert frame.is_empty()
        assert frame.width > 3
    assert isinstance(found.members, pl.DataFrame)


@pytest.mark.parametrize(
    "wrong",
    [{"aims": 0}, {"themes": 1.5}, {"regions": -1}, {"month": 13}, {"reach": -1}, {"nearest": 0}, {"largest": 1}],
)
def test_options_that_cannot_be_are_refused(wrong):
    with pytest.raises(CoordinationError, match=next(iter(wrong))):
        CoordinationOptions(**wrong)
