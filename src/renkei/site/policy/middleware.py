"""Puts the actor on every request, as it arrives."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from renkei.site.policy.actor import Actor


class ActorMiddleware:
    """Sets `request.actor`, read when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, to a request that knows its actor."""
        arrived = timezone.now()
        request.actor = SimpleLazyObject(lambda: actor_of(request, arrived))  # type: ignore[attr-defined]
        return self._get_response(request)


def actor_of(request: HttpRequest, at: datetime) -> Actor:
    """The actor of a request that arrived at a moment."""
    user = request.user
    if not user.is_authenticated:
        return Actor(at)
    return Actor(at, user.pk, user.roles(), user.get_full_name() or user.email)
