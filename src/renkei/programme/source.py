"""A table as its file holds it: all text, with the numbers of its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from renkei.defects import Defect
from renkei.tables import Table

Fault = tuple[str, str]  # (rule, remedy)
Say = Fault | Callable[[str], Fault]  # the same for every cell, or told by the cell


@dataclass(frozen=True)
class Source:
    """A table as text: columns under their contract names, empty cells null, row 1 the first after the header.

    `torn` are the rows whose cells do not stand under the header's names; their cells prove nothing.
    """

    table: Table
    file: str
    frame: pl.DataFrame
    rows: pl.Series
    torn: frozenset[int] = frozenset()

    @property
    def extra(self) -> tuple[str, ...]:
        """The file's columns that the contract does not know."""
        return tuple(name for name in self.frame.columns if name not in self.table.names)

    def text(self, column: str) -> pl.Series:
        """The cells of a column; all null where the file has no such column."""
        if column in self.frame.columns:
            return self.frame[column]
        return pl.Series(column, [None] * self.frame.height, dtype=pl.String)


@dataclass(frozen=True)
class Checked:
    """A table as text and as typed cells side by side; a cell that could not be read is null in `frame`."""

    source: Source
    frame: pl.DataFrame

    def faults(self, column: str, where: pl.Series, say: Say) -> Iterator[Defect]:
        """A defect in `column` for each row that `where` marks; see `faults`."""
        return faults(self.source.file, self.source.rows, self.source.text(column), where, say)


def faults(file: str, rows: pl.Series, cells: pl.Series, where: pl.Series, say: Say) -> Iterator[Defect]:
    """A defect for each row that `where` marks, in the column `cells`; `say` is asked once for each distinct cell."""
    said: dict[str, Fault] = {}
    tell = say if callable(say) else lambda _: say
    where = where.fill_null(False)
    for row, cell in zip(rows.filter(where).to_list(), cells.filter(where).to_list(), strict=True):
        value = cell or ""
        if value not in said:
            said[value] = tell(value)
        yield Defect(file, row, cells.name, value, *said[value])


def whole(file: str, rule: str, remedy: str, column: str = "", value: str = "") -> Defect:
    """A defect of a file or of its header."""
    return Defect(file, 0, column, value, rule, remedy)
