"""Holding an application while something in it is changed: one writer at a time, a snapshot of one moment."""

from typing import TypeVar
from uuid import UUID

from renkei.site.applications.models import Application
from renkei.site.applications.refusal import Closed
from renkei.site.policy import Actor, NotAllowed, locked, scoped
from renkei.site.policy.guard import Guarded

Row = TypeVar("Row", bound=Guarded)


def held(actor: Actor, application: UUID, verb: str = "see") -> Application:
    """The application to which the actor may do the verb, locked until the transaction ends.

    NotAllowed where they may not; Closed where they may see it, and the call takes nothing at their moment.
    """
    try:
        return locked(actor, verb, Application, "call", public_id=application)
    except NotAllowed:
        seen = scoped(actor, Application).filter(public_id=application).select_related("call").first()
        if seen is not None:
            _refuse_when_closed(actor, seen)
        raise


def taken(actor: Actor, verb: str, model: type[Row], whole: Application, /, **which: object) -> Row:
    """A row in a held application to which the actor may do the verb; NotAllowed and Closed as with `held`."""
    try:
        return locked(actor, verb, model, **which)
    except NotAllowed:
        _refuse_when_closed(actor, whole)
        raise


def person(actor: Actor) -> int:
    """Who acts; NotAllowed for the public."""
    if actor.user is None:
        raise NotAllowed("act without having logged in")
    return actor.user


def _refuse_when_closed(actor: Actor, application: Application) -> None:
    call = application.call
    if call.state != "published" or not call.opens_at <= actor.at <= call.accepts_until:
        raise Closed(call.opens_at, call.accepts_until, actor.at) from None
