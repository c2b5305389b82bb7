"""What is wrong in a sheet is a defect at its cell, and nothing is written."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from renkei.defects import DefectsFound
from renkei.exchange.sheets import open_book, read_mapping, read_sheet
from tests.exchange.sheets.said import asked, scores

HEAD = ["Rank", "ID", "Title", "Score", "FWF (AT) k€", "DFG (DE) k€", "Total"]
BUDGET = ["", "", "Budget (k€)", "", 900, 800, ""]


def places(one):
    assert not one.is_settled
    assert one.tables == {}
    return [(defect.row, defect.column, defect.value) for defect in one.defects]


def test_a_total_that_does_not_add_up_is_said_with_row_and_column(read):
    rows = [
        HEAD,
        [1, "a", "A", 9, 123, 200, 323],
        [2, "b", "B", 8, "", 100, 101],
        ["", "", "Total", "", 123, 299, 424],
        BUDGET,
    ]
    assert places(read(rows)) == [(3, "G (Total)", "101"), (4, "F (DFG)", "299")]
    assert scores(read(rows, "rows: {ignore: [4]}\ncolumns: {ignore: [G]}")) == {"a": "9", "b": "8"}


def test_a_total_may_leave_out_withdrawn_proposals_and_may_be_rounded(read):
    rows = [
        [*HEAD[:6], "Status"],
        [1, "a", "A", 9, 123.4, 200, ""],
        [2, "b", "B", 8, 77, 100, "withdrawn"],
        ["", "", "Total", "", 123, 300, ""],
        BUDGET,
    ]
    one = read(rows)
    assert one.is_settled
    assert "the total in E4 is rounded" in one.remarks


@pytest.mark.parametrize("junk", ["tbc", "150/200", "?", "12 34", "self-funded", date(2025, 5, 12), "(123)", "150 USD"])
def test_a_cell_that_is_no_amount_is_a_defect_and_can_be_stated(read, junk):
    rows = [HEAD[:6], [1, "a", "A", 9, junk, 200], [2, "b", "B", 8, 100, 150], [3, "c", "C", 7, 100, 150], BUDGET]
    assert [place[:2] for place in places(read(rows))] == [(2, "E (FWF)")]
    assert asked(read(rows, "cells: {E2: 150.5}"))[("a", "FWF")] == "150500 EUR"


def test_a_formula_without_a_stored_value_is_ignored_in_a_total_and_a_defect_in_an_amount(read):
    assert read([HEAD, [1, "a", "A", 9, 123, 200, "=SUM(E2:F2)"], BUDGET]).is_settled
    assert places(read([HEAD, [1, "a", "A", 9, "=100+23", 200, 323], BUDGET]))[0][:2] == (2, "E (FWF)")


def test_formula_errors_hidden_rows_and_number_formats_of_a_real_file_are_seen(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("List")
        thousands = book.add_format({"num_format": "#,##0.0,"})
        for row, cells in enumerate([HEAD[:6], [1, "a", "A", 9], [2, "b", "B", 8, 100, 150], BUDGET]):
            sheet.write_row(row, 0, cells)
        sheet.write(1, 4, 150800, thousands)  # shown as 150.8
        sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")
        sheet.set_row(2, None, None, {"hidden": True})
    book = open_book(path)
    assert places(read_sheet(book)) == [(2, "F (DFG)", "#DIV/0!")]
    one = read_sheet(book, read_mapping("cells: {F2: none}"))
    assert asked(one)[("a", "FWF")] == "150800 EUR"
    assert any("row" in remark and "hidden" in remark for remark in one.remarks)


def test_a_writer_that_stores_zero_for_every_formula_is_not_believed(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("List")
        for row, cells in enumerate([HEAD, [1, "a", "A", 9, 100, 150], BUDGET]):
            sheet.write_row(row, 0, cells)
        sheet.write_formula("G2", "=SUM(E2:F2)")
    assert read_sheet(open_book(path)).is_settled


def test_an_amount_merged_over_two_proposals_is_a_defect(read):
    one = read([HEAD[:6], [1, "a", "A", 9, 150, 200], [2, "b", "B", 8, "", 100], BUDGET], merged=["E2:E3"])
    assert places(one) == [(2, "E (FWF)", "150")]


def test_money_of_a_partner_without_a_funder_is_a_defect_and_self_funded_partners_ask_nobody(read):
    rows = [
        ["ID", "Title", "Score", "Partner", "Funder", "Requested k€"],
        ["a", "A", 9, "u", "FWF", 150],
        ["a", "A", 9, "v", "", 20],
        ["a", "A", 9, "w", "self-funded", 30],
    ]
    funders = [["Funder", "Budget (k€)"], ["FWF", 500]]
    assert places(read({"List": rows, "Money": funders})) == [(3, "funder", "")]
    assert asked(read({"List": rows, "Money": funders}, "rows: {ignore: [3]}")) == {("a", "FWF"): "150000 EUR"}


def test_an_amount_beyond_all_amounts_is_a_defect(read):
    one = read([HEAD[:6], [1, "a", "A", 9, 10**14, 200], [2, "b", "B", 8, 1, 2], [3, "c", "C", 7, 1, 2], BUDGET])
    assert [defect.column for defect in one.defects] == ["E2"]


def test_a_score_that_became_a_date_is_a_defect(read):
    one = read(
        [HEAD[:6], [1, "a", "A", date(2025, 5, 12), 100, 200], [2, "b", "B", 9, 1, 2], [3, "c", "C", 8, 1, 2], BUDGET]
    )
    assert places(one) == [(2, "D (Score)", "2025-05-12")]


def test_a_proposal_that_stands_twice_is_a_defect(read):
    one = read([HEAD[:6], [1, "a", "A", 9, 150, 200], [2, "a", "B", 8, 100, 150], BUDGET])
    assert [defect.row for defect in one.defects] == [3]


def test_a_score_above_the_scale_is_a_defect(read):
    head = [*HEAD[:3], "Score (max. 5)", *HEAD[4:6]]
    assert [d.row for d in read([head, [1, "a", "A", 6, 150, 200], BUDGET]).defects] == [2]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("list.pdf", b"%PDF", "is not a spreadsheet format"),
        ("list.xlsx", b"PK\x03\x04junk", "is not a readable spreadsheet"),
        ("list.csv", "Prüfung;1".encode("latin-1"), "is not UTF-8"),
        ("list.csv", b"one column\nonly\n", "has no columns"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused_with_a_clear_word(tmp_path, name, content, rule):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DefectsFound, match=rule):
        open_book(path)


def test_a_csv_file_is_read_like_a_sheet(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "Rang;Code projet;Titre;Note;ANR (FR) k€\n1;a;Un, deux;14,5;1 234,5\n;;Budget;;2 000\n", "utf-8-sig"
    )
    assert asked(read_sheet(open_book(path))) == {("a", "ANR"): "1234500 EUR"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("decimal: dot", "decimal"),
        ("colums: {score: E}", "colums"),
        ("columns: {scor: E}", "columns"),
        ("columns: {score: 7}", "columns.score"),
        ("rows: {total: [x]}", "rows.total"),
        ("funders: {E: {budget: '1.000,00'}}", "funders.E.budget"),
        ("funders: {E: {colour: red}}", "funders.E"),
        ("rates: {JPY: 0}", "rates.JPY"),
        ("rates: {JPY: 0.0062512}", "rates.JPY"),
        ("funders: {E: {budget: -5}}", "funders.E.budget"),
        ("[1, 2]", ""),
        ("a: [", ""),
    ],
)
def test_a_mapping_that_does_not_hold_is_refused_line_by_line(text, column):
    with pytest.raises(DefectsFound) as found:
        read_mapping(text)
    assert [defect.column for defect in found.value.defects] == [column]


def test_norway_is_a_country_in_a_mapping_and_not_a_no():
    assert read_mapping("funders: {E: {country: NO}}").funders["E"].country == "NO"


def test_the_mapping_of_the_guide_is_one_that_is_read():
    guide = (Path(__file__).parents[3] / "docs/importing-sheets.md").read_text("utf-8")
    mapping = read_mapping(guide.split("```yaml\n")[1].split("```")[0])
    assert mapping.funders["J"].unit == 1000
    assert mapping.status_rows == {18: "withdrawn"}
