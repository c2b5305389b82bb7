"""What an XLSX file says of its cells beyond their values: formulas without value, errors, formats, hidden rows.

Element names and meanings: ECMA-376, part 1, SpreadsheetML.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from renkei.exchange.sheets.cells import Area, Place, area_of, place_of

_LARGEST_PART = 200 * 2**20  # bytes of one XML part, unpacked
_BUILT_IN = {9: "0%", 10: "0.00%", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00"}


@dataclass
class SheetParts:
    """The facts of one sheet; rows and columns count from 0."""

    uncached: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


def read_parts(content: bytes) -> dict[str, SheetParts]:
    """Sheet name → its facts, for the bytes of an XLSX file; sheets that cannot be read so are left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        formats = _formats(package)
        recalculates, sheets = _sheets(package)
        return {
            name: _sheet(package, part, formats, recalculates) for name, part in sheets if part in package.namelist()
        }


def _events(package: zipfile.ZipFile, part: str) -> Iterator[ElementTree.Element]:
    """The part's elements as they close, with plain names."""
    if part not in package.namelist() or package.getinfo(part).file_size > _LARGEST_PART:
        return
    with package.open(part) as stream:
        for _, element in ElementTree.iterparse(stream):
            element.tag = element.tag.rpartition("}")[2]
            yield element


def _sheets(package: zipfile.ZipFile) -> tuple[bool, list[tuple[str, str]]]:
    """Whether formulas are to be calculated on opening, and the sheets' names and parts."""
    targets = {one.get("Id", ""): one.get("Target", "") for one in _events(package, "xl/_rels/workbook.xml.rels")}
    found, recalculates = [], False
    for element in _events(package, "xl/workbook.xml"):
        if element.tag == "sheet":
            key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
            target = targets.get(key, "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            found.append((element.get("name", ""), part))
        recalculates |= element.tag == "calcPr" and element.get("fullCalcOnLoad") in {"1", "true"}
    return recalculates, found


def _formats(package: zipfile.ZipFile) -> list[str]:
    """Style number → number format; "" for the general one."""
    codes, styles = dict(_BUILT_IN), []
    for element in _events(package, "xl/styles.xml"):
        if element.tag == "numFmt":
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        if element.tag == "cellXfs":
            styles = [int(style.get("numFmtId", "0")) for style in element]
    return [codes.get(number, "").replace("General", "") for number in styles]


def _sheet(package: zipfile.ZipFile, part: str, formats: list[str], recalculates: bool) -> SheetParts:
    found = SheetParts()
    for element in _events(package, part):
        if element.tag == "c":
            _cell(element, formats, recalculates, found)
        elif element.tag == "row":
            if element.get("hidden") in {"1", "true"}:
                found.hidden_rows.add(int(element.get("r", "1")) - 1)
            element.clear()
        elif element.tag == "col" and element.get("hidden") in {"1", "true"}:
            found.hidden_columns |= set(range(int(element.get("min", "1")) - 1, min(int(element.get("max", "1")), 500)))
        elif element.tag == "mergeCell":
            found.merged.append(area_of(element.get("ref", "A1")))
    return found


def _cell(element: ElementTree.Element, formats: list[str], recalculates: bool, found: SheetParts) -> None:
    name = element.get("r")
    if name is None:
        return
    place = place_of(name)
    inside = {child.tag.rpartition("}")[2]: child.text or "" for child in element}
    value = inside.get("v", "")
    if element.get("t") == "e":
        found.errors[place] = value or "#ERROR"
    elif "f" in inside and (not value or (value == "0" and recalculates)):
        found.uncached.add(
            place
        )  # writers that do not calculate store nothing, or 0, and ask for calculation on opening
    style = int(element.get("s", "0"))
    if value and style < len(formats) and formats[style]:
        found.formats[place] = formats[style]
