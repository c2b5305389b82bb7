"""What a reader reads in: the language, the time zone, and light or dark."""

from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.translation import get_language

from renkei.money import minor_digits
from renkei.reports.language import Language
from renkei.reports.totals import Money

LANGUAGE_COOKIE, ZONE_COOKIE, APPEARANCE_COOKIE = "django_language", "renkei_zone", "renkei_appearance"
APPEARANCES = ("auto", "light", "dark")
KEPT_FOR = 365 * 24 * 3600  # seconds


def language() -> Language:
    """The reader's language: numbers, amounts, countries and dates in it."""
    return Language((get_language() or "en").split("-")[0])


def amount(money: Money) -> str:
    """An amount with its currency; without decimals where it is whole."""
    whole = money.minor % 10 ** minor_digits(money.currency) == 0
    return Language(language().code, frozenset({money.currency} if whole else ())).amount(money)


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of a name that this machine knows; None for any other text."""
    return ZoneInfo(name) if name in available_timezones() else None


def zone() -> str:
    """The name of the reader's time zone."""
    return timezone.get_current_timezone_name()
