"""Figures as printed on the page and the terminal."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from renkei.reports.language import Language


def shown(value: Decimal | None, places: int, say: Language) -> str:
    """A figure with so many decimals; a dash where it is unknown."""
    if value is None:
        return "–"
    return say.decimal(f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}")


def between(low: Decimal | int | None, high: Decimal | int | None, places: int, say: Language) -> str:
    """An interval, such as "3.10 – 4.20"; a dash where it is unknown."""
    if low is None or high is None:
        return "–"
    return f"{shown(Decimal(low), places, say)} – {shown(Decimal(high), places, say)}"


def share(value: Decimal | None, say: Language) -> str:
    """A share in percent; a dash where it is unknown."""
    return say.percent(None if value is None else Fraction(value))
