"""Results: looked at by the secretariat before they are published, and each funder's part for everybody."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio.actions.results import publish_decided, results_of
from renkei.site.portfolio.forms import ResultsForm
from renkei.site.portfolio.models import FunderResult
from renkei.site.portfolio.tables import funder_result_columns
from renkei.site.review.views.answers import staff
from renkei.site.ui.tables import Table, exported


@staff
def publish(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The results as they would be published now; publishing them."""
    call = get_object_or_404(scoped(request.actor, Call, "publish_results"), slug=slug)
    form, status = ResultsForm(request.POST or None), 200
    try:
        found = results_of(call)
        if request.method == "POST" and form.is_valid():
            publish_decided(request.actor, slug, form.cleaned_data["ground"])
            messages.success(request, _("The results are published."))
            return redirect("call_results", slug)
    except ValidationError as error:
        return render(request, "portfolio/publish.html", {"call": call, "faults": error.messages}, status=422)
    return render(request, "portfolio/publish.html", {"call": call, "found": found, "form": form}, status=status)


def funder_results(request: ActorRequest, slug: str) -> HttpResponse:
    """Each funder's awards in a call whose results are published."""
    call = get_object_or_404(scoped(request.actor, Call), slug=slug)
    rows = scoped(request.actor, FunderResult).filter(participation__call=call)
    rows = rows.select_related("participation__funder").order_by("participation__funder__name")
    empty = _("No results are published yet.")
    table = Table(request, f"{slug}-funders", _("Awards by funder"), funder_result_columns(), rows, empty)
    return exported(table) or render(request, "portfolio/funder_results.html", {"call": call, "table": table})
