"""Ties: what joins a reviewer and an application, before any rule is asked whether it counts."""

from datetime import date

import polars as pl

TIE: dict[str, pl.DataType] = {
    "application_id": pl.String(),
    "reviewer_id": pl.String(),
    "evidence": pl.String(),
    "since": pl.Date(),
    "until": pl.Date(),
    "likely": pl.Boolean(),
}


def tie(frame: pl.DataFrame, *more: str) -> pl.DataFrame:
    """The columns of a tie, with null where the frame has none, and `more`."""
    absent = [pl.lit(None, kind).alias(name) for name, kind in TIE.items() if name not in frame.columns]
    return frame.with_columns(absent).select(*TIE, *more)


def plain(column: str) -> pl.Expr:
    """A name without case, width, blanks and punctuation."""
    return pl.col(column).str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[\W_]+", "")


def back(day: date, years: int) -> date:
    """The same day so many years before; 28 February for a 29th that is not."""
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
