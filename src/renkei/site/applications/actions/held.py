"""Holding an application while something in it is changed: one writer at a time, a snapshot of one moment."""

from typing import TypeVar
from uuid import UUID

from renkei.site.applications.models import Application
from renkei.site.applications.refusal import Closed
from renkei.site.policy import Actor, NotAllowed, locked
from renkei.site.policy.guard import Guarded

Row = TypeVar("Row", bound=Guarded)


def held(actor: Actor, application: UUID) -> Application:
    """The application, locked until the transaction ends; NotAllowed where the actor may not even see it."""
    return locked(actor, "see", Application, public_id=application)


def taken(actor: Actor, verb: str, model: type[Row], whole: Application, /, **which: object) -> Row:
    """A row in a held application to which the actor may do the verb; Closed where the call takes nothing now."""
    try:
        return locked(actor, verb, model, **which)
    except NotAllowed:
        call = whole.call
        if call.state != "published" or not call.opens_at <= actor.at <= call.accepts_until:
            raise Closed(call.opens_at, call.accepts_until, actor.at) from None
        raise


def person(actor: Actor) -> int:
    """Who acts; NotAllowed for the public."""
    if actor.user is None:
        raise NotAllowed("act without having logged in")
    return actor.user
