"""How many came, from how many countries, and whether that is said to be a least."""

import re

from renkei.engines.reading.cues import CUES
from renkei.engines.reading.event_words import PEOPLE
from renkei.engines.reading.model import Form, Found, Span, Value
from renkei.engines.reading.page import Page, as_value

_COUNTRIES = re.compile(r"(?:different\s+)?(?:countries|nations|pays|Ländern?|países|стран\w*)\b|[かカヶケ]国|か国")
_BETWEEN = r"\s*(?:[\w-]+\s+){0,3}?"
_PEOPLE_AFTER = re.compile(rf"{_BETWEEN}(?:{PEOPLE.pattern})\b|\s*[人名]")
_COUNTRIES_AFTER = re.compile(rf"\s*(?:{_COUNTRIES.pattern})")
_BOUND = 24  # signs before a number in which its bound stands
BOUNDS = ("over", "almost", "about", "up to")


def attendance(page: Page, where: Span) -> dict[str, list[Value]]:
    """Fields `attendance` and `countries`, each with its bound, of a stretch of text."""
    fields: dict[str, list[Value]] = {}
    for found in page.within(page.numbers, where):
        for name, after in (("attendance", _PEOPLE_AFTER), ("countries", _COUNTRIES_AFTER)):
            if name not in fields and after.match(page.text, found.span.end, where.end):
                fields[name] = [as_value(found, Form.NUMBER)]
                bound = bound_of(page, found)
                if bound:
                    fields[f"{name}_bound"] = [bound]
    return fields


def bound_of(page: Page, number: Found) -> Value | None:
    """ "over", "about", "almost" or "up to": such words stand right before a number, or after it in Japanese."""
    begin = max(0, number.span.start - _BOUND)
    before = page.text[begin : number.span.start]
    for name in BOUNDS:
        for match in CUES[name].finditer(before):
            if not re.search(r"[\w,;.]", before[match.end() :]):
                return Value(name, (Span(begin + match.start(), begin + match.end()),), Form.CUE)
        after = CUES[name].match(page.text, number.span.end + 1, number.span.end + 4)
        if after:
            return Value(name, (Span(*after.span()),), Form.CUE)
    return None
