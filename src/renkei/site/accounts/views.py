"""Pages of accounts that allauth does not have."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from renkei.site.accounts import actions
from renkei.site.accounts.forms import AppointForm, EndForm, NameForm
from renkei.site.accounts.queries import appointments
from renkei.site.accounts.words import ROLES
from renkei.site.policy import NotAllowed, Role
from renkei.site.policy.request import ActorRequest


@login_required
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """What staff without a second factor are led to."""
    back = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    has_one = Authenticator.objects.filter(user_id=request.user.pk).exists()
    return render(request, "accounts/second_factor.html", {"next": back if safe else "/", "has_one": has_one})


@login_required
def name(request: HttpRequest) -> HttpResponse:
    """One's own name."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account_name")
    return render(request, "accounts/name.html", {"form": form})


def appointed(request: ActorRequest) -> HttpResponse:
    """Who is appointed now and was before; a form to appoint somebody, for which one shows again who one is."""
    if Role.ADMINISTRATOR not in request.actor.roles:
        raise Http404
    return _appoint(request)  # type: ignore[no-any-return]


@reauthentication_required  # type: ignore[untyped-decorator]
def _appoint(request: ActorRequest) -> HttpResponse:
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            actions.appoint(request.actor, asked["email"], Role(asked["role"]), asked["ground"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Appointed."))
            return redirect("appointments")
    return _page(request, form)


@require_POST
def end(request: ActorRequest, appointment: int) -> HttpResponse:
    """Ends an appointment, for which one shows again who one is."""
    if Role.ADMINISTRATOR not in request.actor.roles:
        raise Http404
    return _end(request, appointment)  # type: ignore[no-any-return]


@reauthentication_required  # type: ignore[untyped-decorator]
def _end(request: ActorRequest, appointment: int) -> HttpResponse:
    held = appointments(request.actor).filter(pk=appointment, ended_at=None).first()
    if held is None:
        raise Http404
    form = EndForm(held, request.POST)
    if form.is_valid():
        try:
            actions.end(request.actor, appointment, form.cleaned_data["ground"])
        except NotAllowed:
            raise Http404 from None
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The appointment has ended."))
            return redirect("appointments")
    return _page(request, AppointForm(), form, appointment)


def _page(request: ActorRequest, form: AppointForm, ending: EndForm | None = None, ended: int = 0) -> HttpResponse:
    every = list(appointments(request.actor))
    for held in every:
        held.role_words = ROLES[held.role]  # type: ignore[attr-defined]
    now = [(held, ending if ending and held.pk == ended else EndForm(held)) for held in every if not held.ended_at]
    shown: dict[str, Any] = {"form": form, "now": now, "past": [held for held in every if held.ended_at]}
    wrong = form.errors or (ending and ending.errors)
    return render(request, "accounts/appointments.html", shown, status=422 if wrong else 200)
