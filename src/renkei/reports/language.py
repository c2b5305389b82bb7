"""A reader's language: its sentences, numbers, amounts and names of countries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from renkei.money import minor_digits
from renkei.reports.catalogues import catalogue
from renkei.reports.totals import Money

LOCALES = {"en": "en_GB"}  # day before month, no comma before "and"
SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Language:
    """Words from a catalogue, signs from the Unicode locale data of `code`.

    `whole` names the currencies printed without decimals, because every amount in them is whole.
    """

    code: str
    whole: frozenset[str] = frozenset()

    def __call__(self, key: str, n: int | None = None, **values: object) -> str:
        """The catalogue's text, with its values filled in; `n` chooses between `one|many`."""
        forms = catalogue(self.code)[key].split("|")
        form = forms[0] if n is not None and self._locale.plural_form(n) == "one" else forms[-1]
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return form.format(n="" if n is None else self.number(n), **shown)

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(LOCALES.get(self.code, self.code))

    @cached_property
    def _signs(self) -> tuple[str, str]:
        symbols = self._locale.number_symbols["latn"]
        return symbols["group"], symbols["decimal"]

    @cached_property
    def _code_first(self) -> bool:
        return bool(self._locale.currency_formats["standard"].pattern.startswith("¤"))

    def number(self, value: int) -> str:
        """A whole number with thousands separators."""
        return f"{value:,}".replace(",", self._signs[0])

    def decimal(self, text: str) -> str:
        """A plain decimal such as "13.5" with the language's separators."""
        whole, _, rest = text.partition(".")
        sign = "\N{MINUS SIGN}" if whole.startswith("-") else ""
        return sign + self.number(abs(int(whole))) + (self._signs[1] + rest if rest else "")

    def amount(self, money: Money) -> str:
        """An amount with its currency's code, such as "EUR 1,234.50"; it never breaks over a line."""
        digits = minor_digits(money.currency)
        value = Decimal(money.minor).scaleb(-digits)
        plain = self.decimal(f"{value:.{0 if money.currency in self.whole else digits}f}")
        return f"{money.currency}{SPACE}{plain}" if self._code_first else f"{plain}{SPACE}{money.currency}"

    def total(self, total: Sequence[Money]) -> str:
        """A total: one amount, or one a currency; a dash when there is nothing to add."""
        return " + ".join(map(self.amount, total)) or "–"

    def percent(self, share: Fraction | None) -> str:
        """A share in percent, cut off after one decimal, so that only an exhausted budget reads 100.0."""
        if share is None:
            return "–"
        tenths = int(share * 1000)
        pattern = self._locale.percent_formats[None].pattern
        return str(pattern.replace("#,##0", self.decimal(f"{tenths // 10}.{tenths % 10}")))

    def percentage(self, text: str) -> str:
        """A plain decimal of a hundred such as "62.5" in percent, all its decimals kept."""
        pattern = self._locale.percent_formats[None].pattern
        return str(pattern.replace("#,##0", self.decimal(text)))

    def items(self, items: Iterable[str], limit: int = 5) -> str:
        """A list in words, such as "A, B and C"; what is over the limit is counted."""
        found = list(items)
        if len(found) > limit:
            return self("list.more", n=len(found) - limit, list=", ".join(found[:limit]))
        return format_list(found, locale=self._locale)

    def country(self, code: str) -> str:
        """A country's name for its ISO 3166 code, or the code where it is unknown."""
        return str(self._locale.territories.get(code, code))

    def day(self, day: date | str) -> str:
        """A date in the language's own medium form."""
        return format_date(date.fromisoformat(day) if isinstance(day, str) else day, "medium", locale=self._locale)
