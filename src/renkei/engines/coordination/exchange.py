"""Amounts in the reporting currency, where there are rates; elsewhere in their own, which are never added."""

from decimal import Decimal

import polars as pl

from renkei.engines.coordination.options import CoordinationError
from renkei.money import convert

LARGEST_SUM = 2**62  # of minor units: sums stay within a signed 64-bit integer


def exchanged(
    frame: pl.DataFrame, columns: tuple[str, ...], rates: pl.DataFrame | None, reporting: str
) -> pl.DataFrame:
    """The frame with its amounts and `currency` in the reporting one, each amount rounded half up by itself.

    Rows in a currency without a rate stay as they are; so do all where no reporting currency is stated. Raises
    CoordinationError where the rates are for one of another currency, or a column could not be added up.
    """
    known: dict[str, Decimal] = {} if rates is None else dict(rates.select("currency", "rate").iter_rows())
    if not reporting or not known:
        return frame
    if known.get(reporting, Decimal(1)) != 1:
        raise CoordinationError(
            f"rates.csv gives {reporting} a rate of {known[reporting].normalize():f}, so its rates are for one of "
            f"another currency: name that one, or write the units of each currency for one {reporting}"
        )
    currencies = frame["currency"].to_list()
    into = pl.col("currency").is_in(list(known))
    return frame.with_columns(
        *(_amounts(frame[name].to_list(), currencies, known, reporting).alias(name) for name in columns),
        pl.when(into).then(pl.lit(reporting)).otherwise(pl.col("currency")).alias("currency"),
    )


def _amounts(
    amounts: list[int | None], currencies: list[str | None], known: dict[str, Decimal], reporting: str
) -> pl.Series:
    found = [
        convert(amount, currency, known[currency], reporting) if amount is not None and currency in known else amount
        for amount, currency in zip(amounts, currencies, strict=True)
    ]
    if sum(filter(None, found)) > LARGEST_SUM:
        raise CoordinationError(
            f"amounts in {reporting} are larger than can be added up: see to the rates in rates.csv"
        )
    return pl.Series(found, dtype=pl.Int64)
