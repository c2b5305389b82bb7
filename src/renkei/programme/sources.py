"""Where a programme's tables are: in a folder's CSV and Parquet files, or in the sheets of one workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from renkei.defects import Defect
from renkei.programme.csv_file import read_csv
from renkei.programme.nearness import folded, nearest_word
from renkei.programme.parquet_file import read_parquet
from renkei.programme.source import Source, whole
from renkei.programme.workbook import Workbook, open_workbook
from renkei.tables import TABLES, Table

SETTINGS_FILE = "programme.yaml"
SETTINGS_SHEET = "programme"
READERS = {".csv": read_csv, ".parquet": read_parquet}


@dataclass
class Found:
    """What lies at a programme's path: files of tables, at most one workbook, the settings file."""

    home: Path
    files: dict[str, list[Path]] = field(default_factory=dict)
    workbook: Workbook | None = None
    settings: Path | None = None
    defects: list[Defect] = field(default_factory=list)
    unopened: bool = False  # the path or a workbook there: what it may hold proves nothing

    @property
    def file(self) -> str:
        """The workbook's file name."""
        return self.workbook.path.name if self.workbook else ""

    def sheets(self, name: str) -> list[str]:
        """The workbook's sheets of that name, told apart by neither case nor blanks."""
        return [sheet for sheet in self.workbook.sheets if folded(sheet) == folded(name)] if self.workbook else []


def look(path: Path) -> Found:
    """What lies at `path`: a folder, or an XLSX workbook with `programme.yaml` beside it or a sheet `programme`."""
    if path.is_dir():
        return _look_in_folder(path)
    found = Found(path.parent, unopened=True)
    if not path.exists():
        found.defects.append(whole(path.name, "the programme is there", "name a folder or an XLSX workbook"))
    elif path.suffix.lower() != ".xlsx":
        found.defects.append(whole(path.name, "a programme is a folder or an XLSX workbook", "name one of them"))
    else:
        found.workbook = open_workbook(path, found.defects)
        found.unopened = found.workbook is None
        _keep_settings(found, path.parent / SETTINGS_FILE)
    return found


def _look_in_folder(home: Path) -> Found:
    found = Found(home)
    entries = sorted(entry for entry in home.iterdir() if not entry.name.startswith((".", "~$")))
    for entry in entries:
        if entry.stem in TABLES and entry.suffix in READERS:
            found.files.setdefault(entry.stem, []).append(entry)
        elif folded(entry.stem) in map(folded, TABLES):
            found.defects.extend(_misnamed(entry))
    opened = [open_workbook(entry, found.defects) for entry in entries if entry.suffix.lower() == ".xlsx"]
    found.unopened = None in opened
    found.workbook = _workbook([book for book in opened if book], found.defects)
    _keep_settings(found, home / SETTINGS_FILE)
    return found


def _keep_settings(found: Found, path: Path) -> None:
    found.settings = path if path.exists() else None


def _misnamed(entry: Path) -> Iterator[Defect]:
    """A file or folder that is named like a table and would otherwise be passed over in silence."""
    name = next(name for name in TABLES if folded(name) == folded(entry.stem))
    if entry.is_dir() and not entry.suffix:
        yield whole(entry.name, "a table is a file", f"put the table in {name}.csv, or rename the folder")
    elif entry.suffix.lower() in READERS:
        remedy = f"rename it to {name}{entry.suffix.lower()}"
        yield whole(entry.name, "a table's file is named exactly as the table", remedy)
    elif entry.suffix.lower() in (".tsv", ".txt", ".xls", ".ods", ".xlsb", ".xlsm"):
        remedy = f"save it as {name}.csv (CSV UTF-8, comma separated)"
        yield whole(entry.name, "a table is CSV, Parquet or a sheet of an XLSX workbook", remedy)


def _workbook(opened: list[Workbook], defects: list[Defect]) -> Workbook | None:
    """The one workbook among them that has a sheet named like a table; further ones are a defect each."""
    wanted = {folded(name) for name in (*TABLES, SETTINGS_SHEET)}
    books = [book for book in opened if any(folded(sheet) in wanted for sheet in book.sheets)]
    for book in books[1:]:
        remedy = f"put all sheets in {books[0].path.name}, or move this workbook elsewhere"
        defects.append(whole(book.path.name, "a programme has one workbook", remedy))
    return books[0] if books else None


def read_source(found: Found, table: Table) -> Source | None:
    """The text of a table, or None where it is absent or unreadable; defects go to `found.defects`."""
    files, sheets = found.files.get(table.name, []), found.sheets(table.name)
    if len(files) + len(sheets) > 1:
        given = [path.name for path in files] + [f"sheet {sheet}" for sheet in sheets]
        found.defects.append(whole(given[0], "a table is given once", f"keep one of {', '.join(given)}"))
    if files:
        return _read_file(files[0], table, found.defects)
    return found.workbook.read(sheets[0], table, found.defects) if sheets and found.workbook else None


def _read_file(path: Path, table: Table, defects: list[Defect]) -> Source | None:
    if not path.is_file():
        remedy = f"put a file named {path.name} in its place"
        defects.append(whole(path.name, "a table is a file", remedy, value="folder" if path.is_dir() else "no file"))
        return None
    try:
        return READERS[path.suffix](path, table, defects)
    except OSError as error:
        defects.append(whole(path.name, "the file can be read", f"see to its permissions: {error.strerror}"))
        return None


def is_given(found: Found, table: Table) -> bool:
    """Whether a table is there at all, readable or not."""
    return bool(found.files.get(table.name) or found.sheets(table.name))


def missing(found: Found, table: Table) -> Defect:
    """The defect of a table that is needed and absent, naming a file that may be meant."""
    names = [entry.stem for entry in found.home.iterdir() if entry.suffix in READERS] if found.home.is_dir() else []
    near = nearest_word(table.name, sorted(set(names) - set(TABLES)))
    hint = f"rename {near} to {table.name}, " if near else ""
    remedy = f"{hint}write it with the columns {', '.join(table.required)}"
    return whole(f"{table.name}.csv", "the table is there", remedy)
