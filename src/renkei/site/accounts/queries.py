"""Reading appointments, always through the policy."""

from renkei.site.accounts.models import Appointment
from renkei.site.policy import Actor, scoped
from renkei.site.policy.guard import GuardedQuerySet


def appointments(actor: Actor) -> GuardedQuerySet[Appointment]:
    """The appointments that an actor may see, with their people, by name."""
    return scoped(actor, Appointment).select_related("user").order_by("user__email", "role", "pk")
