"""The page that an invitation's link opens."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from renkei.site.applications.actions import invitation_of, join
from renkei.site.policy import NotAllowed
from renkei.site.policy.request import ActorRequest

REMEMBERED = "renkei_invitation"
DAY = 24 * 3600  # seconds


@never_cache
def invitation(request: ActorRequest, secret: str) -> HttpResponseBase:
    """Who asks and for what; accepted by whoever is logged in, and with an account made on the way."""
    try:
        found = invitation_of(request.actor, secret)
        if request.method == "POST" and request.actor.user is not None:
            join(request.actor, secret)
            messages.success(request, _("Welcome: you now write for %(name)s.") % {"name": found.partner.organisation})
            joined = redirect("application", found.partner.application.public_id)
            joined.delete_cookie(REMEMBERED, path=reverse("my_applications"))
            return joined
    except NotAllowed:
        raise Http404 from None
    response = render(request, "applications/invitation.html", {"invitation": found, "secret": secret})
    if request.actor.user is None:
        _remember(request, response, secret)
    return response


def _remember(request: ActorRequest, response: HttpResponse, secret: str) -> None:
    """On the person's own device, so that the page of applications leads back once an account is made."""
    response.set_cookie(
        REMEMBERED,
        secret,
        DAY,
        path=reverse("my_applications"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
