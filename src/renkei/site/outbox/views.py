"""The page of what was set aside."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from renkei.site.outbox import actions
from renkei.site.outbox.queries import how_many, set_aside
from renkei.site.policy import NotAllowed, Role
from renkei.site.policy.request import ActorRequest

ROWS = 50


@require_GET
def parcels(request: ActorRequest) -> HttpResponse:
    """What waits for a person, and how many are where."""
    return _page(request)


@require_POST
def settle(request: ActorRequest, parcel: int) -> HttpResponse:
    """Try a parcel again, or drop it, as the button pressed says."""
    act = actions.drop if request.POST.get("act") == "drop" else actions.try_again
    try:
        act(request.actor, parcel, request.POST.get("ground", ""))
    except NotAllowed:
        raise Http404 from None
    except actions.GroundMissing as missing:
        return _page(request, wrong=parcel, words=str(missing), status=422)
    return redirect("outbox")


def _page(request: ActorRequest, wrong: int | None = None, words: str = "", status: int = 200) -> HttpResponse:
    if Role.ADMINISTRATOR not in request.actor.roles:
        raise Http404
    rows = Paginator(set_aside(request.actor), ROWS).get_page(request.GET.get("page"))
    shown = {"rows": rows, "counts": how_many(request.actor), "wrong": wrong, "words": words}
    return render(request, "outbox/parcels.html", shown, status=status)
