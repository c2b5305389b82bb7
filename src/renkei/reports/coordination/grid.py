"""Fields against stages, regions or years: who is there with how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from renkei.reports.coordination.shown import Shown, totals
from renkei.reports.totals import Money
from renkei.tables import STAGES

AXES = ("stage", "region", "fiscal_year")
ROWS, COLUMNS = 15, 8  # shown by themselves; the rest is one row, one column
OTHER = "\x00other"  # the row or column of the rest; no name in a table holds this sign
UNKNOWN = "\x00unknown"


@dataclass(frozen=True)
class Square:
    """One square: agencies and items there, how many state no amount, the money; the same of the year before."""

    agencies: int
    items: int
    unknown: int
    money: tuple[Money, ...]
    before: tuple[Money, ...]
    items_before: int


@dataclass(frozen=True)
class Grid:
    """Fields (rows) against an axis (columns), both by name; `squares` has those served in the year or the one before.

    `others` says how many rows and columns stand in those of the rest.
    """

    level: str
    axis: str
    rows: Sequence[str]
    columns: Sequence[str]
    squares: Mapping[tuple[str, str], Square]
    others: tuple[int, int]

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies in it."""
        return tuple(sorted({money.currency for one in self.squares.values() for money in one.money}))

    @property
    def most(self) -> int:
        """The largest square: of its money in the one currency there is, else of its number of items."""
        return max((size(one, self) for one in self.squares.values()), default=0)


def size(square: Square, grid: Grid) -> int:
    """What a square is shaded by."""
    if len(grid.currencies) == 1:
        return sum(money.minor for money in square.money)
    return square.items


def grid(shown: Shown, level: str, axis: str) -> Grid:
    """The grid of a level: of the year looked at, or of all years against each other."""
    rows = shown.found.placed.filter(pl.col("level") == level)
    year = pl.col("fiscal_year").cast(pl.Int64)
    if axis != "fiscal_year" and shown.year is not None:
        now, before = rows.filter(year == shown.year), rows.filter(year == shown.year - 1)
    else:
        now, before = rows, rows.clear()
    both = pl.concat([now, before])
    fields, more_fields = _first(both, "field", ROWS)
    columns, more_columns = _columns(both, axis)
    at = {"row": _named("field", fields), "column": _named(axis, columns)}
    nobody = rows.clear()
    present_ones = now.with_columns(**at).partition_by("row", "column", as_dict=True)
    earlier = before.with_columns(**at).partition_by("row", "column", as_dict=True)
    squares = {
        (str(row), str(column)): _square(present_ones.get((row, column), nobody), earlier.get((row, column), nobody))
        for row, column in present_ones | earlier
    }
    present = {place for pair in squares for place in pair}
    return Grid(
        level,
        axis,
        [*fields, *(one for one in (OTHER, UNKNOWN) if one in {row for row, _ in squares})],
        _laid_out(columns, axis, {column for _, column in squares}),
        squares,
        (more_fields if OTHER in present else 0, more_columns if OTHER in present else 0),
    )


def _laid_out(columns: list[str], axis: str, there: set[str]) -> list[str]:
    """The columns with those of the rest, of earlier years before them, and of what is unknown."""
    rest, unknown = ([one] if one in there else [] for one in (OTHER, UNKNOWN))
    return [*rest, *columns, *unknown] if axis == "fiscal_year" else [*columns, *rest, *unknown]


def _square(now: pl.DataFrame, before: pl.DataFrame) -> Square:
    return Square(
        now["agency"].drop_nulls().n_unique(),
        now["id"].n_unique(),
        now.filter(pl.col("amount").is_null())["id"].n_unique(),
        totals(now),
        totals(before),
        before["id"].n_unique(),
    )


def _named(column: str, kept: Sequence[str]) -> pl.Expr:
    cell = pl.col(column).cast(pl.String)
    known = pl.when(cell.is_in(list(kept))).then(cell).otherwise(pl.lit(OTHER))
    return pl.when(cell.is_null()).then(pl.lit(UNKNOWN)).otherwise(known)


def _first(rows: pl.DataFrame, column: str, many: int) -> tuple[list[str], int]:
    """The names of most agencies, then of most items, in the order of names; and how many more there are."""
    counts = (
        rows.filter(pl.col(column).is_not_null())
        .group_by(column)
        .agg(pl.col("agency").n_unique().alias("agencies"), pl.col("id").n_unique().alias("items"))
        .sort("agencies", "items", column, descending=[True, True, False])
    )
    kept = counts.head(many)[column].to_list()
    return sorted(kept), counts.height - len(kept)


def _columns(rows: pl.DataFrame, axis: str) -> tuple[list[str], int]:
    if axis == "stage":
        return list(STAGES), 0
    if axis == "region":
        return _first(rows, axis, COLUMNS)
    years = rows["fiscal_year"].drop_nulls().unique().sort().to_list()
    return [str(year) for year in years[-COLUMNS:]], max(0, len(years) - COLUMNS)
