"""A table as a file: CSV, or a workbook; all rows as they are filtered and sorted."""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any

from django.http import Http404, HttpResponse

from renkei.reports.sheets.book import Book, Heading, Sheet, escaped
from renkei.reports.totals import Money
from renkei.site.ui.tables.cell import Cell, plain
from renkei.site.ui.tables.column import Column
from renkei.site.ui.tables.table import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UTF_8 = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which spreadsheet programs know the encoding
WIDTHS = {"text": 30, "code": 20, "count": 12, "money": 20}  # letters
LONGEST_NAME = 31  # letters, of a sheet


def exported(*tables: Table[Any]) -> HttpResponse | None:
    """The file that the address asks for with `export=csv` or `export=xlsx`; None where it asks for a page.

    Of several tables of a page `list` names the one; a page that is not there for a name that none has.
    """
    asked = tables[0].request.GET
    match asked.get("export"):
        case "csv":
            table = _named(tables, asked.get("list", ""))
            return _file(_csv(table), "text/csv; charset=utf-8", f"{table.name}.csv")
        case "xlsx":
            table = _named(tables, asked.get("list", ""))
            return _file(_xlsx(table), XLSX, f"{table.name}.xlsx")
    return None


def _named(tables: Sequence[Table[Any]], name: str) -> Table[Any]:
    found = next((one for one in tables if name in ("", one.name)), None)
    if found is None:
        raise Http404
    return found


def _file(contents: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(contents, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _csv(table: Table[Any]) -> bytes:
    written = StringIO()
    written.write(UTF_8)
    writer = csv.writer(written)
    writer.writerow([name for column in table.columns for name in _names(column)])
    for cells in table.cells():
        pairs = zip(table.columns, cells, strict=True)
        writer.writerow([escaped(text) for column, cell in pairs for text in _texts(column, cell)])
    return written.getvalue().encode()


def _names(column: Column[Any]) -> Iterator[str]:
    yield column.name
    if column.kind == "money":
        yield f"{column.name}_currency"


def _texts(column: Column[Any], cell: Cell) -> Iterator[str]:
    yield plain(cell)
    if column.kind == "money":
        yield cell.currency if isinstance(cell, Money) else ""


def _xlsx(table: Table[Any]) -> bytes:
    written = BytesIO()
    with Book(written, str(table.caption)) as book:
        sheet = book.sheet(table.name[:LONGEST_NAME])
        sheet.head([Heading(str(column.label), WIDTHS[column.kind]) for column in table.columns], freeze=1)
        row = 0
        for row, cells in enumerate(table.cells(), 1):
            for at, cell in enumerate(cells):
                _write(sheet, row, at, cell)
        sheet.filter(row, len(table.columns))
    return written.getvalue()


def _write(sheet: Sheet, row: int, at: int, cell: Cell) -> None:
    match cell:
        case Money():
            sheet.money(row, at, cell)
        case int():
            sheet.number(row, at, cell)
        case _:
            sheet.text(row, at, plain(cell))
