"""`{% load ui %}`: amounts, moments, countries and numbers in the reader's language."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.forms.utils import ErrorDict
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from renkei.reports.totals import Money
from renkei.site.ui import moments, reader
from renkei.site.ui.steps import steps

register = template.Library()


@register.filter
def amount(minor: int | None, currency: str) -> str:
    """Minor units of a currency as an amount, `{{ request.amount|amount:request.currency }}`; a dash for None."""
    return "–" if minor is None else reader.amount(Money(minor, currency))


@register.filter
def number(value: int) -> str:
    """A whole number with the language's separators."""
    return reader.language().number(value)


@register.filter
def country(code: str) -> str:
    """A country's name for its code."""
    return reader.language().country(code)


@register.filter
def countries(codes: Iterable[str] | str) -> str:
    """Countries' names for their codes (a list, or one text separated by semicolons)."""
    found = codes.split(";") if isinstance(codes, str) else codes
    return reader.language().items([country(code.strip()) for code in found if code.strip()], limit=300)


@register.filter
def moment(at: datetime | None) -> str:
    """A moment in the reader's zone, which it names; a dash for None."""
    return "–" if at is None else moments.element(at)


@register.filter
def to_the_second(at: datetime | None) -> str:
    """A moment in the reader's zone with its seconds, as receipts and saves need it."""
    return "–" if at is None else moments.element(at, seconds=True)


@register.filter
def moment_in(at: datetime, zone: str) -> str:
    """A moment in a zone by its name, `{{ call.closes_at|moment_in:call.time_zone }}`."""
    found = reader.zone_named(zone)
    if found is None:
        return moments.element(at)
    return format_html("{} ({})", moments.element(at, found), zone.rpartition("/")[2].replace("_", " "))


@register.filter
def error_count(errors: ErrorDict) -> int:
    """How many things a form asks to be changed."""
    return sum(len(found) for found in errors.values())


@register.filter
def paragraphs(text: str) -> SafeString:
    """A person's plain text as paragraphs; nothing in it is taken for markup."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return format_html_join(
        "\n", "<p>{}</p>", ((mark_safe(conditional_escape(block).replace("\n", "<br>")),) for block in blocks if block)
    )


@register.inclusion_tag("ui/steps.html", takes_context=True)
def next_steps(context: template.Context, call: int) -> dict[str, object]:
    """What the reader can do next on a call, by its key; nothing that leads to the page itself."""
    request = context["request"]
    found = steps(request.actor, [call]).get(call, [])
    return {"steps": [one for one in found if one.href != request.path], "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def asking(context: template.Context, **changed: object) -> str:
    """The page's own query with some values changed (None or "" takes one out), such as `?sort=-budget&page=2`."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"
