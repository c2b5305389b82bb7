"""Showing the scores: from then on the call's rules are locked."""

from django.db import transaction

from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.policy import Actor, locked


def show_scores(actor: Actor, slug: str) -> Call:
    """The call whose scores its funders, chair, coordinator and observer may see from now on; once is for good."""
    with transaction.atomic():
        call = locked(actor, "assess", Call, slug=slug)
        scores_are_seen(actor, call)
    return call


def scores_are_seen(actor: Actor, call: Call) -> None:
    """Note on a held call that others than the secretariat see its scores, in the transaction that holds it."""
    if call.scores_seen_at is not None:
        return
    call.scores_seen_at = actor.at
    call.save(update_fields=["scores_seen_at"])
    record(actor, "call.scores_shown", call, None, {"scores_seen_at": actor.at.isoformat()})
