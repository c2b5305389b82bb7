"""The reporting currency of a call, and the dated rates of all that it uses."""

from decimal import Decimal

import polars as pl

from renkei.defects import say
from renkei.engines.selection.options import SelectionError, SelectionOptions


def reporting_currency(used: set[str], options: SelectionOptions) -> str:
    """The currency that results are summed in: as stated, else the only one used; SelectionError where neither says."""
    if options.reporting_currency:
        return options.reporting_currency
    if len(used) > 1:
        wrong = "state reporting_currency in programme.yaml: the funders use {list}"
        raise SelectionError(say(wrong, list=", ".join(sorted(used))))
    return next(iter(used), "EUR")


def rates_of(used: set[str], rates: pl.DataFrame, reporting: str) -> dict[str, Decimal]:
    """Currency used → its units for one of the reporting currency; SelectionError for one without a rate."""
    known: dict[str, Decimal] = dict(rates.select("currency", "rate").iter_rows()) | {reporting: Decimal(1)}
    missing = sorted(used - set(known))
    if missing:
        wrong = "no rate for {list}: add it to the table rates ({reporting} is reported in)"
        raise SelectionError(say(wrong, list=", ".join(missing), reporting=reporting))
    return {currency: known[currency] for currency in sorted(used)}
