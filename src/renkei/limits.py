"""How large an input may be: room for many times the largest joint call, and refused at once beyond that."""

import re
import zipfile
from pathlib import Path
from typing import IO

from renkei.defects import say

SETTINGS_BYTES = 200_000  # of programme.yaml: a few hundred lines are under 20,000
COLUMNS = 1_000  # of one table
UNPACKED_BYTES = 250_000_000  # of all parts of one workbook together
SHEET_CELLS = 10_000_000  # of one sheet, from its first cell to the last row and the last column that hold a value

_FILLED = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*?(/?)>""")
# a row whose first cell does not say where it is
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["']([0-9]{1,7})["'][^>]*>\s*<(?:\w+:)?c\b(?![^>]*\br=)[^>]*[^/]>""")


def workbook_fault(file: Path | IO[bytes]) -> tuple[str, str]:
    """Why a workbook is too large to be opened, as (what was found, the rule); two empty texts where it is not.

    Nothing is unpacked beyond what the archive says of itself, and a part that holds more than it says raises
    zipfile.BadZipFile, as does what is no zip at all.
    """
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > UNPACKED_BYTES:
            return say("{n:,} bytes", n=size), say("a workbook unpacks to at most {n:,} bytes", n=UNPACKED_BYTES)
        for part in parts:
            height, width = _extent(archive.read(part))
            if height * width > SHEET_CELLS:
                found = say("{rows:,} rows of {cells:,} cells", rows=height, cells=width)
                return found, say(
                    "a sheet spans at most {n:,} cells, the empty ones between others counted", n=SHEET_CELLS
                )
    return "", ""


def _extent(xml: bytes) -> tuple[int, int]:
    """The last row and the last column of a sheet that hold a value; (0, 0) for other parts."""
    if b"sheetData" not in xml:
        return 0, 0
    rows, columns = {0}, {b""}
    for cell in _FILLED.finditer(xml):
        if not cell[3]:
            columns.add(cell[1])
            rows.add(int(cell[2]))
    rows |= {int(row[1]) for row in _ROW.finditer(xml)}
    return max(rows), max(map(_number, columns))


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, XFD 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
