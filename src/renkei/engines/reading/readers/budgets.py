"""Budgets by fiscal year, with the year before in brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.model import Fields, Form, Found, Span, Value
from renkei.engines.reading.numbers import NUMERAL
from renkei.engines.reading.page import Page, as_value

_BUDGET = re.compile(r"\bbudgets?\b|予算|\bBudget\b|\bpresupuesto|бюджет", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:(?!(?:of|for|the|and|in|a|its|their|this)\s)[\w-]+\s+){1,4}budget\b|[^\s、。（(]{1,20}予算(?:額|案)?"
)
_IN_BRACKETS = re.compile(
    r"\bin (?:parenthes[ei]s|brackets)|[（(]\s*[)）]\s*(?:内|は)|括弧内",
    re.IGNORECASE,
)
_IN_HEADER = re.compile(r"\bFY\s?\d{4}\s*[（(]\s*(?P<bracketed>FY\s?\d{4})\s*[)）]")
_LAST_YEAR = re.compile(r"[（(]\s*前年度")
_ROW = re.compile(
    rf"(?P<amount>{NUMERAL}[^()（）\n]{{0,20}}?)\s*[（(]\s*(?:前年度(?:予算)?(?:額)?[:：]?\s*)?(?P<bracketed>{NUMERAL}[^()（）\n]{{0,20}}?)\s*[)）]"
)
_BEFORE_JA = re.compile(r"(?P<name>[一-龥ァ-ヴーA-Za-z・]{2,40})[にはを]$")
_LONGEST = 120  # signs of what a budget's line is for
_UNIT = re.compile(
    r"\(?\bunits?\s*[:：]\s*(?P<unit>(?:million|billion|thousand)?\s*(?:yen|euros?|JPY|EUR|USD|dollars))"
    r"|単位[:：]\s*(?P<ja>百万円|億円|千円|万円)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Years:
    this: Found | None
    bracketed: Found | None


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a line of a budget, or one for the budget that the text names without amounts."""
    if not any(_BUDGET.search(page.text, block.span.start, block.span.end) for block in page.body):
        return
    years = _years(page)
    if years.this is None:
        return
    of_years = _of_years(years)
    rows = list(_rows(page))
    yield from (row | of_years for row in rows)
    if not rows:
        for sentence in page.sentences:
            name = _NAMED.search(page.text, sentence.start, sentence.end)
            if name and page.within(page.dates, sentence):
                yield {"name": (page.value(Span(*name.span())),)} | of_years
                return


def _years(page: Page) -> _Years:
    """The fiscal year that a sentence on budgets names, and the one that it gives to the amounts in brackets."""
    this = bracketed = None
    for sentence in page.sentences:
        if not _BUDGET.search(page.text, sentence.start, sentence.end):
            continue
        fiscal = [found for found in page.within(page.dates, sentence) if found.value.startswith("FY")]
        if _LAST_YEAR.search(page.text, sentence.start, sentence.end):
            this = this or (fiscal[0] if fiscal else None)
        elif _IN_BRACKETS.search(page.text, sentence.start, sentence.end):
            bracketed = bracketed or (fiscal[-1] if fiscal else None)
        elif fiscal:
            this = this or fiscal[0]
    header = _IN_HEADER.search(page.text)
    if header and bracketed is None:
        within = page.within(page.dates, Span(*header.span("bracketed")))
        bracketed = within[0] if within else None
    return _Years(this, bracketed)


def _of_years(years: _Years) -> dict[str, tuple[Value, ...]]:
    fields: dict[str, tuple[Value, ...]] = {}
    if years.this:
        fields["fiscal_year"] = (as_value(years.this, Form.DATE),)
    if years.bracketed:
        fields["year_in_brackets"] = (as_value(years.bracketed, Form.DATE),)
    return fields


def _rows(page: Page) -> Iterator[dict[str, tuple[Value, ...]]]:
    """Lines with an amount and another in brackets: the name before them, and both amounts."""
    for block in page.body:
        for match in _ROW.finditer(page.text, block.span.start, block.span.end):
            named = _named(page, block.span.start, match.start())
            amounts = [Span(*match.span(part)) for part in ("amount", "bracketed")]
            found = [_amount(page, span) for span in amounts]
            if named and all(found):
                yield {
                    "name": (page.value(named),),
                    **{
                        field: (value,)
                        for field, value in zip(("amount", "amount_in_brackets"), found, strict=True)
                        if value
                    },
                }


def _named(page: Page, start: int, end: int) -> Span | None:
    """What a line's amount is for: the words before it, in a Japanese sentence those before its last particle."""
    in_japanese = _BEFORE_JA.search(page.text, start, end)
    if in_japanese:
        return Span(*in_japanese.span("name"))
    name = page.text[start:end].rstrip(" :：\t…-–")
    return Span(start, start + len(name)) if name[:1].isalpha() and len(name) < _LONGEST else None


def _amount(page: Page, span: Span) -> Value | None:
    """An amount with its own unit, or a plain number where the page states the unit for all."""
    money = next((one for one in page.amounts if span.holds(one.span)), None)
    if money:
        return as_value(money, Form.MONEY)
    number = next((one for one in page.numbers if span.holds(one.span) and one.span.start == span.start), None)
    unit = _UNIT.search(page.text)
    if number is None or unit is None:
        return None
    return Value(f"{page.words(number.span)} {unit['unit'] or unit['ja']}", (number.span, _unit_span(unit)))


def _unit_span(unit: re.Match[str]) -> Span:
    return Span(*unit.span("unit" if unit["unit"] else "ja"))
