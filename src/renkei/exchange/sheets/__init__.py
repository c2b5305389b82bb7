"""The sheets that secretariats keep: a row an application, a column a funder. See docs/importing-sheets.md."""

from renkei.exchange.sheets.cells import Book, Grid, grid
from renkei.exchange.sheets.files import open_book
from renkei.exchange.sheets.mapping import SheetMapping, read_mapping
from renkei.exchange.sheets.offer import offered_mapping
from renkei.exchange.sheets.report import report_json, report_text
from renkei.exchange.sheets.understand import read_sheet
from renkei.exchange.sheets.understanding import Understanding

__all__ = [
    "Book",
    "Grid",
    "SheetMapping",
    "Understanding",
    "grid",
    "offered_mapping",
    "open_book",
    "read_mapping",
    "read_sheet",
    "report_json",
    "report_text",
]
