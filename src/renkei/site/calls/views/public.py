"""What everybody reads of calls."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from renkei.site.calls import queries
from renkei.site.calls.can_apply import can_apply
from renkei.site.calls.forms import CallsFilter, FactsForm, QuestionForm
from renkei.site.calls.models import Call
from renkei.site.calls.page import CallPage
from renkei.site.calls.standing import phase_of
from renkei.site.calls.tables import call_columns, result_columns
from renkei.site.policy import Phase, may_make, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.tables import Table, exported


def calls(request: ActorRequest) -> HttpResponse:
    """All calls that the reader may see, to sort, filter and export."""
    form = CallsFilter(request.GET or None)
    rows = queries.calls_in(request.actor).order_by("-closes_at", "pk")
    if form.is_valid():
        standing, words = form.cleaned_data["standing"], form.cleaned_data["find"]
        rows = queries.calls_in(request.actor, *([Phase(standing)] if standing else [])).order_by("-closes_at", "pk")
        rows = rows.filter(Q(title__icontains=words) | Q(summary__icontains=words)) if words else rows
    columns = call_columns(request.actor.at, queries.funders_of(request.actor, rows))
    table = Table(request, "calls", _("Calls"), columns, rows, _("No call is like this: change the filter."))
    found = {"table": table, "form": form, "may_make": may_make(request.actor, Call)}
    return exported(table) or render(request, "calls/calls.html", found)


def call(request: ActorRequest, slug: str) -> HttpResponse:
    """A call: what, for whom, how much, when; its funders; changes, questions and answers."""
    page = CallPage.of(request.actor, get_object_or_404(scoped(request.actor, Call), slug=slug))
    facts = FactsForm(call=page.call, participations=[row.part for row in page.funders])
    return render(request, "calls/call.html", {"page": page, "call": page.call, "form": facts, "ask": QuestionForm()})


def can_we_apply(request: ActorRequest, slug: str) -> HttpResponse:
    """Each funder's answer to the three facts in the address."""
    found = get_object_or_404(scoped(request.actor, Call), slug=slug)
    taking_part = queries.participations(request.actor, found)
    form = FactsForm(request.GET or None, call=found, participations=taking_part)
    said = can_apply(form.facts(), taking_part) if form.is_valid() else None
    template = "calls/said.html" if request.htmx else "calls/can_we_apply.html"  # type: ignore[attr-defined]
    return render(request, template, {"call": found, "form": form, "said": said})


def results(request: ActorRequest, slug: str) -> HttpResponse:
    """What was funded, to sort and export."""
    found = get_object_or_404(scoped(request.actor, Call), slug=slug)
    rows = queries.results(request.actor, found)
    if phase_of(found, request.actor.at) is not Phase.RESULTS:
        rows = rows.none()
    columns = result_columns(found.reporting_currency)
    empty = _("No results are published yet.")
    table = Table(request, f"{found.slug}-results", _("Funded applications"), columns, rows, empty)
    return exported(table) or render(request, "calls/results.html", {"call": found, "table": table})
