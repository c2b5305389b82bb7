"""A person's visits to a funder's part: what is new is what came since the visit before."""

from datetime import datetime, timedelta

from django.db import transaction

from renkei.site.applications.actions.held import person
from renkei.site.calls.models import Participation
from renkei.site.policy import Actor, unscoped
from renkei.site.review.models import Visit

ONE_VISIT = timedelta(hours=4)  # pages looked at within it belong together
AT_FIRST = timedelta(days=7)


def visited(actor: Actor, part: Participation) -> datetime:
    """The moment since which things are new to the actor, whose visit is noted.

    Not an act that the trail tells of: it changes nothing that anybody else sees.
    """
    user = person(actor)
    mine = unscoped(Visit, "the actor's own visits").filter(user=user, participation=part)
    with transaction.atomic():
        row = mine.select_for_update().first()
        if row is None:
            row = Visit(user_id=user, participation=part, at=actor.at)
            row.save()
        elif actor.at - row.at > ONE_VISIT:
            row.before, row.at = row.at, actor.at
            row.save()
    return row.before or actor.at - AT_FIRST
