"""Puts the actor on every request, as it arrives."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from renkei.site.policy.actor import Actor
from renkei.site.policy.arrival import arrived


class ActorMiddleware:
    """Sets `request.actor`, read when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, to a request that knows its actor."""
        at = arrived()
        request.actor = SimpleLazyObject(lambda: actor_of(request, at))  # type: ignore[attr-defined]
        return self._get_response(request)


def actor_of(request: HttpRequest, at: datetime) -> Actor:
    """The actor of a request that arrived at a moment; no role of staff where no second factor was proved."""
    user = request.user
    if not user.is_authenticated:
        return Actor(at)
    proved = user.proved_a_second_factor(request)
    return Actor(at, user.pk, user.roles() if proved else frozenset(), user.get_full_name() or user.email, proved)
