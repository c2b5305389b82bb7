"""The European Central Bank's reference rates, which ship inside CurrencyConverter: no network is needed."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from currency_converter import CurrencyConverter, RateNotFoundError

LONGEST_GAP = 5  # days without a reference rate: weekends and holidays, as at Easter and Christmas


def rate(currency: str, other: str, day: date) -> Decimal | None:
    """How much of the other currency one unit bought at that day's rate, or the last one before it; None if unknown."""
    for back in range(LONGEST_GAP + 1):
        found = _rate(currency, other, day - timedelta(days=back))
        if found is not None:
            return found
    return None


@cache
def _rate(currency: str, other: str, day: date) -> Decimal | None:
    try:
        return Decimal(_converter().convert(1, currency, other, date=day))
    except (RateNotFoundError, ValueError):  # no rate on that day, or a currency that the Bank does not know
        return None


@cache
def _converter() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)
