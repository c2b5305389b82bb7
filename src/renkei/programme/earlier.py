"""An earlier table that a command made, read by itself: it may name who is gone since."""

from pathlib import Path

import polars as pl

from renkei.defects import Defect, DefectsFound, say
from renkei.programme.checks.cells import check_cells
from renkei.programme.checks.keys import check_keys
from renkei.programme.source import whole
from renkei.programme.sources import READERS
from renkei.tables import ASSIGNMENTS, Table


def read_earlier(path: Path, table: Table = ASSIGNMENTS) -> pl.DataFrame:
    """The rows of the table in a CSV or Parquet file, or in the file of that name in a folder.

    Raises DefectsFound with every defect.
    """
    places = [path / f"{table.name}{suffix}" for suffix in READERS] if path.is_dir() else [path]
    file = next((place for place in places if place.is_file()), path)
    found: list[Defect] = []
    if not file.is_file() or file.suffix not in READERS:
        remedy = say("name the {file} that was made, or its folder", file=f"{table.name}.csv")
        raise DefectsFound([whole(path.name, say("the earlier {table} are there", table=table.name), remedy)])
    source = READERS[file.suffix](file, table, found)
    if source is not None:
        checked = check_cells(source, found)
        found.extend(check_keys(checked))
    if found or source is None:
        raise DefectsFound(found)
    return checked.frame.select(table.names)
