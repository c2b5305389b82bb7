"""What a reader reads in: the language, the time zone, and light or dark."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from renkei.defects import Defect, DefectsFound
from renkei.money import minor_digits
from renkei.reports.catalogues import LANGUAGES
from renkei.reports.defects import teller
from renkei.reports.language import LOCALES, Language
from renkei.reports.totals import Money

if TYPE_CHECKING:  # it loads the solvers
    from renkei.engines.selection import SelectionError

LANGUAGE_COOKIE, ZONE_COOKIE, APPEARANCE_COOKIE = "django_language", "renkei_zone", "renkei_appearance"
APPEARANCES = ("auto", "light", "dark")
KEPT_FOR = 365 * 24 * 3600  # seconds


def language() -> Language:
    """The reader's language: numbers, amounts, countries and dates in it."""
    return Language((get_language() or "en").split("-")[0])


def defects(found: DefectsFound) -> list[Defect]:
    """What is wrong in an input, in the reader's language."""
    tell = teller(language().code)
    return [one.told(tell) for one in found.defects]


def defect(one: Defect) -> str:
    """What is wrong and what to change, in the reader's language, beside the field that it is about."""
    told = one.told(teller(language().code))
    return "; ".join(filter(None, (told.rule, told.remedy)))


def lines(found: Iterable[Defect]) -> list[str]:
    """What is wrong in an input, a line each in the reader's language: where, what, and what to change."""
    return [_("%(place)s: %(said)s") % {"place": _place(one), "said": defect(one)} for one in found]


def _place(one: Defect) -> str:
    row = _("row %(n)d") % {"n": one.row} if one.row else ""
    return ", ".join(filter(None, (one.file, row, one.column)))


def refusal(error: "SelectionError") -> list[str]:
    """Why a rule cannot be applied, a sentence each in the reader's language."""
    return sentences(error.sentences)


def in_each_language(say: Callable[[], list[str]]) -> dict[str, str]:
    """What is said now and read later, by whoever: language → its lines."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = "\n".join(say())
    return found


def sentences(said: Iterable[str]) -> list[str]:
    """What an engine said, in the reader's language."""
    return list(map(teller(language().code), said))


def amount(money: Money) -> str:
    """An amount with its currency; without decimals where it is whole."""
    whole = money.minor % 10 ** minor_digits(money.currency) == 0
    return Language(language().code, frozenset({money.currency} if whole else ())).amount(money)


def percent(value: Decimal | int) -> str:
    """A percentage such as 62.5, with the language's sign."""
    return format_percent(Decimal(value) / 100, locale=locale(), decimal_quantization=False)


def decimal(value: Decimal) -> str:
    """A decimal with all its places, as the language writes it."""
    return format_decimal(value, locale=locale(), decimal_quantization=False)


def locale() -> Locale:
    """The reader's locale."""
    code = language().code
    return Locale.parse(LOCALES.get(code, code))


def countries() -> list[tuple[str, str]]:
    """Every country's code and name, by the names in the reader's language."""
    return _countries(language().code)


@cache
def _countries(code: str) -> list[tuple[str, str]]:
    names = Locale.parse(code).territories
    return sorted(((one, str(names[one])) for one in _CODES), key=lambda pair: pair[1])


_NO_COUNTRIES = ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
_TERRITORIES = [str(one) for one in Locale.parse("en").territories]
_CODES = [one for one in _TERRITORIES if len(one) == 2 and one.isalpha() and one not in _NO_COUNTRIES]


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of a name that this machine knows; None for any other text."""
    return ZoneInfo(name) if name in _zones() else None


@cache
def _zones() -> frozenset[str]:
    """Looked up once: it reads the machine's whole folder of zones."""
    return frozenset(available_timezones())


def zone() -> str:
    """The name of the reader's time zone."""
    return timezone.get_current_timezone_name()
