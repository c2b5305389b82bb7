"""The page of the trail, for the administrator and the observer."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.records.canonical import canonical
from renkei.reports.sheets.book import escaped
from renkei.site.audit.fact_words import fact_words
from renkei.site.audit.facts import facts_of
from renkei.site.audit.forms import TrailForm
from renkei.site.audit.models import Event
from renkei.site.audit.queries import events, kinds
from renkei.site.policy import Role
from renkei.site.policy.request import ActorRequest

ROWS = 50
READERS = {Role.ADMINISTRATOR, Role.OBSERVER}


@require_safe
def trail(request: ActorRequest) -> HttpResponse:
    """The events that the reader may see, newest first, with what was before and after, and why."""
    if not READERS & request.actor.roles:
        raise Http404
    form = TrailForm(*kinds(request.actor), request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = events(request.actor, asked) if not form.errors else events(request.actor, {}).none()
    if request.GET.get("export") == "csv":
        return _csv(rows)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    shown = [(event, list(changes(event))) for event in page]
    return render(request, "audit/trail.html", {"form": form, "page": page, "shown": shown})


def changes(event: Event) -> Iterator[tuple[str, str, str]]:
    """(name, before, after) of each fact of an event, changed ones and others alike."""
    before, after = event.before or {}, event.after or {}
    for name in sorted({*before, *after}):
        yield fact_words(name), _words(before, name), _words(after, name)


def _words(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    if value is None:
        return "–"
    return value if isinstance(value, str) else canonical(value).decode()


def _csv(rows: Iterable[Event]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="trail.csv"'
    writer = csv.writer(response)
    for place, event in enumerate(rows):
        facts = facts_of(event)
        if not place:
            writer.writerow(facts)
        writer.writerow(
            escaped(value if isinstance(value, str) else canonical(value).decode()) for value in facts.values()
        )
    return response
