"""What of a coordination is shown: all of it by its tables, one fiscal year of it in the maps."""

from dataclasses import dataclass

import polars as pl

from renkei.engines.coordination import Coordination
from renkei.reports.language import Language
from renkei.reports.totals import Money

CELL = ("level", "field", "region", "stage", "fiscal_year")


@dataclass(frozen=True)
class Shown:
    """A coordination with its name, whether it is made up, and `year`, the fiscal year looked at (None: none known)."""

    found: Coordination
    name: str
    made_up: bool
    year: int | None

    def of_year(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows of the fiscal year looked at; all where none is known."""
        return rows if self.year is None else rows.filter(pl.col("fiscal_year") == self.year)

    def themes(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The themes, and their projects, that run in the fiscal year looked at or later, or nobody knows when."""
        late = pl.lit(True) if self.year is None else pl.col("last_year").max().over("theme") >= self.year
        current = self.found.themes.filter(late.fill_null(True))
        return current, self.found.members.filter(pl.col("theme").is_in(current["theme"].unique().implode()))

    def at_stake(self, level: str = "programme") -> list[tuple[str, int]]:
        """(Currency, minor units) that a level's overlaps of the year put at stake."""
        rows = self.of_year(self.found.overlaps).filter(pl.col("level") == level, pl.col("at_stake").is_not_null())
        stakes = rows.unique([*CELL, "currency"]).group_by("currency").agg(pl.col("at_stake").sum())
        return list(stakes.sort("currency").iter_rows())


def cells_of(rows: pl.DataFrame) -> int:
    """In how many cells rows stand."""
    return rows.select(CELL).unique().height


def totals(amounts: pl.DataFrame, column: str = "amount") -> tuple[Money, ...]:
    """The sum of a column, one a currency; currencies are never added up."""
    known = amounts.filter(pl.col(column).is_not_null(), pl.col("currency").is_not_null())
    sums = known.group_by("currency").agg(pl.col(column).sum()).sort("currency")
    return tuple(Money(minor, code) for code, minor in sums.iter_rows())


def language_of(shown: Shown, code: str) -> Language:
    """The reader's language, with amounts rounded to whole major units: the files hold them exactly."""
    return Language(code, frozenset(shown.found.placed["currency"].drop_nulls().unique()))
