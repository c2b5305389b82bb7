"""The observer's pages: all of a call's procedure, read and never changed, and the report on it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string

from renkei.site.audit.forms import TrailForm
from renkei.site.audit.views import changes
from renkei.site.calls.models import Call
from renkei.site.policy import Role, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import procedure as of
from renkei.site.review.views.answers import staff

ROWS = 50


@staff
def observed(request: ActorRequest) -> HttpResponseBase:
    """Every call, for the observer."""
    _observers_only(request)
    calls = scoped(request.actor, Call).order_by("-closes_at", "pk")
    return render(request, "portfolio/observed.html", {"calls": calls})


@staff
def procedure(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Every step of a call: who, when, what was before and after, on which ground."""
    call = _observed(request, slug)
    every = of.steps(request.actor, call, {})
    kinds = of.kinds(every)
    subjects = sorted(set(every.order_by().values_list("subject", flat=True).distinct()))
    form = TrailForm([one.action for one in kinds], subjects, request.GET or None)
    rows = of.steps(request.actor, call, form.cleaned_data) if form.is_valid() else every
    page = Paginator(rows if not form.errors else rows.none(), ROWS).get_page(request.GET.get("page"))
    shown = [(event, list(changes(event))) for event in page]
    return render(
        request, "portfolio/procedure.html", {"call": call, "form": form, "page": page, "shown": shown, "kinds": kinds}
    )


@staff
def report(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The observer's report, to print; with `?file` as a file that stands for itself."""
    call = _observed(request, slug)
    found = of.report(request.actor, call)
    told = [(one, [(event, list(changes(event))) for event in one.steps]) for one in found.chapters]
    given = {"call": call, "report": found, "chapters": told}
    if "file" not in request.GET:
        return render(request, "portfolio/report.html", given)
    response = HttpResponse(render_to_string("portfolio/report_file.html", given, request))
    response["Content-Disposition"] = f'attachment; filename="{slug}-procedure.html"'
    return response


def _observers_only(request: ActorRequest) -> None:
    if Role.OBSERVER not in request.actor.roles:
        raise Http404


def _observed(request: ActorRequest, slug: str) -> Call:
    _observers_only(request)
    return get_object_or_404(scoped(request.actor, Call), slug=slug)
