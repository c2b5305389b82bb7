"""An XLSX workbook: its sheets as records of text, and what a sheet reader would pass over in silence."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from renkei.defects import Defect, say
from renkei.limits import workbook_fault
from renkei.programme.header import header_at, settle
from renkei.programme.numbers import number_text
from renkei.programme.source import Source, whole
from renkei.tables import Table

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
_PLACE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
# what damaged archives, their XML and their compressed parts raise
UNREADABLE = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Workbook:
    """An opened workbook; close to nothing is read before a sheet is asked for."""

    path: Path
    book: CalamineWorkbook

    @property
    def sheets(self) -> list[str]:
        """The names of its sheets."""
        return list(self.book.sheet_names)

    def records(self, name: str) -> list[list[str | None]]:
        """All rows of a sheet from its first, as text."""
        rows = self.book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return [[cell_text(cell) for cell in row] for row in rows]

    def read(self, name: str, table: Table, found: list[Defect]) -> Source | None:
        """The text table in a sheet, or None when it cannot be read; defects go to `found`."""
        file = f"{self.path.name} sheet {name}"
        try:
            found.extend(silent_faults(self.path, name, file))
            records = self.records(name)
            found.extend(_merged(self.book.get_sheet_by_name(name), file, header_at(table, records) or 0))
        except UNREADABLE:
            found.append(unreadable(file))
            return None
        return settle(table, file, records, found)


def open_workbook(path: Path, found: list[Defect]) -> Workbook | None:
    """The workbook at `path`, or None with a defect when it cannot be read or is too large."""
    try:
        value, rule = workbook_fault(path)
        if rule:
            found.append(whole(path.name, rule, "delete what is not part of the call from it", value=value))
            return None
        return Workbook(path, CalamineWorkbook.from_path(path))
    except UNREADABLE:
        found.append(unreadable(path.name))
        return None


def unreadable(file: str) -> Defect:
    """The defect of a workbook or sheet that no reader opens."""
    return whole(file, "the file is a readable XLSX workbook", "save it again as XLSX, without a password")


def cell_text(cell: object) -> str | None:  # noqa: PLR0911 - one a type
    """A spreadsheet cell as a CSV file would hold it: 0.3, 200000, yes, 2025-12-31."""
    match cell:
        case None | "":
            return None
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case float():
            return number_text(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return f"{number_text(cell.total_seconds())} s"
        case _:
            return str(cell)


def _merged(sheet: CalamineSheet, file: str, header: int) -> Iterator[Defect]:
    """Merged cells hold a value in their first cell only: a defect from the header on."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if bottom < header:
            continue
        span = f"{_place(top, left)}:{_place(bottom, right)}"
        remedy = "unmerge the cells and write the value in each of them, or in a header name each column once"
        yield whole(file, "cells are not merged", remedy, value=span)


def _place(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def silent_faults(path: Path, name: str, file: str) -> Iterator[Defect]:
    """Error values such as #REF! and formulas never calculated, which the reader gives as empty cells."""
    xml = _sheet_xml(path, name)
    if b't="e"' not in xml and not _FORMULA.search(xml):
        return
    for cell in _CELL.finditer(xml):
        marks, inside = cell[1], cell[2] or b""
        value = _VALUE.search(inside)
        if b't="e"' in marks:
            error = value[1].decode("utf-8", "replace") if value else "#ERROR"
            yield _cell(file, marks, error, "mend the formula, or write the value itself")
        elif value is None and _FORMULA.search(inside) and b't="str"' not in marks:
            remedy = "open the workbook in a spreadsheet program and save it, or write the value itself"
            yield _cell(file, marks, "not calculated", remedy)


def _cell(file: str, marks: bytes, value: str, remedy: str) -> Defect:
    place = _PLACE.search(marks)
    column, row = (place[1].decode(), int(place[2])) if place else ("", 1)
    return Defect(
        file,
        row - 1,
        "",
        say("{value} in cell {cell}", value=value, cell=f"{column}{row}"),
        "a formula gives a value",
        remedy,
    )


def _sheet_xml(path: Path, name: str) -> bytes:
    """The XML of a sheet; KeyError where the workbook does not say where it is."""
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        ids = {sheet.get("name"): sheet.get(f"{_REL}id") for sheet in book.iter(f"{_MAIN}sheet")}
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        target = targets[ids[name]]
        return archive.read(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
