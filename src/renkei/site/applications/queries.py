"""Reading applications and what was handed in, always through the policy."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef

from renkei.site.applications.models import Application, Submission
from renkei.site.calls.models import Call
from renkei.site.policy import Actor, scoped, unscoped
from renkei.site.policy.guard import GuardedQuerySet


def my_applications(actor: Actor) -> GuardedQuerySet[Application]:
    """The actor's applications, newest first; `handed_in` says whether a submission stands in the call's stage."""
    standing = unscoped(Submission, "of an application that the actor sees").filter(
        application=OuterRef("pk"), stage=OuterRef("call__stage"), withdrawn_at=None
    )
    mine = scoped(actor, Application).select_related("call").annotate(handed_in=Exists(standing))
    return mine.order_by(F("begun_at").desc(), "-pk")


def submissions_of(actor: Actor, call: Call) -> GuardedQuerySet[Submission]:
    """What stands handed in to a call's stage, as far as the actor may see it, by the applications' numbers."""
    found = scoped(actor, Submission).filter(application__call=call, stage=call.stage, withdrawn_at=None)
    return found.select_related("application", "by").order_by("application__number")


def calls_with_submissions(actor: Actor) -> GuardedQuerySet[Call]:
    """The calls of which the actor may read something handed in, last deadline first."""
    readable = scoped(actor, Submission).filter(withdrawn_at=None).values("application__call")
    return scoped(actor, Call).filter(pk__in=readable).order_by("-closes_at", "pk")


def receipt_of(actor: Actor, submission: UUID) -> GuardedQuerySet[Submission]:
    """A submission that the actor may see, by its public id."""
    return scoped(actor, Submission).filter(public_id=submission).select_related("application__call", "by")
