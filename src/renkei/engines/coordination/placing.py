"""Where each programme and project stands: field, region, stage and fiscal year, with its money there."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

from renkei.engines.coordination.material import Material
from renkei.money import cut_to

CELL = ("level", "field", "region", "stage", "fiscal_year")
SPLIT = ("region", "stage")  # what tells cells apart where a level states it at all
_PLACED = (*CELL, "id", "agency", "amount", "spent", "currency")


def placed(material: Material, month: int) -> pl.DataFrame:
    """A row for each programme, and for each project and fiscal year it runs in, in the order of identifiers.

    A project's amount is divided over its years by days, to the last minor unit; with one date alone all of it stands
    in that date's year, with none its year is unknown. Fiscal years begin on the first of `month`.
    """
    rows = pl.concat([_programmes(material.programmes), _projects(material.projects, month)])
    return rows.sort("level", "id", "fiscal_year")


def _programmes(frame: pl.DataFrame) -> pl.DataFrame:
    return _laid(frame, {"level": pl.lit("programme"), "id": pl.col("programme_id"), "amount": pl.col("budget")})


def _projects(frame: pl.DataFrame, month: int) -> pl.DataFrame:
    years = [_years(start, end, month) for start, end in frame.select("start", "end").iter_rows()]
    parts = [_parts(amount, days) for amount, days in zip(frame["amount"], years, strict=True)]
    own = {
        "level": pl.when(pl.col("status") == "applied").then(pl.lit("application")).otherwise(pl.lit("project")),
        "id": pl.col("project_id"),
        "fiscal_year": pl.Series([list(days) or [None] for days in years], dtype=pl.List(pl.Int64)),
        "amount": pl.Series(parts, dtype=pl.List(pl.Int64)),
        "spent": pl.lit(None, dtype=pl.Int64),
    }
    return _laid(frame, own).explode("fiscal_year", "amount")


def _laid(frame: pl.DataFrame, own: Mapping[str, Any]) -> pl.DataFrame:
    return frame.select(**{name: own.get(name, pl.col(name)) for name in _PLACED})


def fiscal_year(day: date, month: int) -> int:
    """The year in which the fiscal year of a day begins; fiscal years begin on the first of `month`."""
    return day.year if day.month >= month else day.year - 1


def _years(start: date | None, end: date | None, month: int) -> dict[int, int]:
    """Fiscal year → days of it, from the first day to the last."""
    day = start or end
    if day is None:
        return {}
    if start is None or end is None:
        return {fiscal_year(day, month): 1}
    years: dict[int, int] = {}
    while day <= end:
        year = fiscal_year(day, month)
        last = min(end, date(year + 1, month, 1) - timedelta(days=1))
        years[year] = (last - day).days + 1
        day = last + timedelta(days=1)
    return years


def _parts(amount: int | None, days: Mapping[int, int]) -> list[int | None]:
    if amount is None or not days:
        return [amount] * max(1, len(days))
    return list(cut_to(amount, days.values()))


def known_cells(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows whose cell is known, level by level: an unknown field or year is never the same as another.

    A region or stage that a level states nowhere does not tell its cells apart; where it is stated at all, rows
    without it have no known cell.
    """
    stated = [pl.col(name).is_not_null() | pl.col(name).is_null().all().over("level") for name in SPLIT]
    named = [pl.col(name).is_not_null() for name in ("agency", "field", "fiscal_year")]
    return rows.filter(*stated, *named)


def served_cells(known: pl.DataFrame) -> pl.DataFrame:
    """Of rows whose cell is known those that serve it: with money, or with an amount that nobody states."""
    return known.filter(pl.col("amount").is_null() | (pl.col("amount") > 0))
