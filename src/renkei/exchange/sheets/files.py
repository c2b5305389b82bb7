"""Opening a spreadsheet file: XLSX, XLS, ODS or CSV to plain cell grids."""

import csv
import io
import zipfile
import zlib
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from renkei.defects import Defect, DefectsFound
from renkei.exchange.sheets.cells import Book, Grid, value_of
from renkei.exchange.sheets.parts import SheetParts, read_parts
from renkei.limits import workbook_fault

_CALAMINE = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_SEPARATORS = ";\t,"


def open_book(path: Path | str) -> Book:
    """The file's sheets as plain grids. Raises DefectsFound where it is no spreadsheet that can be read."""
    path = Path(path)
    kind = path.suffix.lower()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refused(path, f"cannot be read ({error.strerror})", "name a file") from None
    if kind == ".csv":
        return _csv_book(path, content)
    if kind not in _CALAMINE:
        raise _refused(
            path,
            f"{kind or 'a file without ending'} is not a spreadsheet format read here",
            "save it as .xlsx (or .ods, .xls, .csv)",
        )
    _refuse_too_large(path, content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return Book(path.name, *_grids(workbook, read_parts(content) if kind in {".xlsx", ".xlsm"} else {}, kind))
    except PasswordError:
        raise _refused(path, "is locked with a password", "save it without one") from None
    except CalamineError as error:
        raise _refused(
            path, f"is not a readable spreadsheet ({error})", "open it in a spreadsheet program and save it as .xlsx"
        ) from None


def _refuse_too_large(path: Path, content: bytes) -> None:
    """Raise DefectsFound for a zipped workbook that unpacks to more than a sheet can need."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    try:
        found, rule = workbook_fault(io.BytesIO(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        remedy = "open it in a spreadsheet program and save it as .xlsx"
        raise _refused(path, f"is not a readable spreadsheet ({error})", remedy) from None
    if rule:
        raise _refused(path, f"{rule}, not {found}", "delete what is not part of the call from it")


def _grids(
    workbook: CalamineWorkbook, parts: dict[str, SheetParts], kind: str
) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    found = []
    for about in workbook.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        rows = [] if sheet.end is None else sheet.to_python(skip_empty_area=False)
        own = parts.get(about.name, SheetParts())
        merged = tuple(own.merged) or tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
        cells = [[value_of(cell) for cell in row] for row in rows]
        for row, column in (*own.errors, *own.uncached):
            if row < len(cells) and column < len(cells[row]):
                cells[row][column] = None
        found.append(
            Grid(
                about.name,
                tuple(map(tuple, cells)),
                merged,
                frozenset(own.uncached),
                dict(own.errors),
                dict(own.formats),
                frozenset(own.hidden_rows),
                frozenset(own.hidden_columns),
                about.visible == SheetVisibleEnum.Visible,
            )
        )
    notes = (
        ()
        if kind in {".xlsx", ".xlsm"}
        else (
            f"{kind} does not show formula errors, number formats and hidden rows here: save as .xlsx if it holds any",
        )
    )
    return tuple(found), notes


def _csv_book(path: Path, content: bytes) -> Book:
    """A CSV file of UTF-8 text; the separator is the one that gives every filled line the same, largest width."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(path, "is not UTF-8 text", "open it in a spreadsheet program and save it as .xlsx") from None
    tables = [list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)) for separator in _SEPARATORS]
    scored = [(_usual_width(table), -place, table) for place, table in enumerate(tables)]
    width, _, best = max(scored, key=lambda one: one[:2])
    if width < 2:
        raise _refused(path, "has no columns", "separate them with ; , or tabs, or save the sheet as .xlsx")
    return Book(path.name, (Grid(path.stem, tuple(tuple(value_of(cell) for cell in row) for row in best)),))


def _usual_width(table: list[list[str]]) -> int:
    """The width that most lines have."""
    widths = [len(row) for row in table if row]
    return max(sorted(set(widths)), key=widths.count, default=0)


def _refused(path: Path, rule: str, remedy: str) -> DefectsFound:
    return DefectsFound([Defect(path.name, 0, "", "", rule, remedy)])
