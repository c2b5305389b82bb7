"""A programme in memory: its settings, its tables, and where each row stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from renkei.annexes import Annexes
from renkei.conflict_rules import ConflictRules
from renkei.defects import Defect
from renkei.programme.source import Say, faults
from renkei.settings import Settings


@dataclass(frozen=True)
class Place:
    """The file a table came from and the number of each of its rows."""

    file: str
    rows: pl.Series


@dataclass(frozen=True)
class Folder:
    """A programme: `tables` holds those present, each with its contract's columns and types.

    Columns that the contract does not know follow as text. `notes` are remarks that stop nothing;
    `annexes` and `conflict_rules` are read for the commands that go by them.
    """

    settings: Settings
    tables: Mapping[str, pl.DataFrame]
    notes: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    annexes: Annexes | None = None
    conflict_rules: ConflictRules | None = None

    def place(self, table: str) -> Place:
        """Where a table's rows stand; for tables made in memory, rows 1, 2, … of NAME.csv."""
        rows = pl.int_range(1, self.tables[table].height + 1, eager=True)
        return self.places.get(table, Place(f"{table}.csv", rows))

    def faults(self, table: str, column: str, where: pl.Series, say: Say) -> Iterator[Defect]:
        """A defect in a column of a table for each row that `where` marks."""
        place = self.place(table)
        return faults(place.file, place.rows, self.tables[table][column].cast(pl.String), where, say)
