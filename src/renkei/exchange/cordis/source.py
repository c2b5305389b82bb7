"""Where CORDIS's tables stand: a folder or a zip as published, as CSV, JSON or XLSX."""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

from python_calamine import CalamineError, CalamineWorkbook

from renkei.defects import Defect
from renkei.exchange.cordis.quoting import read_csv

Name = Literal["project", "organization"]
FORMATS = (".csv", ".json", ".xlsx")  # the first format found of a table is read
LARGEST_FILE = 2 * 2**30  # bytes; the whole of H2020 is under 0.1 of it

_REMEDY = "unpack the zip that CORDIS publishes and try the folder, or fetch it again"


@dataclass(frozen=True)
class RawTable:
    """A published table as text: column names, and rows of as many cells; a row that could not be read is empty."""

    file: str
    columns: tuple[str, ...]
    rows: list[list[str]]
    defects: tuple[Defect, ...] = ()


def read_table(source: Path, name: Name) -> RawTable | None:
    """The table of that name in a folder or zip; None when the source does not hold it.

    Defects of its rows come with it; what makes the whole file unreadable is a defect of row 0.
    """
    files = {**_in_zip(source)} if source.is_file() else {**_in_folder(source)}
    pattern = re.compile(rf"(?:.*[_-])?{name}", re.IGNORECASE)
    for suffix in FORMATS:
        found = [file for file in sorted(files) if file.suffix.lower() == suffix and pattern.fullmatch(file.stem)]
        if len(found) > 1:
            listed = ", ".join(str(file) for file in found)
            return _failed(str(found[0]), f"several files could be the table {name}: {listed}", "leave one of them")
        if found:
            return _parsed(str(found[0]), suffix, files[found[0]])
    return None


def _in_folder(folder: Path) -> dict[Path, Callable[[], bytes]]:
    """The files of a folder and of the folders in it, as the zips unpack with and without one."""
    found = [file for pattern in ("*", "*/*") for file in folder.glob(pattern) if file.is_file()]
    return {file.relative_to(folder): file.read_bytes for file in found}


def _in_zip(file: Path) -> dict[Path, Callable[[], bytes]]:
    try:
        with zipfile.ZipFile(file) as archive:
            return {
                Path(entry.filename): lambda entry=entry: _unpacked(file, entry)  # type: ignore[misc]
                for entry in archive.infolist()
                if not entry.is_dir()
            }
    except zipfile.BadZipFile:
        return {Path(file.name): file.read_bytes}


def _unpacked(file: Path, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > LARGEST_FILE:
        raise ValueError(f"it unpacks to {entry.file_size:,} bytes, more than {LARGEST_FILE:,}")
    with zipfile.ZipFile(file) as archive:
        return archive.read(entry)


def _parsed(file: str, suffix: str, content: Callable[[], bytes]) -> RawTable:
    readers = {".csv": _csv, ".json": _json, ".xlsx": _xlsx}
    try:
        return readers[suffix](file, content())
    except (ValueError, KeyError, zipfile.BadZipFile, CalamineError) as error:
        return _failed(file, f"the file cannot be read: {error}", _REMEDY)


def _failed(file: str, rule: str, remedy: str) -> RawTable:
    return RawTable(file, (), [], (Defect(file, 0, "", "", rule, remedy),))


def _csv(file: str, content: bytes) -> RawTable:
    columns, rows, defects = read_csv(content.decode("utf-8"), file)
    return RawTable(file, tuple(columns), rows, tuple(defects))


def _json(file: str, content: bytes) -> RawTable:
    # Numbers stay as printed, so that no amount passes through binary floating point.
    records = json.loads(content, parse_float=str, parse_int=str)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ValueError("it is not a list of records")
    columns = tuple(dict.fromkeys(key for record in records for key in record))
    return RawTable(file, columns, [[_text(record.get(name)) for name in columns] for record in records])


def _xlsx(file: str, content: bytes) -> RawTable:
    lines = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    columns, *rows = [[_text(cell) for cell in line] for line in lines] or [[]]
    return RawTable(file, tuple(columns), rows)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return value.isoformat()
    return str(value)
