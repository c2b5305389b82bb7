"""Amounts of several currencies added up in the reporting currency, where there are rates."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl

from renkei.money import convert, minor_digits


@dataclass(frozen=True)
class Money:
    """Minor units of a currency."""

    minor: int
    currency: str


@dataclass(frozen=True)
class Rate:
    """Units of a currency for one of the reporting currency, with its day and source where known."""

    rate: Decimal
    day: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Rates:
    """The reporting currency (empty: none) and the rate of each other currency."""

    reporting: str
    of: Mapping[str, Rate]

    @classmethod
    def read(cls, reporting: str, frame: pl.DataFrame | None) -> "Rates":
        """The rates of the contract's table `rates`, which may be absent."""
        if frame is None:
            return cls(reporting, {})
        rows = frame.select("currency", "rate", "date", "source").sort("currency").iter_rows()
        return cls(reporting, {currency: Rate(rate, day, source or "") for currency, rate, day, source in rows})

    def converted(self, money: Money) -> Money | None:
        """The amount in the reporting currency, rounded half up; None without a rate."""
        if money.currency == self.reporting:
            return money
        rate = self.of.get(money.currency)
        if not self.reporting or rate is None:
            return None
        return Money(convert(money.minor, money.currency, rate.rate, self.reporting), self.reporting)

    def exchanged(self, money: Money, currency: str) -> Money:
        """The amount in another currency of the call, at the quotient of the two rates, rounded half up once."""
        if money.currency == currency:
            return money
        quotient = self._rate(money.currency) / self._rate(currency)
        return Money(convert(money.minor, money.currency, quotient, currency), currency)

    def _rate(self, currency: str) -> Fraction:
        return Fraction(1) if currency == self.reporting else Fraction(self.of[currency].rate)

    def total(self, amounts: Iterable[Money]) -> tuple[Money, ...]:
        """One sum in the reporting currency, each amount converted by itself; without rates a sum a currency."""
        amounts = tuple(amounts)
        converted = [one for one in map(self.converted, amounts) if one is not None]
        if len(converted) < len(amounts):
            return _by_currency(amounts)
        return (Money(sum(one.minor for one in converted), self.reporting),) if self.reporting else ()

    def add(self, totals: Iterable[tuple[Money, ...]]) -> tuple[Money, ...]:
        """The sum of several totals."""
        return self.total(money for total in totals for money in total)

    def whole(self, amounts: Iterable[tuple[str, int]]) -> frozenset[str]:
        """The currencies in which all amounts are whole major units; a converted total seldom is."""
        found: dict[str, bool] = {}
        for currency, minor in amounts:
            found[currency] = found.get(currency, True) and minor % 10 ** minor_digits(currency) == 0
        if set(found) - {self.reporting}:
            found[self.reporting] = False
        return frozenset(currency for currency, whole in found.items() if whole)


def _by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    sums: Counter[str] = Counter()
    for money in amounts:
        sums[money.currency] += money.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))
