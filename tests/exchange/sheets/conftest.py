from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from renkei.exchange.sheets import Understanding, open_book, read_mapping, read_sheet

Rows = Sequence[Sequence[Any]]
Read = Callable[..., Understanding]


def save(path: Path, sheets: dict[str, Rows], merged: dict[str, Sequence[str]] | None = None) -> Path:
    """A real workbook of the rows; text that begins with = is a formula without a stored value."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    book.save(path)
    return path


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a workbook of these sheets, and read it back with a mapping and a decimal mark."""

    def read_back(
        sheets: dict[str, Rows] | Rows, mapping: str = "", decimal: Any = None, merged: Sequence[str] = ()
    ) -> Understanding:
        named = sheets if isinstance(sheets, dict) else {"Ranking": sheets}
        path = save(tmp_path / "ranking.xlsx", named, {next(iter(named)): merged})
        return read_sheet(open_book(path), read_mapping(mapping), decimal)

    return read_back
