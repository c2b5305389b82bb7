"""Reading the outbox."""

from django.db.models import Count

from renkei.site.outbox.models import Parcel
from renkei.site.policy import Actor, scoped
from renkei.site.policy.guard import GuardedQuerySet


def set_aside(actor: Actor) -> GuardedQuerySet[Parcel]:
    """What waits for a person, the newest first."""
    return scoped(actor, Parcel).filter(state=Parcel.State.SET_ASIDE).order_by("-made_at", "-pk")


def how_many(actor: Actor) -> dict[str, int]:
    """The number of parcels by state."""
    counted = scoped(actor, Parcel).values_list("state").annotate(Count("pk"))
    return {state.value: dict(counted).get(state.value, 0) for state in Parcel.State}
