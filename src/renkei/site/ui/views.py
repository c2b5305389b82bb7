"""The page of display settings, kept in cookies and, for a person, in the account; and that of what cannot be read."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from renkei.site.accounts.models import User
from renkei.site.ui.context import page
from renkei.site.ui.forms import DisplayForm
from renkei.site.ui.reader import APPEARANCE_COOKIE, KEPT_FOR, LANGUAGE_COOKIE, ZONE_COOKIE


def display(request: HttpRequest) -> HttpResponse:
    """All settings in one form; saving goes back to where the reader came from."""
    back = _back(request, request.GET.get("next", "/"))
    known = page(request)
    now = {"language": get_language(), "time_zone": known["zone"], "appearance": known["appearance"]}
    form = DisplayForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        return _kept(request, HttpResponseRedirect(back), form.cleaned_data)
    return render(request, "ui/display.html", {"form": form})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """One setting, by a button of the header; what is not offered is ignored."""
    response = HttpResponseRedirect(_back(request, request.POST.get("next", "/")))
    offered = {name: dict(DisplayForm().fields[name].choices) for name in ("language", "appearance")}  # type: ignore[attr-defined]
    chosen = {name: request.POST[name] for name in offered if request.POST.get(name) in offered[name]}
    return _kept(request, response, chosen)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is answered to a request that cannot be read: 413 where it is too large, else 400."""
    large = isinstance(exception, RequestDataTooBig)
    return HttpResponse(render_to_string("400.html", {"large": large}), status=413 if large else 400)


def _kept(request: HttpRequest, response: HttpResponse, chosen: dict[str, str]) -> HttpResponse:
    """The response with the cookies; a person's language and zone are saved in the account too."""
    cookies = {"language": LANGUAGE_COOKIE, "time_zone": ZONE_COOKIE, "appearance": APPEARANCE_COOKIE}
    for name, value in chosen.items():
        response.set_cookie(
            cookies[name], value, KEPT_FOR, secure=request.is_secure(), httponly=name != "time_zone", samesite="Lax"
        )
    own = {name: chosen[name] for name in ("language", "time_zone") if name in chosen}
    if own and request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(**own)
    return response


def _back(request: HttpRequest, address: str) -> str:
    """The address where it is one of this site, else the first page."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else "/"
