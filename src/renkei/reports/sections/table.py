"""A table of a page: a caption, columns, and rows, one cell of which names the row."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """A column's heading; numbers are right-aligned, `wide` gives sentences room, `sign` never breaks."""

    label: str
    number: bool = False
    wide: bool = False
    sign: bool = False

    @property
    def kind(self) -> str:
        """The class of its cells."""
        return "n" if self.number else "w" if self.wide else "s" if self.sign else ""


@dataclass(frozen=True)
class Row:
    """A row's cells as printed; `anchor` is its address in the page, `kind` its class."""

    cells: Sequence[str]
    anchor: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """A table; `key` is its address, column `names` names the row, `foot` holds the cells of a row of totals."""

    key: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row] = field(default_factory=tuple)
    foot: Sequence[str] = ()
    names: int = 0
