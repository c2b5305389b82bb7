"""A file that is no table, or hides one, is said with the place and what to do."""

import csv
import os
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from renkei.programme import read_folder


def test_a_good_call_is_read_with_the_contracts_types(call):
    folder = call.read("select")
    assert folder.settings.selection.bands == (Decimal("13.5"), Decimal("11.5"))
    assert folder.tables["applications"]["score"].to_list() == [Decimal(14), Decimal("13.5"), Decimal(13)]
    assert folder.tables["requests"]["amount"].to_list() == [5000000, 20000000, 15000050, 100000]
    assert folder.tables["requests"]["self_funded"].to_list() == [None, None, None, True]
    assert folder.notes == ()


def test_a_missing_table_is_named_with_the_file_that_may_be_meant(call):
    (call.home / "funders.csv").rename(call.home / "fonders.csv")
    defects = call.defects("select")
    assert any(
        d.file == "funders.csv" and d.rule == "the table is there" and "rename fonders" in d.remedy for d in defects
    )


def test_missing_settings_are_a_defect(call):
    call.remove("programme.yaml")
    assert call.defect().file == "programme.yaml"


def test_an_empty_folder_has_nothing_to_check(tmp_path):
    (tmp_path / "programme.yaml").write_text("name: x\n")
    from renkei.defects import DefectsFound

    with pytest.raises(DefectsFound, match="the table is there"):
        read_folder(tmp_path)


def test_an_empty_file_is_a_defect(call):
    call.write("rates.csv", "")
    assert any(d.file == "rates.csv" and d.rule == "the file is not empty" for d in call.defects())


def test_a_file_of_blank_lines_has_no_header(call):
    call.write("rates.csv", "\n\n")
    assert any(d.file == "rates.csv" and d.rule == "a table has a header" for d in call.defects())


def test_rows_without_a_header_are_a_defect_that_shows_the_first_row(call):
    call.write("applications.csv", "A1,Quiet motors,14.0\nA2,Warm batteries,13.5\n")
    defect = call.defect()
    assert (defect.rule, defect.value) == ("the first row names the columns", "A1, Quiet motors, 14.0")


def test_a_table_that_cannot_be_read_does_not_make_references_to_it_unknown(call):
    call.write("applications.csv", "A1,Quiet motors,14.0\n")
    assert len(call.defects()) == 1


@pytest.mark.parametrize(
    ("encoding", "text", "looks"),
    [
        ("cp1252", "application_id,title\nA1,Universität Köln\n", "Windows-1252"),
        ("cp1252", "application_id,title\nA1,“Côté” – état\n", "Windows-1252"),
        ("cp932", "application_id,title\nA1,東京大学の研究\n", "Shift_JIS"),
        ("euc_jp", "application_id,title\nA1,東京大学の研究\n", "EUC-JP"),
        ("utf-16", "application_id,title\nA1,Quiet\n", "UTF-16"),
        ("utf-16-le", "application_id,title\nA1,Quiet\n", "UTF-16"),
    ],
)
def test_another_encoding_is_recognised(call, encoding, text, looks):
    call.write("applications.csv", text.encode(encoding))
    defect = call.defect()
    assert defect.rule == "text is encoded in UTF-8"
    assert looks in defect.value
    assert "CSV UTF-8" in defect.remedy


def test_the_first_byte_that_is_not_utf_8_is_named(call):
    call.write("applications.csv", b"application_id,title\nA1,K\xf6ln\n")
    assert call.defect().value.startswith("byte 26 (line 2)")


def test_a_byte_order_mark_is_accepted(call):
    call.write("rates.csv", b"\xef\xbb\xbf" + (call.home / "rates.csv").read_bytes())
    assert call.read().tables["rates"].height == 1


def test_nul_bytes_are_a_defect(call):
    call.write("rates.csv", b"currency,rate\nJPY,1\x00\n")
    assert any(d.value == "NUL byte at byte 20" for d in call.defects())


@pytest.mark.parametrize(("sign", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_one_defect_and_the_cells_are_still_checked(call, sign, word):
    text = (call.home / "rates.csv").read_text().replace(",", sign).replace("162.5", "0")
    call.write("rates.csv", text)
    assert [(d.rule, d.value) for d in call.defects()] == [
        ("cells are separated by commas", f"separated by {word}"),
        ("a rate is above 0", "0"),
    ]


def test_rows_with_too_many_or_too_few_cells_are_named_and_nothing_else_is_said_of_them(call):
    call.change("requests", "150000.50,EUR", "150,000.50,EUR")
    call.change("requests", "A3,P1,,yes,1000.00,EUR", "A3,P1")
    assert [(d.row, d.value) for d in call.defects()] == [(3, "7 cells"), (4, "2 cells")]


def test_duplicate_and_nameless_columns_are_defects(call):
    call.write("rates.csv", "currency,rate,rate,\nJPY,162.5,162.5,x\n")
    assert {(d.rule, d.column or d.value) for d in call.defects()} == {
        ("a column name stands once", "rate"),
        ("every column has a name", "column 4"),
    }


def test_trailing_commas_are_no_defect(call):
    call.write("rates.csv", "currency,rate,,\nJPY,162.5,,\n,,,\n")
    assert call.read().tables["rates"].height == 1


def test_an_unclosed_quote_is_named_by_row_and_line(call):
    call.write("rates.csv", 'currency,rate,source\nUSD,1.1,"two\nlines"\nJPY,162.5,"open\nGBP,0.9,x\n')
    defect = next(d for d in call.defects() if d.file == "rates.csv")
    assert (defect.row, defect.value, defect.rule) == (2, "line 4", "every opened quote is closed")


def test_a_quote_inside_a_quoted_cell_that_is_not_doubled_is_named(call):
    call.write("rates.csv", 'currency,rate,source\nJPY,162.5,"the "bank""\n')
    assert (
        next(d for d in call.defects() if d.file == "rates.csv").rule == "a quote inside a quoted cell is written twice"
    )


def test_quoted_newlines_doubled_quotes_and_crlf_are_read_as_they_are(call):
    call.write(
        "applications.csv", 'application_id,title,score\r\nA1,"two\r\nlines, ""quoted""",14\r\nA2,b,13\r\nA3,c,13\r\n'
    )
    assert call.read().tables["applications"]["title"][0] == 'two\r\nlines, "quoted"'


def test_blank_lines_count_as_rows_so_that_the_number_leads_to_the_place(call):
    call.change("requests", "A1,P2,", "\nA1,P2,")
    call.change("requests", "150000.50", "x")
    assert call.defect().row == 4


def test_a_table_given_twice_is_a_defect(call):
    call.read().tables["rates"].write_parquet(call.home / "rates.parquet")
    assert call.defect().rule == "a table is given once"


def test_a_folder_named_like_a_table_is_a_defect(call):
    call.remove("rates.csv")
    (call.home / "rates.csv").mkdir()
    assert any((d.rule, d.value) == ("a table is a file", "folder") for d in call.defects())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_named_like_a_table_is_a_defect_and_not_waited_for(call):
    call.remove("rates.csv")
    os.mkfifo(call.home / "rates.csv")
    assert any(d.rule == "a table is a file" for d in call.defects())


def test_a_file_named_almost_like_a_table_is_not_passed_over(call):
    (call.home / "rates.csv").rename(call.home / "Rates.CSV")
    assert any(d.remedy == "rename it to rates.csv" for d in call.defects())


def test_parquet_types_become_the_same_table(call, tmp_path):
    typed = pl.DataFrame(
        {
            "currency": ["JPY", "USD"],
            "rate": [0.1 + 0.2, 1.0],
            "date": [datetime(2025, 6, 30), None],
            "source": ["bank", None],
        }
    )
    typed.write_parquet(call.home / "rates.parquet")
    call.remove("rates.csv")
    rates = call.read().tables["rates"]
    assert rates["rate"].to_list() == [Decimal("0.3"), Decimal(1)]
    assert str(rates["date"][0]) == "2025-06-30"


def test_a_parquet_column_without_a_text_form_is_a_defect(call):
    pl.DataFrame({"currency": ["JPY"], "rate": [1.5], "source": [b"x"]}).write_parquet(call.home / "rates.parquet")
    call.remove("rates.csv")
    assert call.defect().rule == "a column has a plain type"


def test_a_broken_parquet_file_is_a_defect(call):
    call.write("rates.parquet", b"PAR1 not at all")
    call.remove("rates.csv")
    assert any(d.rule == "the file is a readable Parquet file" for d in call.defects())


def test_a_workbook_with_its_settings_in_a_sheet_is_a_call(sheets):
    folder = read_folder(sheets.write(), "select")
    assert folder.settings.selection.bands == (Decimal("13.5"), Decimal("11.5"))
    assert folder.settings.criteria == ("Impact", "Excellence")
    assert folder.tables["requests"]["amount"].to_list() == [5000000, 20000000, 15000050, 100000]


def test_a_workbook_may_lie_in_the_folder(call, sheets):
    del sheets.cells["programme"]
    for path in call.home.glob("*.csv"):
        path.unlink()
    sheets.write().rename(call.home / "tables.xlsx")
    assert call.read().place("requests").file == "tables.xlsx sheet requests"


def test_settings_given_in_a_file_and_in_a_sheet_are_a_defect(sheets):
    (sheets.path.parent / "programme.yaml").write_text("name: x\n")
    assert any(d.rule == "settings are given once" for d in sheets.defects())


def test_spreadsheet_numbers_dates_and_truths_are_read_as_printed(sheets):
    sheets.cells["rates"] = [["currency", "rate", "date"], ["JPY", 0.1 + 0.2, datetime(2025, 6, 30)]]
    sheets.cells["requests"][4][3] = True
    folder = read_folder(sheets.write())
    assert folder.tables["rates"]["rate"][0] == Decimal("0.3")
    assert str(folder.tables["rates"]["date"][0]) == "2025-06-30"
    assert folder.tables["requests"]["self_funded"][3] is True


def test_formula_errors_are_named_by_sheet_and_cell(tmp_path, sheets):
    path = sheets.write()
    book = openpyxl.load_workbook(path)
    book["funders"]["C2"] = "#REF!"
    book["funders"]["C2"].data_type = "e"
    book["funders"]["C3"] = "=1+1"
    book.save(path)
    found = [(d.file, d.row, d.value) for d in _defects(path)]
    assert ("call.xlsx sheet funders", 1, "#REF! in cell C2") in found
    assert ("call.xlsx sheet funders", 2, "not calculated in cell C3") in found


def test_title_rows_above_the_header_are_a_defect_that_names_the_header(sheets):
    sheets.cells["funders"] = [["Joint call 2025"], [], *sheets.cells["funders"]]
    (defect,) = sheets.defects()
    assert (defect.file, defect.rule) == ("call.xlsx sheet funders", "the first row names the columns")
    assert "row 3 of the file looks like the header" in defect.remedy


def test_merged_cells_are_a_defect(tmp_path, sheets):
    path = sheets.write()
    book = openpyxl.load_workbook(path)
    book["requests"].merge_cells("A2:A3")
    book.save(path)
    assert any((d.rule, d.value) == ("cells are not merged", "A2:A3") for d in _defects(path))


def test_an_unreadable_workbook_is_a_defect(call):
    call.write("call.xlsx", b"PK\x03\x04 nothing")
    assert call.defect().rule == "the file is a readable XLSX workbook"


def test_an_unrelated_workbook_in_the_folder_is_let_alone(call):
    with xlsxwriter.Workbook(call.home / "minutes.xlsx") as book:
        book.add_worksheet("minutes").write(0, 0, "who came")
    assert call.read().notes == ()


def test_two_workbooks_with_tables_are_a_defect(call, sheets):
    for path in call.home.iterdir():
        path.unlink()
    for name in ("new.xlsx", "old.xlsx"):
        sheets.write().rename(call.home / name)
    assert (call.defect().file, call.defect().rule) == ("old.xlsx", "a programme has one workbook")


def test_only_the_tables_that_a_command_needs_are_read(call):
    call.remove("funders.csv")
    assert set(call.read("screen").tables) == {"applications", "requests", "rates"}
    with pytest.raises(ValueError, match="no table is needed by 'dance'"):
        call.read("dance")


def test_a_file_that_is_neither_folder_nor_workbook_is_a_defect(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text("x")
    assert _defects(path)[0].rule == "a programme is a folder or an XLSX workbook"
    assert _defects(tmp_path / "nowhere")[0].rule == "the programme is there"


def test_a_hundred_thousand_rows_with_quoted_commas_are_read_exactly(call):
    with (call.home / "applications.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["application_id", "title"], *([f"A{j}", f'a, "{j}"\n'] for j in range(100_000))])
    titles = call.read().tables["applications"]["title"]
    assert (titles.len(), titles[99_999]) == (100_000, 'a, "99999"\n')


def _defects(path: Path):
    from renkei.defects import DefectsFound

    with pytest.raises(DefectsFound) as raised:
        read_folder(path)
    return raised.value.defects
