"""Reading the trail, always through the policy: an event is seen by who sees what it tells of."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from renkei.site.audit.models import Event
from renkei.site.policy import Actor, scoped
from renkei.site.policy.guard import GuardedQuerySet


def events(actor: Actor, asked: dict[str, Any]) -> GuardedQuerySet[Event]:
    """The events that an actor may see, newest first, narrowed by what `TrailForm` gives."""
    lookups = {
        "number": asked.get("number"),
        "actor_name__icontains": asked.get("who"),
        "action": asked.get("action"),
        "subject": asked.get("subject"),
        "subject_id": asked.get("subject_id"),
        "ground__icontains": asked.get("ground"),
        "at__gte": _begin(asked.get("first")),
        "at__lt": _begin(asked.get("last"), later=1),
    }
    return scoped(actor, Event).filter(**{name: value for name, value in lookups.items() if value}).order_by("-number")


def kinds(actor: Actor) -> tuple[list[str], list[str]]:
    """The actions and the kinds of subject that the actor's events tell of, by their names."""
    found = set(scoped(actor, Event).order_by().values_list("action", "subject").distinct())
    return sorted({action for action, _ in found}), sorted({subject for _, subject in found})


def _begin(day: date | None, later: int = 0) -> datetime | None:
    """The moment at which a day begins in the reader's zone, or the day some days later."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time.min)) if day else None
