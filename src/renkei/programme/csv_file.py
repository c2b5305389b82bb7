"""A CSV file: UTF-8, comma, as RFC 4180 has it; anything else is said with the place where it begins."""

import csv
import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.escape import unescaped
from renkei.programme.header import settle
from renkei.programme.nearness import folded
from renkei.programme.source import Source, whole
from renkei.tables import Table

SAVE = "save it as CSV UTF-8 (comma separated)"
LONGEST_CELL = csv.field_size_limit()
LONGEST_HEADER = 100_000  # signs in which the separator is looked for
_SEPARATORS = {";": "separated by semicolons", "\t": "separated by tabs", "|": "separated by bars"}


def read_csv(path: Path, table: Table, found: list[Defect]) -> Source | None:
    """The text table in a CSV file, or None when it cannot be read; defects go to `found`."""
    text = _text(path, found)
    if text is None:
        return None
    separator = _other_separator(text, table)
    if separator:
        rule = "cells are separated by commas"
        found.append(whole(path.name, rule, SAVE, value=_SEPARATORS[separator]))
    records = _records(path.name, text, separator or ",", found)
    if records is None:
        return None
    records[:1] = [_unescaped(record) for record in records[:1]]
    source = settle(table, path.name, records, found)
    return source and replace(source, frame=source.frame.with_columns(unescaped(pl.all())))


def _unescaped(record: list[str]) -> list[str]:
    return pl.select(unescaped(pl.lit(pl.Series(record, dtype=pl.String)))).to_series().to_list()


def _text(path: Path, found: list[Defect]) -> str | None:
    content = path.read_bytes()
    if not content:
        found.append(whole(path.name, "the file is not empty", "write a header and rows, or delete the file"))
        return None
    wide = _wide_encoding(content)
    if wide:
        found.append(
            whole(path.name, "text is encoded in UTF-8", SAVE, value=say("looks like {encoding}", encoding=wide))
        )
        return None
    if b"\0" in content:
        at = content.index(b"\0")
        value = say("NUL byte at byte {at}", at=at + 1)
        found.append(
            whole(
                path.name, "a text file holds no NUL bytes", say("export it again; {remedy}", remedy=SAVE), value=value
            )
        )
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(10, 0, error.start) + 1
        value = say(
            "byte {at} (line {line}); looks like {encoding}", at=error.start + 1, line=line, encoding=_guess(content)
        )
        found.append(whole(path.name, "text is encoded in UTF-8", SAVE, value=value))
        return None


def _wide_encoding(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    sample = content[:4000]
    halves = max(sample[0::2].count(0), sample[1::2].count(0))
    return "UTF-16" if len(sample) > 3 and halves > len(sample) * 0.4 else ""


def _guess(content: bytes) -> str:
    """The likely encoding of text that is not UTF-8, told by which high bytes it uses and what decodes."""
    if _decodes(content, "euc_jp") and not any(0x80 <= byte <= 0x8D for byte in content[:100_000]):
        return "EUC-JP" if _pairs(content) else "Windows-1252"
    sample = content[:100_000]
    leads = sum(0x81 <= byte <= 0x9F for byte in sample)
    letters = sum(byte >= 0xC0 for byte in sample)
    if _decodes(content, "cp932") and leads >= letters:
        return "Shift_JIS"
    return "Windows-1252" if _decodes(content, "cp1252") else "no common encoding"


def _pairs(content: bytes) -> bool:
    """Whether most high bytes stand beside another: in Western text an accented letter stands alone."""
    high = [byte >= 0xA1 for byte in content[:100_000]]
    beside = sum(a and b for a, b in pairwise(high))
    return beside * 2 >= sum(high)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _other_separator(text: str, table: Table) -> str:
    """The separator under which the first line names more of the contract's columns than with commas, or ""."""
    line = text[:LONGEST_HEADER].lstrip("\r\n").split("\n", 1)[0].strip("\r")
    named = {folded(name) for name in table.names}
    hits = {sign: len({folded(cell) for cell in line.split(sign)} & named) for sign in (",", *_SEPARATORS)}
    best = max(hits, key=lambda sign: (hits[sign], sign == ","))
    return "" if best == "," else best


def _records(file: str, text: str, separator: str, found: list[Defect]) -> list[list[str]] | None:
    """All records; None with a defect naming the row where a quote goes wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    begins = 1
    try:
        for record in reader:
            records.append(record)
            begins = reader.line_num + 1
    except csv.Error as error:
        found.append(_torn_quote(file, len(records), begins, str(error)))
        return None
    return records


def _torn_quote(file: str, row: int, line: int, error: str) -> Defect:
    if "expected after" in error:
        rule, remedy = "a quote inside a quoted cell is written twice", 'write "" for each quote inside the cell'
    elif "field larger" in error:
        rule = say("a cell holds at most {n} signs", n=LONGEST_CELL)
        remedy = "close the quote that was opened in this row, or shorten the cell"
    else:
        rule, remedy = "every opened quote is closed", "close the quote that was opened in this row"
    return Defect(file, row, "", say("line {line}", line=line), rule, remedy)
