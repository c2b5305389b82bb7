"""The records of a published table, read cell by cell, with every defect kept."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from renkei.defects import Defect
from renkei.exchange.cordis.source import RawTable

T = TypeVar("T")


class Record(dict[str, str]):
    """One record by column name; a column that the table does not have reads as empty."""

    def __missing__(self, key: str) -> str:
        return ""


class Records:
    """A published table's records; `defects` grows with what reading them brings out."""

    def __init__(self, table: RawTable, needed: tuple[str, ...]) -> None:
        self.table = table
        self.defects = list(table.defects)
        self.absent = set(needed) - set(table.columns) if table.columns else set()
        for name in sorted(self.absent):
            self.report(0, name, "", "the column is missing", "take the file as CORDIS publishes it")
        if table.columns and not table.rows:
            self.report(0, "", "", "the table has no rows", "take the file as CORDIS publishes it")

    def __iter__(self) -> Iterator[tuple[int, Record]]:
        """Row number and record of every row that could be read; none when a needed column is missing."""
        for number, row in enumerate(() if self.absent else self.table.rows, 1):
            if row:
                yield number, Record(zip(self.table.columns, row, strict=True))

    def report(self, row: int, column: str, value: str, rule: str, remedy: str) -> None:
        """Keep one defect."""
        self.defects.append(Defect(self.table.file, row, column, value, rule, remedy))

    def read(self, row: int, record: Record, column: str, reader: Callable[[str], T], remedy: str) -> T | None:
        """What `reader` makes of a cell; None, and a defect, when it raises ValueError."""
        try:
            return reader(record[column])
        except ValueError as error:
            self.report(row, column, record[column], str(error), remedy)
            return None

    def required(self, row: int, record: Record, column: str) -> str:
        """The text of a cell that must not be empty."""
        text = record[column].strip()
        if not text:
            self.report(row, column, "", "the cell is empty", "fill it, or leave the row out")
        return text
