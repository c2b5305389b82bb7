"""Money: decimal major units in files, integers of the minor unit in memory."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import accumulate, pairwise

from babel.numbers import list_currencies

# Minor units by ISO 4217; every other currency has two decimals.
_NO_DECIMALS = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
    "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
)  # fmt: skip
_THREE_DECIMALS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_MINOR_DIGITS = dict.fromkeys(_NO_DECIMALS, 0) | dict.fromkeys(_THREE_DECIMALS, 3)
LARGEST_AMOUNT = 10**15  # minor units; sums of many stay within a signed 64-bit integer


def is_currency(code: str) -> bool:
    """Say whether `code` is a currency code of ISO 4217, three capital letters."""
    return len(code) == 3 and code.isascii() and code.isupper() and code in list_currencies()


def minor_digits(currency: str) -> int:
    """Decimals of a currency's minor unit (ISO 4217): 2 for EUR, 0 for JPY."""
    return _MINOR_DIGITS.get(currency, 2)


def parse_amount(text: str, currency: str) -> int:
    """Minor units of a plain decimal amount such as "200000.00".

    Raises ValueError, saying what is wrong, for anything but digits with at most one decimal point,
    for more decimals than the currency has, and for amounts over `LARGEST_AMOUNT` minor units.
    """
    value = parse_decimal(text)
    minor = value.scaleb(minor_digits(currency))
    if minor != minor.to_integral_value():
        raise ValueError(f"{currency} has {minor_digits(currency)} decimals: round {text}")
    if abs(minor) > LARGEST_AMOUNT:
        raise ValueError(f"{text} {currency} is larger than any amount this program takes")
    return int(minor)


def parse_decimal(text: str) -> Decimal:
    """The decimal that a plain text such as "-12.50" states; ValueError for commas, exponents, symbols."""
    plain = text.strip()
    digits = plain.removeprefix("-")
    if not digits.isascii() or not digits.replace(".", "", 1).isdigit():
        raise ValueError(f"{text!r} is not a plain number such as 1234.50")
    try:
        return Decimal(plain)
    except InvalidOperation:  # pragma: no cover - the test above admits only plain numbers
        raise ValueError(f"{text!r} is not a plain number such as 1234.50") from None


def decimal_text(value: Decimal | int) -> str:
    """A decimal without exponent and trailing zeros: 13.500000 is "13.5", 14.0 is "14"."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rounded(value: Fraction, places: int) -> Decimal:
    """The fraction as a decimal of so many places, rounded half up, away from zero."""
    return Decimal(half_up(value * 10**places)).scaleb(-places)


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up, away from zero."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return whole if value >= 0 else -whole


def cut_to(limit: int, amounts: Iterable[int]) -> list[int]:
    """Amounts in the same proportion that add up to `limit`: their running sums are rounded down."""
    sums = list(accumulate(amounts, initial=0))
    whole = [limit * so_far // sums[-1] if sums[-1] else 0 for so_far in sums]
    return [after - before for before, after in pairwise(whole)]


def format_amount(minor: int, currency: str) -> str:
    """The plain decimal of an amount, as files hold it: 20000000 EUR minor units are "200000.00"."""
    return f"{Decimal(minor).scaleb(-minor_digits(currency)):.{minor_digits(currency)}f}"


def convert(minor: int, currency: str, rate: Decimal | Fraction, reporting: str) -> int:
    """Minor units of `reporting` for an amount, at `rate` units of `currency` for one of `reporting`.

    Each amount is rounded half up to the minor unit, so that converted amounts add up as printed.
    """
    if currency == reporting:
        return minor
    return half_up(Fraction(minor) * 10 ** minor_digits(reporting) / 10 ** minor_digits(currency) / Fraction(rate))
