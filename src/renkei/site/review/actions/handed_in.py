"""What stands handed in to a call, as those who assess and screen it see it."""

from collections.abc import Collection

from renkei.site.applications.models import Submission
from renkei.site.calls.models import Call
from renkei.site.policy import Actor, NotAllowed, scoped
from renkei.site.policy.guard import GuardedQuerySet


def handed_in(actor: Actor, call: Call, stage: int | None = None) -> GuardedQuerySet[Submission]:
    """The submissions that count, in the call's stage now or in another, as far as the actor may see them."""
    of = {"application__call": call, "stage": stage or call.stage}
    standing = scoped(actor, Submission).filter(**of, withdrawn_at__isnull=True)
    return standing.order_by("application__number")


def applications_by_number(actor: Actor, call: Call, numbers: Collection[str]) -> dict[str, int]:
    """Number → the application's key; NotAllowed where one is not among what the actor sees handed in."""
    found = dict(handed_in(actor, call).values_list("application__number", "application_id"))
    if any(number not in found for number in numbers):
        raise NotAllowed("see applications.Submission")
    return {number: found[number] for number in numbers}
