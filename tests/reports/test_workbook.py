"""The workbook, read back, holds the record; no text in it is a formula."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest

from renkei.money import minor_digits
from renkei.reports import workbook
from renkei.reports.sheets.book import LONGEST, escaped

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")', "'=1")


def read(case, language="en", values=True):
    return openpyxl.load_workbook(BytesIO(workbook(*case.parts, language)), data_only=values)


def rows(sheet):
    header, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def test_the_same_record_gives_the_same_bytes(large):
    assert workbook(*large.parts) == workbook(*large.parts)


def test_the_sheets_are_those_a_secretariat_looks_for(small):
    expected = ["Summary", "Ranking", "Funders", "Reasons", "Reserve", "Steps", "Record"]
    assert read(small).sheetnames == expected
    assert "Bounds" in read(small.but(rule="best", steps=[])).sheetnames


def test_the_ranking_holds_every_application_as_the_record_has_it(large):
    asked = large.tables["requests"].rows(named=True)
    found = {row["Application"]: row for row in rows(read(large)["Ranking"]) if row["Rank"] is not None}
    assert found.keys() == large.record["outcomes"].keys()
    for one, outcome in large.record["outcomes"].items():
        assert (found[one]["Rank"], found[one]["Score"]) == (outcome["rank"], float(outcome["score"]))
        assert found[one]["Decision"].lower().replace(" ", "_") == outcome["outcome"]
    for row in asked:
        cell = found[row["application_id"]][f"{row['funder_id']} ({row['currency']})"]
        assert cell == row["amount"] / 10 ** minor_digits(row["currency"])


def test_every_amount_of_every_funder_is_a_number_equal_to_the_record(large):
    found = {row["Funder"]: row for row in rows(read(large)["Funders"])}
    for funder, spent in large.record["spending"].items():
        unit = 10 ** minor_digits(spent["currency"])
        for column, name in (("Budget", "budget"), ("Asked", "asked"), ("Committed", "committed"), ("Left", "left")):
            assert found[funder][column] == spent[name] / unit


def test_totals_are_formulas_that_carry_the_value_they_have(large):
    formulas, values = read(large, values=False), read(large)
    found = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found += 1
                    assert values[sheet.title][cell.coordinate].value is not None
    assert found > 3 * len(large.record["spending"])


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_the_sums_under_the_ranking_equal_what_the_record_says_was_spent(large, language):
    sheet = read(large, language)["Ranking" if language == "en" else {"fr": "Classement", "ja": "順位"}[language]]
    table = list(sheet.iter_rows(values_only=True))
    count = len(large.record["outcomes"])
    decision = {"en": "Funded", "fr": "Financé", "ja": "採択"}[language]
    asked, committed, _, left = table[count + 2 : count + 6]
    for column, funder in enumerate(sorted(large.record["spending"]), 8):
        spent = large.record["spending"][funder]
        unit = 10 ** minor_digits(spent["currency"])
        assert asked[column] == sum(row[column] or 0 for row in table[1 : count + 1])
        assert committed[column] == sum(row[column] or 0 for row in table[1 : count + 1] if row[6] == decision)
        assert (committed[column], left[column]) == (spent["committed"] / unit, spent["left"] / unit)


def test_no_text_is_a_formula_or_can_become_one(small):
    case = small.titled(*DANGEROUS)
    named = case.tables["funders"].with_columns(name=pl.lit("=cmd|' /C calc'!A0"))
    data = workbook(case.record, case.settings, case.tables | {"funders": named})
    book = openpyxl.load_workbook(BytesIO(data))
    texts = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.data_type == "s"]
    assert not [cell.value for cell in texts if str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r"))]
    titles = {row["Title"] for row in rows(book["Ranking"])}
    assert {"'" + title for title in DANGEROUS if "\r" not in title} <= titles
    assert not any("calc" in str(c.value) for sheet in book for row in sheet for c in row if c.data_type == "f")


def test_a_text_is_escaped_once_and_kept_within_a_cell():
    assert escaped("plain = text") == "plain = text"
    assert [escaped(text) for text in DANGEROUS] == ["'" + text for text in DANGEROUS]
    assert len(escaped("x" * 40_000)) == LONGEST + 1


def test_a_title_with_signs_of_xml_and_of_japan_is_read_back_as_it_is(small):
    titles = ("<a> & \"b\" 'c'", "量子もつれ", None)
    found = {row["Application"]: row["Title"] for row in rows(read(small.titled(*titles))["Ranking"])}
    assert (found["A0000"], found["A0001"]) == titles[:2]


def test_reasons_carry_what_was_short_and_what_would_help(small):
    found = {row["Application"]: row for row in rows(read(small)["Reasons"])}
    waiting = {one: o["reason"] for one, o in small.record["outcomes"].items() if o["outcome"] != "funded"}
    assert found.keys() == waiting.keys()
    for one, reason in waiting.items():
        assert found[one]["How many"] == len(reason["passed_over_for"])
        assert found[one]["Cost (EUR)"] == reason["unlock"]["cost"] / 100
        assert all(funder in found[one]["Short"] for funder in reason["short"])


def test_the_reserve_list_keeps_its_order_and_its_date(small):
    found = rows(read(small)["Reserve"])
    assert [row["Application"] for row in found] == [entry["application"] for entry in small.record["reserve"]]
    assert {row["Until"].date().isoformat() for row in found} == {"2026-12-31"}


def test_the_record_sheet_names_every_hash(small):
    cells = {cell for row in read(small)["Record"].iter_rows(values_only=True) for cell in row}
    assert {small.record["sha256"], *small.record["inputs"].values()} <= cells


def test_headings_stay_in_sight_and_rows_can_be_filtered(large):
    for name in ("Ranking", "Funders", "Reasons", "Reserve"):
        sheet = read(large)[name]
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref


def test_amounts_are_printed_in_the_format_of_their_currency(small):
    sheet = read(small)["Funders"]
    forms = {row[3].value: row[4].number_format for row in sheet.iter_rows(min_row=2, max_row=6)}
    assert forms["JPY"] == "[$JPY] #,##0"
    assert forms["EUR"] == "[$EUR] #,##0.00"


def test_a_decision_is_set_off_by_weight_as_well_as_by_colour(small):
    styles = [rule.dxf.font for rules in read(small)["Ranking"].conditional_formatting for rule in rules.rules]
    assert sum(bool(font.b or font.i) for font in styles) == 3


def test_the_day_of_making_is_not_in_the_file(small):
    with ZipFile(BytesIO(workbook(*small.parts))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_calls_without_anybody_or_any_money_can_be_written(nobody, decided, language):
    assert read(nobody, language).sheetnames
    assert read(decided(6, 3, ratio=0), language).sheetnames


def test_without_a_rate_the_summary_gives_a_sum_for_each_currency(small):
    tables = {name: frame for name, frame in small.tables.items() if name != "rates"}
    book = openpyxl.load_workbook(BytesIO(workbook(small.record, small.settings, tables)), data_only=True)
    figures = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert "CAD" in figures["Money committed"]
    assert "JPY" in figures["Money committed"]


def test_every_sheet_is_printed_across_with_its_headings_on_each_page(large):
    """What is too wide for one page goes on several, each with the names that the rows begin with."""
    book = read(large)
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book.worksheets)
    assert all(sheet.print_title_rows for sheet in book.worksheets if sheet.freeze_panes)
    wide = [sheet for sheet in book.worksheets if sheet.print_title_cols]
    assert "Ranking" in [sheet.title for sheet in wide]
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book.worksheets if sheet not in wide)


def test_a_row_is_as_high_as_its_longest_text_needs(small):
    """Not every program makes it so by itself."""
    sheet = read(small.titled("A long title " * 20, "A short one"))["Ranking"]
    heights = {sheet.cell(row, 3).value: sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)}
    assert heights["A long title " * 20] >= 5 * 15
    assert heights["A short one"] is None or heights["A short one"] < 3 * 15
