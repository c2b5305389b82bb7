"""Where the table stands in a sheet: its header rows, and what is written above each column."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from renkei.exchange.sheets.amounts import is_amount
from renkei.exchange.sheets.cells import Grid
from renkei.exchange.sheets.countries import country_code
from renkei.exchange.sheets.scale_texts import is_scale
from renkei.exchange.sheets.units import is_unit
from renkei.exchange.sheets.words import Match, match

NAMING = frozenset({"application_id", "number", "acronym", "title"})
LABELLED = frozenset({"country", "currency", "unit", "funder"})  # header rows that may carry a label of their own
_LONGEST_HEADER = 150
_LEVELS = 3


@dataclass(frozen=True)
class Header:
    """The header rows of a table, top to bottom; `anchor` is the one that names the columns."""

    kind: str
    anchor: int
    rows: tuple[int, ...]


def find_header(grid: Grid, kind: str, rows: Iterable[int] | None = None) -> Header | None:
    """The header of the applications' or the funders' table among the rows; None where there is none."""
    wanted = list(range(grid.height) if rows is None else rows)
    scored = [(_anchor_score(grid, row, kind), -row) for row in wanted]
    best = max((score for score in scored if score[0] > (0, 0)), default=None)
    return None if best is None else Header(kind, -best[1], _levels(grid, -best[1]))


def stated_header(grid: Grid, rows: tuple[int, ...]) -> Header:
    """The header that a mapping states."""
    known = {row: len(header_roles(grid, row)) for row in rows}
    return Header("applications", max(sorted(rows), key=lambda row: known[row]), tuple(range(min(rows), max(rows) + 1)))


def header_roles(grid: Grid, row: int) -> dict[int, str]:
    """Column → role for the cells of a row that hold a header word."""
    found = {}
    for column in grid.filled(row):
        text = grid.text(row, column)
        matched = (
            header_word(text) if isinstance(grid.value(row, column), str) and len(text) <= _LONGEST_HEADER else None
        )
        if matched:
            found[column] = matched.meaning
    return found


def header_word(text: str) -> Match | None:
    """The header word of a text; "no" counts only alone, for RCN (NO) is Norway's."""
    found = match("columns", text)
    return None if found and found.meaning == "number" and not found.whole else found


def is_number(grid: Grid, row: int, column: int) -> bool:
    """Say whether a cell holds a number, or a text that states one and nothing but a unit beside it."""
    value = grid.value(row, column)
    return isinstance(value, Decimal) or (isinstance(value, str) and is_amount(value))


def has_numbers(grid: Grid, row: int) -> bool:
    """Say whether any cell of a row holds a number."""
    return any(is_number(grid, row, column) for column in grid.filled(row))


def parts(grid: Grid, header: Header) -> dict[int, list[str]]:
    """Column → the header texts above it, top to bottom, group headers spread over their columns."""
    above: dict[int, list[str]] = {column: [] for column in range(grid.width)}
    for row in header.rows:
        spread = _spread(grid, header, row)
        for column, text in spread.items():
            if text and text not in above[column]:
                above[column].append(text)
    return above


def row_label(grid: Grid, row: int) -> str | None:
    """The meaning of a header row that carries its own label, such as "Currency" before JPY, CAD, EUR."""
    cells = grid.filled(row)
    if len(cells) < 2:
        return None
    label = match("rows", grid.text(row, cells[0]))
    return label.meaning if label and label.meaning in LABELLED and label.whole else None


def _anchor_score(grid: Grid, row: int, kind: str) -> tuple[int, int]:
    """How much a row looks like the one that names the columns: distinct roles, then filled cells."""
    roles = set(header_roles(grid, row).values())
    filled = grid.filled(row)
    if has_numbers(grid, row) and not _only_years(grid, row):
        return 0, 0
    is_funders = {"funder", "budget"} <= roles and not roles & (NAMING - {"number"})
    if kind == "funders":
        return (len(roles), len(filled)) if is_funders else (0, 0)
    if is_funders or not roles & NAMING or len(filled) < 3:
        return 0, 0
    return len(roles), len(filled)


def _only_years(grid: Grid, row: int) -> bool:
    """Headers such as 2025 and 2026 are numbers too."""
    numbers = [grid.text(row, column) for column in grid.filled(row) if is_number(grid, row, column)]
    return all(len(text) == 4 and text.startswith("20") for text in numbers)


def _levels(grid: Grid, anchor: int) -> tuple[int, ...]:
    top = bottom = anchor
    while top > 0 and anchor - top < _LEVELS - 1 and _is_group_row(grid, top - 1, anchor):
        top -= 1
    while bottom - anchor < _LEVELS and _is_sub_header(grid, bottom + 1, anchor):
        bottom += 1
    return tuple(range(top, bottom + 1))


def _is_group_row(grid: Grid, row: int, anchor: int) -> bool:
    """A row of group headers: no numbers, and not the title over the whole table."""
    filled = grid.filled(row)
    if not filled or has_numbers(grid, row) or any(len(grid.text(row, column)) > _LONGEST_HEADER for column in filled):
        return False
    if len(filled) > 1:
        return True
    table = grid.filled(anchor)
    area = grid.covering(row, filled[0])
    if area is None:
        return filled[0] > table[0]
    return area[1] > table[0] or area[3] < table[-1] - 2


def _is_sub_header(grid: Grid, row: int, anchor: int) -> bool:
    """A header row below the one that names the columns: funders under a group, units, currencies, countries."""
    filled = grid.filled(row)
    if not filled or (has_numbers(grid, row) and not _only_years(grid, row)):
        return False
    if row_label(grid, row):
        return True
    if all(_is_unit_or_country(grid.text(row, column)) or is_scale(grid.text(row, column)) for column in filled):
        return True
    filled = [column for column in filled if not is_scale(grid.text(row, column))]
    roles = header_roles(grid, anchor)
    naming = [
        column
        for column in filled
        if roles.get(column) in NAMING | {"rank", "score"} and not _is_group(grid, anchor, column)
    ]
    return not naming and _below_groups(grid, filled, anchor)


def _is_group(grid: Grid, row: int, column: int) -> bool:
    """Say whether a merged header spans several columns: "Evaluation" over the criteria."""
    area = grid.covering(row, column)
    return area is not None and area[3] > area[1]


def _below_groups(grid: Grid, filled: list[int], anchor: int) -> bool:
    """Most of the cells stand under a blank or a merged cell of the row above: names under a group header."""
    under = [column for column in filled if not grid.text(anchor, column) or grid.covering(anchor, column)]
    return len(under) * 2 >= len(filled) and len(filled) > 1


def _is_unit_or_country(text: str) -> bool:
    return is_unit(text) or country_code(text) is not None


def _spread(grid: Grid, header: Header, row: int) -> dict[int, str]:
    """Column → text of one header row: merged cells over their area, others over the blank columns to the right."""
    texts: dict[int, str] = {}
    label = grid.filled(row)[0] if row_label(grid, row) and row != header.anchor else None
    current = ""
    for column in range(grid.width):
        area = grid.covering(row, column)
        own = grid.text(row, column)
        if area is not None:
            texts[column], current = grid.text(area[0], area[1]), ""
        elif own:
            texts[column] = current = own
        elif current and _has_lower(grid, header, row, column):
            texts[column] = current
        if column == label:
            texts[column], current = "", ""
    return texts


def _has_lower(grid: Grid, header: Header, row: int, column: int) -> bool:
    return any(
        grid.text(lower, column) and not _is_unit_or_country(grid.text(lower, column))
        for lower in header.rows
        if lower > row
    )
