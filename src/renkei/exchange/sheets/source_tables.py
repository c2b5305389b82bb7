"""Which sheet holds the proposals, and where tables of funders stand beside it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from renkei.exchange.sheets.cells import Book, Grid, Value, letter
from renkei.exchange.sheets.layout import Header, find_header, stated_header
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.money import parse_decimal


@dataclass(frozen=True)
class Source:
    """A table in a sheet: its header, and the rows below it."""

    grid: Grid
    header: Header
    rows: range


def choose_tables(book: Book, mapping: SheetMapping, findings: Findings) -> tuple[Source, list[Source]] | None:
    """The table of proposals and those of funders; None, with a question or defect, where there is no one answer."""
    main = _main(book, mapping, findings)
    if main is None:
        return None
    grid, header = main
    others = [
        source for one in book.grids if one.visible and (source := _funders(one, header if one is grid else None))
    ]
    if mapping.funders_sheet:
        others = [source for source in others if source.grid.name in {mapping.funders_sheet, grid.name}]
    for one in book.grids:
        if not one.visible and one.filled_anywhere():
            findings.say(f"the hidden sheet {one.name!r} was left out")
    _say_hidden(grid, findings)
    return Source(grid, header, range(header.rows[-1] + 1, grid.height)), others


def with_stated_cells(book: Book, grid_name: str, mapping: SheetMapping) -> Book:
    """The book with the cells that the mapping states in place of what the sheet holds."""
    return replace(book, grids=tuple(_stated(grid, mapping) if grid.name == grid_name else grid for grid in book.grids))


def _stated(grid: Grid, mapping: SheetMapping) -> Grid:
    rows = [list(row) for row in grid.rows]
    for (row, column), text in mapping.cells.items():
        if row < len(rows):
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = _value(text)
    kept = {place: value for place, value in grid.errors.items() if place not in mapping.cells}
    formats = {place: value for place, value in grid.formats.items() if place not in mapping.cells}
    uncached = grid.uncached - set(mapping.cells)
    return replace(grid, rows=tuple(map(tuple, rows)), errors=kept, formats=formats, uncached=uncached)


def _value(text: str) -> Value:
    try:
        number: Decimal = parse_decimal(text)
    except ValueError:
        return None if text in {"-", "none"} else text
    return number


def _main(book: Book, mapping: SheetMapping, findings: Findings) -> tuple[Grid, Header] | None:
    if mapping.sheet is not None:
        wanted = [grid for grid in book.grids if grid.name.casefold() == mapping.sheet.casefold()]
        if not wanted:
            names = ", ".join(grid.name for grid in book.grids)
            findings.defect(-1, "", mapping.sheet, "is not a sheet of the file", f"name one of: {names}")
            return None
    else:
        wanted = [grid for grid in book.grids if grid.visible]
    found = [(grid, header) for grid in wanted if (header := _header(grid, mapping))]
    if len(found) == 1:
        return found[0]
    if found:
        titles = [grid.name for grid, _ in found]
        findings.ask(
            "sheet",
            f"{len(found)} sheets hold tables of proposals",
            [f"sheet {name!r} is the one" for name in titles],
            Answer(("sheet",), " or ".join(titles)),
        )
        return None
    _ask_header(wanted, findings)
    return None


def _header(grid: Grid, mapping: SheetMapping) -> Header | None:
    if mapping.header_rows:
        return stated_header(grid, mapping.header_rows) if max(mapping.header_rows) < grid.height else None
    return find_header(grid, "applications")


def _ask_header(wanted: list[Grid], findings: Findings) -> None:
    if not any(grid.filled_anywhere() for grid in wanted):
        findings.defect(-1, "", "", "holds no filled sheet", "name a file with a sheet of proposals")
        return
    filled = " or ".join(grid.name for grid in wanted if grid.filled_anywhere())
    findings.ask(
        "header_rows",
        "no row was recognised as the header of a table of proposals",
        ["it is in a language or in words that are not known", "the file holds no such table"],
        Answer(("sheet",), filled),
        Answer(("header_rows",), "[4, 5] or whichever rows hold the header"),
        Answer(("columns", "application_id"), "the column's letter"),
        Answer(("columns", "title"), "the column's letter"),
        Answer(("columns", "score"), "the column's letter, if any"),
    )


def _funders(grid: Grid, main: Header | None) -> Source | None:
    """A table with a row a funder, apart from the header of the proposals; it ends at a blank row."""
    taken = set(main.rows) if main else set()
    header = find_header(grid, "funders", [row for row in range(grid.height) if row not in taken])
    if header is None:
        return None
    end = next(
        (row for row in range(header.rows[-1] + 1, grid.height) if not grid.filled(row) or row in taken), grid.height
    )
    return Source(grid, header, range(header.rows[-1] + 1, end))


def _say_hidden(grid: Grid, findings: Findings) -> None:
    if grid.hidden_rows:
        rows = ", ".join(str(row + 1) for row in sorted(grid.hidden_rows))
        findings.say(f"rows {rows} are hidden and were read like the others")
    if grid.hidden_columns:
        columns = ", ".join(letter(one) for one in sorted(grid.hidden_columns))
        findings.say(f"columns {columns} are hidden and were read like the others")
