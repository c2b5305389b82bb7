"""Common money in the page, the workbook and the summary: pots, contributions, the top-up and its parts."""

from io import BytesIO, StringIO
from xml.etree import ElementTree

import openpyxl
import pytest
from rich.console import Console

from renkei.records.canonical import load
from renkei.reports import html, summary, workbook
from tests.engines.selection.test_real_pots import TWO_GIVE
from tests.records.test_pots import made
from tests.records.test_top_up import CALL

LANGUAGES = ["en", "fr", "ja"]


def cells(page: str, table: str) -> list[list[str]]:
    rows = ElementTree.fromstring(page).findall(f".//table[@id='{table}']/tbody/tr")
    return [["".join(cell.itertext()).replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows]


def test_the_page_says_what_a_real_pot_is_made_of_and_at_which_rates() -> None:
    page = html(load(made(TWO_GIVE)), TWO_GIVE.settings, TWO_GIVE.tables)
    assert cells(page, "table-pot-0") == [["N", "EUR 0.70", "EUR 0.70"], ["S", "SEK 7.05", "EUR 0.71"]]
    assert "SEK 10 (central bank)" in page
    assert [row[0] for row in cells(page, "table-budget")] == ["V", "P"]


def test_the_page_says_how_the_top_up_was_settled_and_what_it_pays_for_whom() -> None:
    page = html(load(made(CALL)), CALL.settings, CALL.tables)
    figures = dict(cells(page, "table-pot-0"))
    assert figures["Cap: the grant"] == "EUR 0.40"
    assert figures["Amount: the largest whose share holds"] == "EUR 0.34"
    assert figures["Share reached"] == "0.326923"
    assert cells(page, "table-pot-0-funders")[0] == ["X", "EUR 0.08", "EUR 0.08", "EUR 0.08", "EUR 0.12", "EUR 0.12"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("call", [TWO_GIVE, CALL], ids=["real", "top-up"])
def test_pots_are_reported_in_every_language(call, language) -> None:
    record = load(made(call))
    ElementTree.fromstring(html(record, call.settings, call.tables, language))
    book = openpyxl.load_workbook(BytesIO(workbook(record, call.settings, call.tables, language)))
    assert len(book.sheetnames) == 8
    Console(file=StringIO(), width=100).print(summary(record, call.settings, call.tables, language))


def test_the_workbook_has_the_amounts_as_numbers() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(load(made(CALL)), CALL.settings, CALL.tables)))
    values = [[cell.value for cell in row] for row in book["Pots"].iter_rows()]
    assert ["X", 0.08, 0.08, 0.08, 0.12, 0.12] in values
    available = {row[0].value: row[6].value for row in book["Funders"].iter_rows(min_row=2)}
    assert available["X"] == "=E2+F2+0.2"


def test_the_summary_says_the_top_up_in_a_line() -> None:
    stream = StringIO()
    Console(file=stream, width=120).print(summary(load(made(CALL)), CALL.settings, CALL.tables))
    text = stream.getvalue().replace("\N{NO-BREAK SPACE}", " ")
    assert "Top-up EU: EUR 0.34 of at most EUR 0.40; 32.6% of all public money above the gap; EUR 0.20 " in text
