"""Amounts: plain decimals of major units to integers of the minor unit, with what is wrong said."""

import re
from collections.abc import Sequence

import polars as pl

from renkei.defects import say
from renkei.money import LARGEST_AMOUNT, is_currency, minor_digits
from renkei.programme.numbers import plain_numbers
from renkei.programme.source import Fault

NUMBER = r"^-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$"
_MOST_DIGITS = 3  # of any currency's minor unit


def minor_units(cells: pl.Series, currencies: pl.Series) -> pl.Series:
    """Minor units of amounts in the currency of their row; null for empty cells and for what is no such amount.

    In a row whose currency is unknown the number is read with the most digits that any currency has.
    """
    number = pl.col("cell").str.strip_chars()
    fraction = number.str.extract(r"\.([0-9]*?)0*$").fill_null("")
    digits = number.str.extract(r"^-?([0-9]*)") + fraction.str.pad_end(_MOST_DIGITS, "0")
    thousandths = digits.cast(pl.Int64, strict=False)
    minor = thousandths // 10 ** (_MOST_DIGITS - pl.col("digits"))
    fits = number.str.contains(NUMBER) & (fraction.str.len_bytes() <= pl.col("digits")) & (minor <= LARGEST_AMOUNT)
    frame = pl.DataFrame({"cell": cells, "digits": _digits(currencies)})
    signed = pl.when(number.str.starts_with("-")).then(-minor).otherwise(minor)
    return frame.select(pl.when(fits).then(signed).alias(cells.name)).to_series()


def _digits(currencies: pl.Series) -> pl.Series:
    known = {code: minor_digits(code) for code in currencies.unique().drop_nulls() if is_currency(code)}
    return currencies.replace_strict(known, default=_MOST_DIGITS, return_dtype=pl.Int64)


def amount_fault(code: str, cell: str) -> Fault:
    """What is wrong with a cell that `minor_units` could not read; `code` is "" where the currency is unknown."""
    text = cell.strip()
    if not is_number(text):
        return "an amount is digits with at most one decimal point", suggestion(text)
    digits = minor_digits(code) if code else _MOST_DIGITS
    fraction = text.partition(".")[2].rstrip("0")
    if len(fraction) <= digits:
        return "an amount is not larger than any real budget", "write the amount in major units, with its decimal point"
    return _decimals_rule(code, digits), _rounding(digits, plain_numbers(text))


def _decimals_rule(code: str, digits: int) -> str:
    if not code:
        return say("a currency has {n} decimals", n=digits)
    return say("{currency} has {n} decimals" if digits else "{currency} has no decimals", currency=code, n=digits)


def _rounding(digits: int, grouped: Sequence[str]) -> str:
    """The remedy for too many decimals; `grouped` has the number with its point taken for one of thousands, too."""
    rounded = say("round it to {n} decimals", n=digits) if digits else say("round it to a whole number")
    if len(grouped) < 2:
        return rounded
    return say("{remedy}, or write {word} if the point separates thousands", remedy=rounded, word=grouped[0])


def is_number(text: str) -> bool:
    """Whether the text is digits with at most one decimal point, and at most a minus before."""
    return re.fullmatch(NUMBER, text) is not None


def suggestion(text: str) -> str:
    """The plain number that was probably meant, as a remedy."""
    meant = plain_numbers(text)
    if meant:
        return (
            say("write {word}", word=meant[0])
            if len(meant) == 1
            else say("write {word} or {other}", word=meant[0], other=meant[1])
        )
    if text in ("-", "–", "—", "n/a", "N/A"):
        return "leave the cell empty for unknown, or write 0 for nothing"
    return "write a plain number such as 1234.50, or leave the cell empty for unknown"
