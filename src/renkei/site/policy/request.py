"""A request as every view gets it."""

from django.http import HttpRequest

from renkei.site.policy.actor import Actor


class ActorRequest(HttpRequest):
    """Django's request with the actor that `ActorMiddleware` puts on it."""

    actor: Actor
