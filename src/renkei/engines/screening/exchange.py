"""Exact exchange between the call's currencies; nothing is rounded before it is compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from renkei.money import minor_digits


@dataclass(frozen=True)
class Exchange:
    """Units of each currency for one of the reporting currency, whose own rate is 1."""

    rates: Mapping[str, Decimal] = field(default_factory=dict)
    reporting: str = ""

    def value(self, minor: int | Fraction, currency: str, other: str) -> Fraction | None:
        """Minor units of `other` for minor units of `currency`; None where a rate is not known."""
        if currency == other:
            return Fraction(minor)
        own, wanted = self._rate(currency), self._rate(other)
        if own is None or wanted is None:
            return None
        scale = Fraction(10) ** (minor_digits(other) - minor_digits(currency))
        return Fraction(minor) * scale * wanted / own

    def _rate(self, currency: str) -> Fraction | None:
        if currency and currency == self.reporting:
            return Fraction(1)
        return Fraction(self.rates[currency]) if currency in self.rates else None
