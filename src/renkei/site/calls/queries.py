"""Reading calls, always through the policy."""

from renkei.site.calls.models import Call
from renkei.site.policy import Actor, Phase, scoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.policy.phase import in_phase


def open_calls(actor: Actor) -> GuardedQuerySet[Call]:
    """The calls that take applications at the actor's moment, next deadline first."""
    return scoped(actor, Call).filter(in_phase(Phase.OPEN, "", actor.at)).order_by("closes_at", "pk")
