"""Showing the scores: from then on the call's rules are locked."""

from django.db import transaction

from renkei.site.audit.trail import record
from renkei.site.calls.models import Call
from renkei.site.policy import Actor, locked


def show_scores(actor: Actor, slug: str) -> Call:
    """The call whose stage's scores its funders, chair, coordinator and observer see from now on; once is for good."""
    with transaction.atomic():
        call = locked(actor, "assess", Call, slug=slug)
        scores_are_seen(actor, call)
    return call


def scores_are_seen(actor: Actor, call: Call) -> None:
    """Note on a held call that others than the secretariat see its stage's scores, in the transaction that holds it."""
    if call.shows_scores:
        return
    before = {"scores_shown": call.scores_shown}
    call.scores_seen_at, call.scores_shown = call.scores_seen_at or actor.at, call.stage
    call.save(update_fields=["scores_seen_at", "scores_shown"])
    record(actor, "call.scores_shown", call, before, {"scores_shown": call.stage})
