"""What a table of the contracts is: its columns, their types and units, its key."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

DECIMALS = 6  # a published score or rate has at most this many


class Kind(StrEnum):
    """What a column holds; the value is the sentence that the reference page prints."""

    ID = "identifier: letters, digits, any signs, no semicolon"
    TEXT = "text"
    CODES = "several values separated by semicolons"
    AMOUNT = "amount in major units, such as 200000.00; in memory integers of the minor unit"
    DECIMAL = f"decimal as printed, at most {DECIMALS} decimals"
    INTEGER = "whole number"
    CURRENCY = "currency code (ISO 4217), such as EUR"
    COUNTRY = "country code (ISO 3166 alpha-2), such as JP"
    YES_NO = "yes or no"
    DATE = "date, such as 2025-12-31"
    TIME = "date and time by the clock of the place, such as 2025-12-31T09:30"
    CHOICE = "one of the words listed"


_DTYPES: dict[Kind, pl.DataType] = {
    Kind.AMOUNT: pl.Int64(),
    Kind.DECIMAL: pl.Decimal(38, DECIMALS),
    Kind.INTEGER: pl.Int64(),
    Kind.YES_NO: pl.Boolean(),
    Kind.DATE: pl.Date(),
    Kind.TIME: pl.Datetime("us"),
    Kind.CODES: pl.List(pl.String()),
}


@dataclass(frozen=True)
class Column:
    """One column: `decides` says that it enters a decision, and so the record's hash of its table."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    decides: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    minimum: int | None = None

    @property
    def dtype(self) -> pl.DataType:
        """The Polars type of the column in memory."""
        return _DTYPES.get(self.kind, pl.String())


@dataclass(frozen=True)
class Table:
    """One table: its key columns are required in every row and stand once together."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    needed_by: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when the table has none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """All column names, in the contract's order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a file cannot be read."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def deciding(self) -> tuple[str, ...]:
        """The columns that decide, which alone enter a record's hash."""
        return tuple(column.name for column in self.columns if column.decides)

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Column name → Polars type."""
        return {column.name: column.dtype for column in self.columns}

    def empty(self) -> pl.DataFrame:
        """A frame of the contract's columns without rows."""
        return pl.DataFrame(schema=self.schema)
