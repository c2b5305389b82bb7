"""A table that an earlier run wrote, read by itself: it may name who is gone since."""

from pathlib import Path

import polars as pl

from renkei.defects import Defect, DefectsFound
from renkei.programme.checks.cells import check_cells
from renkei.programme.checks.keys import check_keys
from renkei.programme.source import whole
from renkei.programme.sources import READERS
from renkei.tables import ASSIGNMENTS, OVERLAPS, Table


def read_earlier(path: Path) -> pl.DataFrame:
    """The assignments in a CSV or Parquet file, or in the file of that name in a folder.

    Raises DefectsFound with every defect.
    """
    remedy = "name the assignments.csv that renkei assign wrote, or its folder"
    return _read(path, ASSIGNMENTS, "the earlier assignments are there", remedy)


def read_verdicts(path: Path) -> pl.DataFrame:
    """The overlaps, with what people said of them, in a CSV or Parquet file, or in the file of that name in a folder.

    Raises DefectsFound with every defect.
    """
    remedy = "name the overlaps.csv that renkei overlap wrote, with your verdicts, or its folder"
    return _read(path, OVERLAPS, "the overlaps with their verdicts are there", remedy)


def _read(path: Path, table: Table, rule: str, remedy: str) -> pl.DataFrame:
    places = [path / f"{table.name}{suffix}" for suffix in READERS] if path.is_dir() else [path]
    file = next((place for place in places if place.is_file()), path)
    found: list[Defect] = []
    if not file.is_file() or file.suffix not in READERS:
        raise DefectsFound([whole(path.name, rule, remedy)])
    source = READERS[file.suffix](file, table, found)
    if source is not None:
        checked = check_cells(source, found)
        found.extend(check_keys(checked))
    if found or source is None:
        raise DefectsFound(found)
    return checked.frame.select(table.names)
