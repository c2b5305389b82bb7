"""A call is decided anew: the decision that stands may be followed by another, on a ground."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.decisions.actions.telling import tell
from renkei.site.decisions.models import Decision, SelectionMeeting
from renkei.site.policy import Actor, locked, unscoped

GROUND = "the decision of a meeting that the actor opens again"


def decide_again(actor: Actor, slug: str, ground: str) -> Decision:
    """The decision that stands, to be followed by another; it stands until that one is adopted.

    The meeting is opened again where it was closed. ValidationError without a ground, or where no decision stands.
    """
    if not ground.strip():
        raise ValidationError({"ground": _("Say why: the funders read it, and it stands in the minutes.")})
    with transaction.atomic():
        meeting = locked(actor, "open", SelectionMeeting, call__slug=slug)
        decision = unscoped(Decision, GROUND).filter(meeting=meeting, state=Decision.State.ADOPTED).first()
        if decision is None:
            raise ValidationError(_("No decision is adopted."))
        before, decision.again = decision.again, ground.strip()
        decision.save(update_fields=["again"])
        if meeting.state == SelectionMeeting.State.CLOSED:
            meeting.state, meeting.closed_at = SelectionMeeting.State.OPEN, None
            meeting.save()
        facts = {"decision": decision.number, "again": decision.again}
        tell(actor, meeting, "decided_again", decision, str(decision.number), {"again": before}, facts, decision.again)
    return decision
