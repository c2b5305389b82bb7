"""Tables: sorted, paged and exported as they stand."""

from fractions import Fraction
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from openpyxl import load_workbook

from renkei.reports.totals import Money
from renkei.site.calls.models import Funder
from renkei.site.policy import scoped
from renkei.site.ui.bars import Bar, shares
from renkei.site.ui.tables import Column, Country, Table, exported
from tests.site.conftest import acting

COLUMNS = (
    Column("code", "Code", lambda row: row.code, order="code", link=lambda row: f"/funders/{row.code}/"),
    Column("name", "Name", lambda row: row.name),
    Column("country", "Country", lambda row: Country(row.country), order="country"),
    Column("gift", "Gift", lambda row: Money(len(row.name) * 100, row.currency), kind="money"),
)


@pytest.fixture
def funders(db):
    for code, name, country in (("b", "=1+1", "JP"), ("a", "@home", "FR"), ("c", "-x", "JP")):
        Funder(code=code, name=name, country=country, currency="EUR").save()


def table(query):
    request = RequestFactory().get(f"/f/?{query}")
    return Table(request, "funders", "Funders", COLUMNS, scoped(acting(None), Funder).order_by("pk"), "None yet.")


def codes(query):
    return [line[0].text for line in table(query).lines()]


def test_the_address_sorts_and_what_it_cannot_sort_by_is_ignored(funders):
    assert codes("sort=code") == ["a", "b", "c"]
    assert codes("sort=-code") == ["c", "b", "a"]
    assert codes("sort=-country") == ["b", "c", "a"]
    assert codes("sort=name") == codes("sort=password") == codes("") == ["b", "a", "c"]


def test_a_page_number_out_of_range_is_the_last_page(funders):
    assert codes("page=9") == codes("page=x") == ["b", "a", "c"]


def test_the_page_links_each_heading_to_its_sorting_and_keeps_the_rest_of_the_address(funders):
    found = table("sort=code&country=JP")
    page = render_to_string("ui/table.html", {"table": found}, found.request)
    assert 'href="?country=JP&amp;sort=-code"' in page
    assert 'aria-sort="ascending"' in page
    assert "?sort=code&amp;country=JP&amp;export=csv" in page


def test_an_empty_table_says_what_to_do_next(db):
    found = table("")
    assert "None yet." in render_to_string("ui/table.html", {"table": found}, found.request)


def test_a_csv_has_all_rows_in_the_same_order_and_no_formula(funders):
    text = exported(table("sort=code&export=csv")).content.decode("utf-8-sig")
    assert text.splitlines() == [
        "code,name,country,gift,gift_currency",
        "a,'@home,FR,5.00,EUR",
        "b,'=1+1,JP,4.00,EUR",
        "c,'-x,JP,2.00,EUR",
    ]


def test_a_workbook_has_texts_escaped_and_amounts_as_numbers(funders):
    sheet = load_workbook(BytesIO(exported(table("sort=code&export=xlsx")).content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Code", "Name", "Country", "Gift"]
    assert rows[1] == ["a", "'@home", "FR", 5]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}


def test_a_page_is_not_a_file(funders):
    assert exported(table("export=exe")) is None


def test_bars_say_in_words_what_is_over_its_limit():
    bars = shares("Shares", [("Japan", 3, "3"), ("France", 1, "1")])
    assert [bar.width for bar in bars.bars] == [750, 250]
    over = Bar("Japan", Fraction(3, 4), "75 %", Fraction(7, 10))
    page = render_to_string("ui/bars.html", {"bars": {"caption": "Shares", "bars": [over]}})
    assert "over</span>" in page
    assert 'd="M700 0V16"' in page


def test_a_file_holds_its_rows_some_at_a_time(funders):
    found = table("export=xlsx")
    assert exported(found) is not None
    assert found.sorted_rows._result_cache is None


def test_rows_that_are_no_question_to_the_database_are_exported_too(db):
    request = RequestFactory().get("/f/?export=csv")
    row = Funder(code="z", name="Zed", country="SE", currency="SEK")
    found = Table(request, "funders", "Funders", COLUMNS, [row], "None yet.")
    assert exported(found).content.decode("utf-8-sig").splitlines()[1] == "z,Zed,SE,3.00,SEK"
