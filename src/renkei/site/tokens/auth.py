"""Who asks the API: a token in the Authorization header, or a browser's session with its CSRF token."""

from typing import Any, cast

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from renkei.site.policy import Actor
from renkei.site.policy.request import ActorRequest
from renkei.site.tokens.actions import actor_by


class TokenAuth(HttpBearer):
    """`Authorization: Bearer renkei_…`; the request's actor is the token's person from then on."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor, or None for a secret that is nobody's."""
        asked = cast(ActorRequest, request)
        found = actor_by(token, asked.actor.at)
        if found is not None:
            asked.actor = found
        return found


class PersonAuth(SessionAuth):
    """A browser that has logged in."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any | None:
        """The actor of the session, or None."""
        actor = cast(ActorRequest, request).actor
        return actor if actor.user is not None else None
