"""The administrator's page of who acts for which funder; one shows again who one is before one appoints or ends."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renkei.site.accounts.forms import GroundForm
from renkei.site.calls.actions.officers import dismiss_officer, name_officer
from renkei.site.calls.forms import OfficerForm
from renkei.site.calls.models import Officer
from renkei.site.calls.queries import funders, officers
from renkei.site.calls.tables import officer_columns
from renkei.site.calls.views.acting import done
from renkei.site.policy import may_make, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.tables import Table, exported


def all_officers(request: ActorRequest) -> HttpResponse:
    """Who acts for a funder now, and a form to appoint somebody."""
    if not may_make(request.actor, Officer):
        raise Http404
    return _appoint(request)  # type: ignore[no-any-return]


@reauthentication_required  # type: ignore[untyped-decorator]
def _appoint(request: ActorRequest) -> HttpResponse:
    form = OfficerForm(request.POST or None, funders=funders(request.actor))

    def appoint() -> None:
        asked = form.cleaned_data
        name_officer(request.actor, asked["email"], asked["funder"].code, asked["ground"])

    if done(request, form, appoint, _("Appointed.")):
        return redirect("officers")
    return _page(request, form)


@require_POST
def end_officer(request: ActorRequest, officer: int) -> HttpResponse:
    """Somebody acts for a funder no more."""
    if not may_make(request.actor, Officer):
        raise Http404
    return _end(request, officer)  # type: ignore[no-any-return]


@reauthentication_required  # type: ignore[untyped-decorator]
def _end(request: ActorRequest, officer: int) -> HttpResponse:
    held = get_object_or_404(scoped(request.actor, Officer, "end"), pk=officer)
    form = _ending(held, request)
    if form.is_valid():
        dismiss_officer(request.actor, held.pk, form.cleaned_data["ground"])
        messages.success(request, _("They act for this funder no more."))
        return redirect("officers")
    return _page(request, OfficerForm(funders=funders(request.actor)), {held.pk: form})


def _ending(held: Officer, request: ActorRequest | None = None) -> GroundForm:
    return GroundForm(request.POST if request else None, auto_id=f"end_{held.pk}_%s")


def _page(request: ActorRequest, form: OfficerForm, ending: dict[int, GroundForm] | None = None) -> HttpResponse:
    ending, held_now = ending or {}, officers(request.actor)
    table = Table(request, "officers", _("Funders’ officers"), officer_columns(), held_now)
    if (file := exported(table)) is not None:
        return file
    now = [(held, ending.get(held.pk) or _ending(held)) for held in held_now]
    wrong = form.errors or ending
    return render(request, "calls/officers.html", {"form": form, "now": now}, status=422 if wrong else 200)
