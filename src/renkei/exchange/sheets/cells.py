"""Plain cell grids: what a sheet holds, free of any file format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

SIGNIFICANT_DIGITS = 15  # what spreadsheets keep: 82.90000000000001 is 82.9

Value = str | Decimal | bool | date | time | timedelta | None
Place = tuple[int, int]  # row and column from 0
Area = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


@dataclass(frozen=True)
class Grid:
    """One sheet. Rows and columns count from 0 here and as in the spreadsheet (1, A) wherever a person reads them.

    `uncached`: formulas without a stored value; `errors`: formula errors such as #DIV/0!;
    `formats`: number formats other than the general one.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Area, ...] = ()
    uncached: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    formats: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def value(self, row: int, column: int) -> Value:
        """What a cell holds; None where it is empty or lies outside."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """A cell's text, stripped; numbers as plain decimals, empty for nothing."""
        value = self.value(row, column)
        if isinstance(value, Decimal):
            return f"{value:f}"
        return "" if value is None else str(value).strip()

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold something."""
        return [column for column in range(self.width) if self.holds(row, column)]

    def holds(self, row: int, column: int) -> bool:
        """Say whether a cell holds anything, a formula without value and an error included."""
        place = (row, column)
        return bool(self.text(row, column)) or place in self.uncached or place in self.errors

    def filled_anywhere(self) -> bool:
        """Say whether any cell holds anything."""
        return any(self.filled(row) for row in range(self.height))

    def areas_at(self, row: int) -> Iterator[Area]:
        """The merged areas that cover part of a row."""
        return (area for area in self.merged if area[0] <= row <= area[2])

    def covering(self, row: int, column: int) -> Area | None:
        """The merged area that covers a cell, if any."""
        return next((area for area in self.areas_at(row) if area[1] <= column <= area[3]), None)


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets in order, under the file's name."""

    name: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()


def grid(name: str, rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Grid:
    """A grid of plain Python values, with merged areas written as in a spreadsheet ("A1:C1")."""
    return Grid(
        name, tuple(tuple(value_of(cell) for cell in row) for row in rows), tuple(area_of(area) for area in merged)
    )


def value_of(raw: object) -> Value:
    """A reader's value as a cell's: floats to fifteen significant digits, blank text as None."""
    if isinstance(raw, bool) or raw is None:
        return raw
    if isinstance(raw, int | float | Decimal):
        number = Decimal(f"{raw:.{SIGNIFICANT_DIGITS}g}")
        return Decimal(int(number)) if number == number.to_integral_value() else number
    if isinstance(raw, date | time | timedelta):
        return raw
    return str(raw) if str(raw).strip() else None


def letter(column: int) -> str:
    """A column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The column, from 0, of its letters; ValueError for anything else."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError(f"{letters!r} is not a column such as H")
    number = 0
    for sign in letters.upper():
        number = number * 26 + ord(sign) - 64
    return number - 1


def place_of(name: str) -> Place:
    """The row and column, from 0, of a cell's name such as H7."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not letters or not digits or int(digits) == 0:
        raise ValueError(f"{name!r} is not a cell such as H7")
    return int(digits) - 1, column_of(letters)


def area_of(name: str) -> Area:
    """The area of its name such as A1:C1."""
    first, _, last = name.partition(":")
    return (*place_of(first), *place_of(last or first))


def cell_name(row: int, column: int) -> str:
    """A cell's name as a spreadsheet shows it: (6, 7) is H7."""
    return f"{letter(column)}{row + 1}"
