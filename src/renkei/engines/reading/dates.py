"""Dates as announcements write them, in ISO 8601: days, months, years, ranges, fiscal years."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from renkei.engines.reading.date_words import ERAS, MONTH, MONTHS, SEASONS, WEEKDAYS
from renkei.engines.reading.model import Found, Span

_DAY = r"(?<!\d)(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?(?![\d%])"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_TO = r"\s*(?:[-–—‒~〜～]|to|and|through|until|bis|und|au|et|al|y|по|и|до)\s*(?:the\s+|zum\s+)?"
_OF = r"\s*(?:,\s*|\bof\s+|\bde\s+|\bdel\s+|d['’])?\s*"
_WEEKDAY = r"(?:\s*\([^\W\d]{2,9}\.?\))?"
_MONTH = f"(?P<{{0}}>{MONTH})"
_ERA = r"(?:(?P<era>令和|平成|昭和)\s*(?P<of_era>元|\d{1,2})|(?P<year>(?:19|20)\d\d))\s*年"
_DAY_JA = r"\s*(?P<month>\d{1,2})\s*月\s*(?P<first>\d{1,2})\s*日(?:\s*[（(]\w[^)）]{0,3}[)）])?"
_LAST_JA = r"(?:\s*(?:[-–~〜～－]|から|及び|と|、|・)\s*(?:(?P<month2>\d{1,2})\s*月\s*)?(?P<last>\d{1,2})\s*日)?"


def _one(text: str, *names: str) -> str:
    return text.format(*names)


# the first that fits at a place is taken
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?<![\d.-])(?P<year>(?:19|20)\d\d)-(?P<number>\d{2})-(?P<first>\d{2})(?!\d)",
        r"(?<![\d.])(?P<first>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\w)",
        r"(?<![\d/])(?P<slash1>\d{1,2})/(?P<slash2>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)",
        _ERA + "(?P<fiscal>度)",
        f"(?:{_ERA})?{_DAY_JA}{_LAST_JA}",
        _ERA + r"\s*(?P<month>\d{1,2})\s*月",
        _ERA,
        rf"\b(?:FY|fiscal(?:\s+year)?|Fiscal(?:\s+Year)?)\s*{_YEAR}(?P<fiscal>)",
        # 29 November to 1 December 2006; 6–8 October 2009; 21 de septiembre de 2023
        _one(_DAY, "first") + _OF + _one(_MONTH, "name") + rf"(?:{_OF}(?P<year1>(?:19|20)\d\d))?" + _TO
        + _one(_DAY, "last") + _OF + _one(_MONTH, "name2") + rf"(?:{_OF}{_YEAR})?",
        rf"(?:{_one(_DAY, 'first')}{_TO})?{_one(_DAY, 'last')}{_OF}{_one(_MONTH, 'name')}(?:{_OF}{_YEAR})?",
        # November 29 to December 1, 2006; October 6-8, 2009
        rf"\b{_one(_MONTH, 'name')}\s+{_one(_DAY, 'first')}{_WEEKDAY}(?:,\s*(?P<year1>(?:19|20)\d\d))?{_TO}"
        rf"{_one(_MONTH, 'name2')}\s+{_one(_DAY, 'last')}{_WEEKDAY}(?:,?\s*{_YEAR})?",
        rf"\b{_one(_MONTH, 'name')}\s+{_one(_DAY, 'first')}{_WEEKDAY}(?:{_TO}{_one(_DAY, 'last')}{_WEEKDAY})?"
        rf"(?:,?\s*{_YEAR})?",
        rf"\b(?P<half>first|second)\s+half\s+of\s+{_YEAR}",
        rf"(?P<half_ja>)(?:{_ERA})\s*(?P<half>上|下)半期",
        rf"\b{_one(_MONTH, 'name')}{_OF}{_YEAR}",
        rf"\b(?P<season>{'|'.join(SEASONS)})\s+(?:of\s+)?{_YEAR}",
    )
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_BARE_YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/%]|[.,-]\d)")
_WEEKDAY_NAME = re.compile(rf"\bon\s+({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Dates in the order of the text, none within another. Without a year they begin with two hyphens: --12-03.

    A date in slashes that can be read both ways, and a day that no calendar has, is none.
    """
    end = len(text) if end is None else end
    if not _DIGIT.search(text, start, end):
        return
    matches = [match for form in _FORMS for match in form.finditer(text, start, end)]
    taken = -1
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() < taken:
            continue
        taken = match.end()
        value = _value(match)
        if value:
            yield Found(Span(*match.span()), value)


def years(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Years that stand alone."""
    for match in _BARE_YEAR.finditer(text, start, len(text) if end is None else end):
        yield Found(Span(*match.span()), match[0])


def weekdays(text: str, start: int, end: int) -> Iterator[Found]:
    """Days named by the weekday, "on Friday": the value is its number, Monday 0."""
    for match in _WEEKDAY_NAME.finditer(text, start, end):
        yield Found(Span(*match.span()), str(WEEKDAYS.index(match[1].lower())))


def with_year(value: str, published: str, *, ahead: bool) -> str:
    """A date without year, completed from the day of publication: the next such day `ahead`, or the last one."""
    if not value.startswith("--") or len(published) < 10:
        return value
    year, day = int(published[:4]), published[4:10]
    first = value[1:7]
    if ahead and first < day:
        year += 1
    if not ahead and first > day:
        year -= 1
    return "/".join(f"{year}{part[1:]}" for part in value.split("/"))


def on_weekday(number: str, published: str) -> str:
    """The last such weekday, the day of publication included; "" where that is no day."""
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return ""
    return (day - timedelta(days=(day.weekday() - int(number)) % 7)).isoformat()


def _value(match: re.Match[str]) -> str | None:
    found = {name: part for name, part in match.groupdict().items() if part is not None}
    year = _year(found)
    if "slash1" in found:
        return _slashed(int(found["slash1"]), int(found["slash2"]), year)
    if found.keys() & {"half", "season", "fiscal"}:
        return _part_of_year(found, year)
    month = _month(found, "")
    if month is None:
        return year
    if "first" not in found and "last" not in found:
        return f"{year}-{month:02}" if year != "-" and 1 <= month <= 12 else None
    return _days(found, year, month)


def _part_of_year(found: dict[str, str], year: str) -> str:
    if "half" in found:
        months = ("01", "06") if found["half"] in ("first", "上") else ("07", "12")
        return f"{year}-{months[0]}/{year}-{months[1]}"
    return f"{year}-{SEASONS[found['season']]}" if "season" in found else f"FY{year}"


def _days(found: dict[str, str], year: str, month: int) -> str | None:
    first, last = found.get("first") or found.get("last"), found.get("last")
    begin = _day(found.get("year1", year), month, int(first or 0))
    ending = _day(year, _month(found, "2") or month, int(last or 0)) if last else begin
    if begin is None or ending is None:
        return None
    return begin if begin == ending else f"{begin}/{ending}"


def _day(year: str, month: int, day: int) -> str | None:
    try:
        date(int(year) if year != "-" else 2000, month, day)
    except ValueError:
        return None
    return f"{year}-{month:02}-{day:02}"


def _year(found: dict[str, str]) -> str:
    if "era" in found:
        return str(ERAS[found["era"]] + (1 if found["of_era"] == "元" else int(found["of_era"])))
    return found.get("year") or found.get("year1") or "-"


def _month(found: dict[str, str], which: str) -> int | None:
    if f"name{which}" in found:
        return MONTHS[found[f"name{which}"]]
    number = found.get(f"month{which}") or (found.get("number") if not which else None)
    return int(number) if number else None


def _slashed(one: int, two: int, year: str) -> str | None:
    if one > 12 >= two or one == two:
        return _day(year, two, one)
    return _day(year, one, two) if two > 12 >= one else None
