"""Pages of calls."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from renkei.site.calls.models import Call
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest


def call(request: ActorRequest, slug: str) -> HttpResponse:
    """One call, as the reader may see it."""
    found = get_object_or_404(scoped(request.actor, Call), slug=slug)
    return render(request, "calls/call.html", {"call": found})
