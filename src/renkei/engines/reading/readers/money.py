"""Amounts of money: who gives them for what, and whether a stated conversion holds at the rate of the day."""

import re
from collections.abc import Iterator

from renkei.engines.reading.conversion import Rate, check
from renkei.engines.reading.cues import cue
from renkei.engines.reading.model import Fields, Form, Found, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.readers.attendance import bound_of

_CONVERTED = re.compile(
    r"\s*(?:[\[(（［]|,?\s*or\b|=|≈)\s*(?:(?:about|around|approximately|some|approx\.|or|約|equivalent to|US)\s*)*$"
)
_GIVES = (
    r"(?:invest|provid|contribut|allocat|fund|grant|award|spend|commit|donat|earmark|pledg|make a contribution of)\w*"
    r"(?:\s+(?:up to|about|around|over|more than|a total of))*"
)
_PAYER = re.compile(
    r"(?P<payer>(?:the\s+|The\s+)?(?:[A-ZÀ-Þ][\w’'-]*)"
    r"(?:,\s+part of [^,]+,|(?:\s+(?:of\s+(?:the\s+)?|and\s+|government|ministry|[A-ZÀ-Þ])[\w’'-]*)*))"
    rf"\s+(?:(?:has|have|had|is|are|will|would|also|to|decided|agreed|plans|intends)\s+)*{_GIVES}\s+(?:\w+\s+)?$"
)
_PAYEE = re.compile(
    r"[\])）]?\s+(?:in|into|to|for|towards|to fund|in funding for)\s+"
    r"(?P<payee>the\s+(?:[a-z-]+\s+){0,2}(?:fund|programme?|project|initiative|call"
    r"|facility)\b|(?:[a-z-]+\s+){0,4}?[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)*)"
)
_SENTENCE_HEAD = 300  # signs before an amount in which its payer and "will" may stand


def read(page: Page, rate: Rate | None = None) -> Iterator[Fields]:
    """One draft an amount, the same one twice being one; an amount in brackets after another is its conversion."""
    known: dict[tuple[str, ...], dict[str, tuple[Value, ...]]] = {}
    for sentence in page.sentences:
        amounts = page.within(page.amounts, sentence)
        taken: set[Span] = set()
        for number, amount in enumerate(amounts):
            if amount.span in taken:
                continue
            after = amounts[number + 1] if number + 1 < len(amounts) else None
            stated = after if after and _is_conversion(page, amount, after) else None
            fields = _fields(page, sentence, amount, stated, rate)
            if stated:
                taken.add(stated.span)
            _keep(known, fields)
    yield from known.values()


def _is_conversion(page: Page, amount: Found, after: Found) -> bool:
    between = page.text[amount.span.end : after.span.start]
    return amount.value[:3] != after.value[:3] and bool(_CONVERTED.match(between))


def _fields(
    page: Page, sentence: Span, amount: Found, stated: Found | None, rate: Rate | None
) -> dict[str, tuple[Value, ...]]:
    fields: dict[str, tuple[Value, ...]] = {"amount": (as_value(amount, Form.MONEY),)}
    if stated:
        fields["stated"] = (as_value(stated, Form.MONEY),)
        fields |= _checked(page, amount, stated, rate)
    bound = bound_of(page, amount)
    if bound:
        fields["bound"] = (bound,)
    start = max(sentence.start, amount.span.start - _SENTENCE_HEAD)
    payer = _PAYER.search(page.text, start, amount.span.start)
    payee = _PAYEE.match(page.text, (stated or amount).span.end, sentence.end)
    for name, match in (("payer", payer), ("payee", payee)):
        if match:
            fields[name] = (page.value(Span(*match.span(name))),)
    status = next(cue(("decided", "possible", "planned"), page.text, start, amount.span.start), None)
    if status:
        fields["status"] = (as_value(status, Form.CUE),)
    return fields


def _checked(page: Page, amount: Found, stated: Found, rate: Rate | None) -> dict[str, tuple[Value, ...]]:
    """Whether the stated conversion holds at the rates of the week in which the text was published."""
    day = page.published
    if day is None or rate is None:
        return {}
    spans = (amount.span, stated.span, day.span)
    checked = check(amount.value, stated.value, day.value, rate)
    return {name: (Value(value, spans, Form.RATE),) for name, value in checked.items()}


def _keep(known: dict[tuple[str, ...], dict[str, tuple[Value, ...]]], fields: dict[str, tuple[Value, ...]]) -> None:
    key = tuple(value.value for name in ("amount", "stated", "payee") for value in fields.get(name, ()))
    if key not in known:
        known[key] = fields
        return
    for name, values in fields.items():
        earlier = known[key].get(name)
        if earlier is None:
            known[key][name] = values
        elif earlier[0].value == values[0].value and earlier[0].form is not Form.RATE:
            known[key][name] = (Value(values[0].value, (*earlier[0].spans, *values[0].spans), values[0].form),)
