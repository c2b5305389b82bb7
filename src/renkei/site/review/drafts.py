"""What a file says otherwise than what stands, a line a row."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from renkei.site.review.columns import cell_words, column_words, table_words

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """A row of a table, by its key, with (column, what stood, what the file says) of each column that differs.

    `takes`: whether it can be taken; what was handed in or published cannot. `state`: open, taken, left, or stale
    where what stood had changed when it was to be taken.
    """

    table: str
    key: str
    columns: tuple[tuple[str, str, str], ...]
    takes: bool = True
    state: str = "open"

    @property
    def after(self) -> dict[str, str]:
        """What the file says, by column."""
        return {name: after for name, _before, after in self.columns}

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """The columns as people name them, in the reader's language."""
        return [
            (column_words(name), cell_words(name, before), cell_words(name, after))
            for name, before, after in self.columns
        ]

    @property
    def table_words(self) -> str:
        """Its table, in the reader's language."""
        return table_words(self.table)

    def but(self, base: Texts) -> "Line | None":
        """The line without what the file only repeats of an older state; None where that is all of it."""
        columns = tuple(one for one in self.columns if one[2] != base.get(one[0], ""))
        return replace(self, columns=columns) if columns else None

    def holds(self, stands: Texts) -> bool:
        """Whether what stood still stands."""
        return all(stands.get(name, "") == before for name, before, _after in self.columns)

    def now(self, state: str) -> "Line":
        """The line in another state."""
        return replace(self, state=state)

    def kept(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {**asdict(self), "columns": [list(one) for one in self.columns]}


def lines_of(kept: Iterable[Mapping[str, Any]]) -> list[Line]:
    """The lines that a row keeps."""
    return [Line(**{**one, "columns": tuple((a, b, c) for a, b, c in one["columns"])}) for one in kept]


def line_of(table: str, key: str, before: Texts, after: Texts, takes: bool = True) -> Line | None:
    """The line of a row; None where nothing differs."""
    names = [*dict.fromkeys([*before, *after])]
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    columns = tuple(pair for pair in pairs if pair[1] != pair[2])
    return Line(table, key, columns, takes) if columns else None
