"""The page of what was found."""

from django.http import HttpResponse
from django.shortcuts import render

from renkei.site.policy.request import ActorRequest
from renkei.site.search.find import find

LONGEST = 200  # signs of a query


def search(request: ActorRequest) -> HttpResponse:
    """All that holds the words in the address, among what the reader may see."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    hits = find(request.actor, query)
    return render(request, "search/search.html", {"query": query, "hits": hits})
