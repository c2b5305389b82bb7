"""The decimal mark of a sheet's texts: stated, seen in figures that bear one reading only, or proven by totals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from renkei.exchange.sheets.amounts import Cell
from renkei.exchange.sheets.cells import Place, cell_name, letter
from renkei.exchange.sheets.figures import MARKS, Mark
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.totals import Check, sums_settle

_FAR = 50  # a reading so many times below the column's middle is not taken on the word of other columns


@dataclass(frozen=True)
class Marks:
    """The decimal mark, and how it was determined. `strict`: it was stated, and other writing is a defect."""

    mark: Mark | None
    why: str
    strict: bool = False
    columns: Mapping[int, Mark] = field(default_factory=dict)

    def value(self, cell: Cell, column: int) -> Decimal | None:
        """A cell's figure; None where it has none under the mark."""
        return figure_value(cell, self.columns.get(column, self.mark), self.strict or column in self.columns)


def figure_value(cell: Cell, mark: Mark | None, strict: bool = False) -> Decimal | None:
    """The value of a cell's figure: open figures under the mark, others by themselves unless the mark is strict."""
    figure = cell.figure
    if figure is None:
        return None
    if not figure.is_open and not (strict and cell.is_text):
        return figure.comma if figure.comma is not None else figure.point
    return figure.under(mark) if mark else None


def settle_marks(
    cells: dict[Place, Cell], checks: list[Check], mapping: SheetMapping, decimal: Mark | None, findings: Findings
) -> Marks:
    """The decimal mark of the money and score cells given, or a question with both readings."""
    stated = decimal or mapping.decimal
    if stated:
        return Marks(stated, f"decimal {stated}, as stated", strict=True, columns=mapping.column_decimals)
    texts = {place: cell for place, cell in cells.items() if cell.figure is not None and cell.is_text}
    decided = {
        mark: [place for place, cell in texts.items() if cell.figure and cell.figure.decided == mark] for mark in MARKS
    }
    seen = [mark for mark in MARKS if decided[mark]]
    left = {
        place: cell
        for place, cell in texts.items()
        if cell.figure and cell.figure.is_open and place[1] not in mapping.column_decimals
    }
    if not left:
        return Marks(seen[0] if len(seen) == 1 else None, _why(seen, decided, texts), columns=mapping.column_decimals)
    proven = sums_settle(
        checks, cells, lambda mark: lambda place: figure_value(cells[place], mark) if place in cells else None
    )
    if proven and (not seen or seen == [proven] or _all_checked(left, checks)):
        return Marks(proven, f"decimal {proven}: the totals add up only so", columns=mapping.column_decimals)
    if len(seen) == 1 and not proven and not _doubtful(left, cells, seen[0]):
        return Marks(seen[0], _why(seen, decided, texts), columns=mapping.column_decimals)
    _ask(left, len(seen) == 2, findings)
    return Marks(None, "decimal mark open", columns=mapping.column_decimals)


def _why(seen: list[Mark], decided: dict[Mark, list[Place]], texts: dict[Place, Cell]) -> str:
    if not seen:
        return "no text holds a decimal mark"
    shown = [
        f"decimal {mark} in {len(decided[mark])} texts such as {texts[decided[mark][0]].shown!r} "
        f"({_where(decided[mark][0], texts)})"
        for mark in seen
    ]
    return "; ".join(shown) + ("; each such text bears one reading only" if len(seen) == 2 else "")


def _where(place: Place, cells: dict[Place, Cell]) -> str:
    return cells[place].where or cell_name(*place)


def _all_checked(left: dict[Place, Cell], checks: list[Check]) -> bool:
    covered = {place for check in checks for place in check.places()}
    return set(left) <= covered


def _doubtful(left: dict[Place, Cell], cells: dict[Place, Cell], mark: Mark) -> bool:
    """Say whether an open figure would stand far below its column under the mark, and within it under the other."""
    for (row, column), cell in left.items():
        if cell.where:  # a budget, which may be in another unit or table
            continue
        others = sorted(
            value
            for (r, c), other in cells.items()
            if c == column
            and r != row
            and not other.where
            and other.figure
            and not other.figure.is_open
            and (value := figure_value(other, None))
            and value > 0
        )
        own, other_reading = figure_value(cell, mark), figure_value(cell, "point" if mark == "comma" else "comma")
        if not others or own is None or other_reading is None:
            continue
        middle = others[len(others) // 2]
        if _is_far(own, middle) and not _is_far(other_reading, middle):
            return True
    return False


def _is_far(value: Decimal, middle: Decimal) -> bool:
    return value * _FAR < middle or value > middle * _FAR


def _ask(left: dict[Place, Cell], is_mixed: bool, findings: Findings) -> None:
    """One question for the sheet, or one a column where both marks are in use."""
    groups: dict[str, list[tuple[Place, Cell]]] = {}
    for place, cell in left.items():
        groups.setdefault(letter(place[1]) if is_mixed else "", []).append((place, cell))
    for name, found in groups.items():
        (row, column), cell = found[0]
        figure = cell.figure
        if figure is None:
            continue
        findings.ask(
            f"decimal.{name}" if name else "decimal",
            f"{len(found)} figures such as {cell.shown!r} ({_where((row, column), left)}) "
            "may be read with a decimal comma or point",
            [f"comma: {cell.shown} is {figure.comma:f}", f"point: {cell.shown} is {figure.point:f}"],
            Answer(("decimal", name) if name else ("decimal",), "comma or point"),
        )
