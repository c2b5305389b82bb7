"""ROR from a file: the dump that ROR publishes (JSON, or its zip), or a flat table of it (Parquet, CSV)."""

import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import polars as pl

from renkei.defects import Defect, DefectsFound
from renkei.exchange.ror.record import Row, row, row_of
from renkei.identity.organisations.records import RECORDS

LARGEST_FILE = 4 * 2**30  # bytes; ROR's whole dump is under 0.1 of it
NEEDED = ("ror", "name")
LISTS = ("aliases", "acronyms", "labels")
_FETCH = "fetch ROR's dump again, or give a table with the columns ror and name"


def read_ror(path: Path) -> pl.DataFrame:
    """The records in the layout `RECORDS`, sorted by identifier.

    A flat table has the columns ror and name, and may have status, country, city, aliases, acronyms, labels (each
    "label@language"), external and relationships (JSON objects as in ROR's dump); in CSV several values in one cell are
    separated by semicolons. Raises DefectsFound, with every defect, where any record cannot be read.
    """
    if not path.is_file():
        raise DefectsFound([Defect(str(path), 0, "", "", "the file of ROR's records is there", _FETCH)])
    try:
        records, read = _records(path)
    except (OSError, ValueError, KeyError, pl.exceptions.PolarsError, zipfile.BadZipFile) as error:
        raise DefectsFound([_whole(path, f"the file can be read as ROR's records ({_short(error)})")]) from None
    rows, found = [], []
    for number, record in enumerate(records, 1):
        try:
            rows.append(_checked(read(record)))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            found.append(Defect(path.name, number, "", "", f"a record of ROR is whole ({_short(error)})", _FETCH))
    found += _twice(path, rows)
    if not rows and not found:
        found.append(_whole(path, "the file holds records"))
    if found:
        raise DefectsFound(found)
    return pl.DataFrame(rows, schema=RECORDS).sort("record_id")


def _records(path: Path) -> tuple[Iterable[Row], Callable[[Row], Row]]:
    """The records of a file as they stand, and how one is read."""
    kind = path.suffix.lower()
    if kind == ".zip":
        return _listed(_unpacked(path)), row_of
    if kind == ".json":
        return _listed(path.read_bytes()), row_of
    if kind not in (".parquet", ".csv"):
        raise ValueError("give a .parquet, .csv, .json or .zip")
    frame = pl.read_parquet(path) if kind == ".parquet" else pl.read_csv(path, infer_schema=False)
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise ValueError(f"it has no column {', '.join(missing)}")
    return frame.iter_rows(named=True), _flat


def _unpacked(path: Path) -> bytes:
    """The JSON file in ROR's zip; of two, the one of the newer schema."""
    with zipfile.ZipFile(path) as archive:
        found = [entry for entry in archive.infolist() if entry.filename.endswith(".json")]
        if not found:
            raise ValueError("it holds no .json file")
        entry = max(found, key=lambda one: ("schema_v2" in one.filename, one.filename))
        if entry.file_size > LARGEST_FILE:
            raise ValueError(f"it unpacks to {entry.file_size:,} bytes, more than {LARGEST_FILE:,}")
        return archive.read(entry)


def _listed(content: bytes) -> list[Row]:
    found = json.loads(content)
    if not isinstance(found, list):
        raise ValueError("it is no list of records")
    return found


def _flat(record: Row) -> Row:
    labels = [text.rpartition("@")[0] or text for text in _values(record.get("labels"))]
    return row(
        record["ror"],
        record["name"],
        [*_values(record.get("aliases")), *labels],
        _values(record.get("acronyms")),
        record.get("status"),
        record.get("country"),
        record.get("city"),
        _json(record.get("relationships"), []),
        len(_json(record.get("external"), {})),
    )


def _values(cell: list[str] | str | None) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()] if isinstance(cell, str) else cell or []


def _json(cell: str | None, otherwise: Any) -> Any:
    return json.loads(cell) if cell else otherwise


def _checked(found: Row) -> Row:
    if not isinstance(found["name"], str) or not found["name"].strip():
        raise ValueError("it has no name")
    if not found["record_id"].rpartition("/")[2]:
        raise ValueError("it has no identifier")
    return found


def _twice(path: Path, rows: list[Row]) -> list[Defect]:
    seen: set[str] = set()
    found = []
    for number, one in enumerate(rows, 1):
        if one["record_id"] in seen:
            rule = "each record stands once"
            found.append(Defect(path.name, number, "ror", one["record_id"], rule, "leave one of the rows"))
        seen.add(one["record_id"])
    return found


def _whole(path: Path, rule: str) -> Defect:
    return Defect(path.name, 0, "", "", rule, _FETCH)


def _short(error: Exception) -> str:
    text = f"no {error}" if isinstance(error, KeyError) else str(error)
    return text.splitlines()[0][:200] if text else type(error).__name__
