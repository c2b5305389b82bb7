"""A workbook and its sheets: formats, headings, and cells that cannot turn into formulas."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from renkei.money import minor_digits
from renkei.reports.plots.svg import cells
from renkei.reports.totals import Money

CREATED = datetime(2000, 1, 1)  # a fixed day, so that the same input gives the same bytes
A4 = 9  # the number that the format gives this paper
SMALL_PRINT = 60  # percent
ONE_PAGE = 320  # letters that are still legible across one page
WIDE = 30  # letters, of a column for texts
LETTERS = 1.1  # of running text on the width of one digit
LINE, MOST_LINES = 15, 27  # points; a row is at most 409 high
LONGEST = 32_000  # letters; a cell holds 32,767
FORMULA = re.compile(r"'*[=+\-@\t\r]")  # a program may take such a text for a formula


def escaped(text: str) -> str:
    """A text that no spreadsheet takes for a formula, cut to what a cell holds; folders are written the same way."""
    cut = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return "'" + cut if FORMULA.match(cut) else cut


@dataclass(frozen=True)
class Heading:
    """A column's heading and its width in letters."""

    label: str
    width: int = 14


class Book:
    """An open workbook; closed, its bytes are in the buffer."""

    def __init__(self, buffer: BytesIO, title: str) -> None:
        self._file = xlsxwriter.Workbook(buffer, {"in_memory": True})
        self._file.set_properties({"title": title, "created": CREATED})
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def sheet(self, name: str) -> "Sheet":
        """A new sheet."""
        return Sheet(self, self._file.add_worksheet(name), name)

    def format(self, **properties: object) -> Any:
        """The format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._file.add_format({"valign": "top", **properties})
        return self._formats[key]


class Sheet:
    """A sheet written cell by cell; rows and columns count from 0."""

    def __init__(self, book: Book, page: Any, name: str) -> None:
        self.book, self.page, self.name = book, page, name
        self.wrapped: dict[int, int] = {}  # wide columns and their widths
        self.lines: dict[int, int] = {}  # rows of several lines and their number
        page.set_paper(A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)  # one page wide, as many high as it takes
        page.set_footer("&L&A&R&P / &N")

    def _print_in_parts(self, columns: int) -> None:
        """Print a sheet too wide for one page on several, each with the first `columns`."""
        self.page.fit_to_pages(0, 0)
        self.page.set_print_scale(SMALL_PRINT)
        self.page.repeat_columns(0, columns - 1)

    def head(self, headings: Sequence[Heading], freeze: int, row: int = 0) -> None:
        """Write the headings in a row and keep them, and the first `freeze` columns, in sight."""
        style = self.book.format(bold=True, bottom=2, text_wrap=True)
        for column, heading in enumerate(headings):
            self.widen(column, heading.width)
            self.page.write_string(row, column, escaped(heading.label), style)
        self.page.freeze_panes(row + 1, freeze)
        self.page.repeat_rows(row)
        if sum(heading.width for heading in headings) > ONE_PAGE:
            self._print_in_parts(freeze)

    def widen(self, column: int, width: int) -> None:
        """Give a column a width in letters; texts in wide ones take as many lines as they need."""
        self.page.set_column(column, column, width)
        if width >= WIDE:
            self.wrapped[column] = width

    def filter(self, rows: int, columns: int) -> None:
        """Offer a filter over so many rows below the headings."""
        if rows:
            self.page.autofilter(0, 0, rows, columns - 1)

    def text(self, row: int, column: int, text: str, **style: object) -> None:
        """A text, whatever it begins with."""
        if column in self.wrapped:
            style = {"text_wrap": True, **style}
            self._make_room(row, cells(text), self.wrapped[column])
        self.page.write_string(row, column, escaped(text), self.book.format(**style))

    def _make_room(self, row: int, letters: int, width: int) -> None:
        """Make a row as high as its longest text needs; not every program does that by itself."""
        lines = min(ceil(letters / (width * LETTERS)), MOST_LINES)
        if lines > self.lines.get(row, 1):
            self.lines[row] = lines
            self.page.set_row(row, LINE * lines)

    def number(self, row: int, column: int, value: float | None, form: str = "0", **style: object) -> None:
        """A number; nothing for None."""
        if value is not None:
            self.page.write_number(row, column, value, self.book.format(num_format=form, **style))

    def money(self, row: int, column: int, money: Money | None, **style: object) -> None:
        """An amount in major units, printed with its currency; nothing for None."""
        if money is not None:
            self.number(row, column, major(money), money_form(money.currency), **style)

    def formula(self, row: int, column: int, formula: str, value: float | str, form: str, **style: object) -> None:
        """A formula with the value it has now."""
        self.page.write_formula(row, column, formula, self.book.format(num_format=form, **style), value)

    def day(self, row: int, column: int, day: str | None) -> None:
        """A date given as ISO 8601; nothing for None."""
        if day is not None:
            self.page.write_datetime(row, column, date.fromisoformat(day), self.book.format(num_format="yyyy-mm-dd"))

    def mark(self, rows: int, column: int, styles: Mapping[str, Mapping[str, object]]) -> None:
        """Set off the cells of a column below the headings that hold these words; the words alone say it too."""
        for word, style in styles.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.book.format(**style)}
            self.page.conditional_format(1, column, max(rows, 1), column, rule)

    def range(self, first: int, column: int, last: int) -> str:
        """The address of some cells of a column, as other sheets write it."""
        return f"'{self.name}'!{xl_range_abs(first, column, last, column)}"


def major(money: Money) -> float:
    """An amount in major units."""
    return float(money.minor / 10 ** minor_digits(money.currency))


def money_form(currency: str) -> str:
    """The number format of a currency's amounts."""
    digits = minor_digits(currency)
    decimals = "." + "0" * digits if digits else ""
    return f"[${currency}] #,##0{decimals}" if currency else f"#,##0{decimals}"
