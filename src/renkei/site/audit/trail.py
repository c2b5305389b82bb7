"""Adding to the trail: the last thing that an action does before its transaction ends."""

from typing import Any

from django.db import models, transaction

from renkei.site.audit.chain import digest_of
from renkei.site.audit.models import Event, Head
from renkei.site.policy import Actor

Facts = dict[str, Any] | None


def record(
    actor: Actor, action: str, subject: models.Model, before: Facts = None, after: Facts = None, ground: str = ""
) -> Event:
    """One event, chained to the one before; inside the action's own transaction, or RuntimeError.

    `before` and `after` are facts as JSON holds them, without floats. The trail's head stays locked until that
    transaction ends, so call it last.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of what it tells of")
    head = Head.objects.select_for_update().get_or_create(pk=1)[0]
    facts = {
        "number": head.number + 1,
        "at": actor.at.isoformat(),
        "actor": actor.user,
        "actor_name": actor.name,
        "action": action,
        "subject": subject._meta.label,
        "subject_id": str(subject.pk),
        "before": before,
        "after": after,
        "ground": ground,
    }
    event = Event(**{**facts, "at": actor.at}, previous=head.digest, digest=digest_of(head.digest, facts))
    event.save(force_insert=True)
    head.number, head.digest = event.number, event.digest
    head.save()
    return event
