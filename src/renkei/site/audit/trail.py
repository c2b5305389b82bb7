"""Adding to the trail: the last thing that an action does before its transaction ends."""

from typing import Any

from django.db import models, transaction

from renkei.site.audit.chain import digest_of
from renkei.site.audit.facts import facts_of
from renkei.site.audit.models import Event, Head
from renkei.site.policy import Actor

Facts = dict[str, Any] | None
LONGEST_NAME = 300  # signs that the column holds


def record(
    actor: Actor, action: str, subject: models.Model, before: Facts = None, after: Facts = None, ground: str = ""
) -> Event:
    """One event, chained to the one before; inside the action's own transaction, or RuntimeError.

    `before` and `after` are facts as JSON holds them, without floats. The trail's head stays locked until that
    transaction ends, so call it last.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of what it tells of")
    locked = Head.objects.select_for_update()
    head = locked.filter(pk=1).first() or locked.get_or_create(pk=1)[0]
    event = Event(
        number=head.number + 1,
        at=actor.at,
        actor=actor.user,
        actor_name=actor.name[:LONGEST_NAME],
        action=action,
        subject=subject._meta.label,
        subject_id=str(subject.pk),
        before=before,
        after=after,
        ground=ground,
        previous=head.digest,
    )
    event.digest = digest_of(head.digest, facts_of(event))
    event.save(force_insert=True)
    Head.objects.filter(pk=head.pk).update(number=event.number, digest=event.digest)
    return event
