"""The first page."""

from django.http import HttpResponse
from django.shortcuts import render

from renkei.site.calls.queries import open_calls
from renkei.site.policy.request import ActorRequest


def home(request: ActorRequest) -> HttpResponse:
    """What is open now."""
    return render(request, "home/home.html", {"open_calls": open_calls(request.actor)})
