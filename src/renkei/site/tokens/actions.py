"""Making tokens, revoking them, and knowing whose a secret is."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from renkei.records.canonical import sha256
from renkei.site.audit.trail import record
from renkei.site.policy import Actor, NotAllowed, locked, unscoped
from renkei.site.tokens.models import Token

PREFIX = "renkei_"  # so that a secret that leaked is known for what it is
MOST = 20  # of one person, at a time
LONGEST_NAME = 100


class TokenRefused(Exception):
    """No token was made; its words say why."""


def make_token(actor: Actor, name: str) -> str:
    """The secret of a new token: it is not kept, so this is the only time that anybody sees it."""
    if actor.user is None:
        raise NotAllowed("make a token")
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise TokenRefused(_("Name the token after what will use it, in at most 100 signs."))
    with transaction.atomic():
        if unscoped(Token, "the actor's own").filter(user=actor.user, revoked_at=None).count() >= MOST:
            raise TokenRefused(_("You have 20 tokens: revoke one that is not used."))
        secret = PREFIX + secrets.token_urlsafe(32)
        made = Token(user_id=actor.user, name=name, secret_hash=_hash(secret), made_at=actor.at)
        made.save(force_insert=True)
        record(actor, "token.made", made, None, {"name": name})
    return secret


def revoke_token(actor: Actor, token: int) -> None:
    """The token's secret opens nothing any more."""
    with transaction.atomic():
        found = locked(actor, "revoke", Token, pk=token)
        if found.revoked_at is None:
            found.revoked_at = actor.at
            found.save(update_fields=["revoked_at"])
            record(actor, "token.revoked", found)


def actor_by(secret: str, at: datetime) -> Actor | None:
    """Who acts by a secret at a moment; None where it is nobody's. Roles of staff need a second factor, not a token."""
    every = unscoped(Token, "whoever holds the secret acts for its person")
    found = (
        every.filter(secret_hash=_hash(secret), revoked_at=None, user__is_active=True).select_related("user").first()
    )
    if found is None:
        return None
    return Actor(at, found.user_id, frozenset(), found.user.get_full_name() or found.user.email, second_factor=False)


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass"))
