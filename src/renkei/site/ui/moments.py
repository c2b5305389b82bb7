"""Moments as a reader reads them: in a zone, and saying which."""

from datetime import UTC, datetime, timedelta, tzinfo

from babel.dates import format_date, format_time
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from renkei.site.ui.reader import locale


def words(at: datetime, zone: tzinfo | None = None, seconds: bool = False) -> str:
    """A moment such as "3 Mar 2027, 21:00 UTC+9", in a zone or (without one) in the reader's."""
    local = at.astimezone(zone or timezone.get_current_timezone())
    day = format_date(local.date(), "medium", locale=locale())
    time = format_time(local.time(), "medium" if seconds else "short", locale=locale())
    return f"{day}, {time} {offset(local)}" if locale().language != "ja" else f"{day} {time} {offset(local)}"


def offset(local: datetime) -> str:
    """How far a local moment's clock is from UTC: "UTC", "UTC+9", "UTC−3:30"."""
    away = local.utcoffset() or timedelta()
    if not away:
        return "UTC"
    minutes = abs(away) // timedelta(minutes=1)
    sign = "+" if away > timedelta() else "\N{MINUS SIGN}"
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")


def element(at: datetime, zone: tzinfo | None = None, seconds: bool = False) -> SafeString:
    """The moment as a `time` element, which also carries it in UTC."""
    return format_html(
        '<time datetime="{}">{}</time>',
        at.astimezone(UTC).isoformat(timespec="seconds"),
        words(at, zone, seconds),
    )
