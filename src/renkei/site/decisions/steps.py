"""What decisions offer next on a call: its meeting, or preparing it; the decision, and one's word on it."""

from collections.abc import Collection, Iterator

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call
from renkei.site.decisions.models import Decision, SelectionMeeting
from renkei.site.policy import Actor, may_make, scoped
from renkei.site.ui.steps import Step


def on_calls(actor: Actor, calls: Collection[int]) -> Iterator[tuple[int, Step]]:
    """The steps of an actor on some calls."""
    held = list(scoped(actor, SelectionMeeting).filter(call__in=calls).select_related("call"))
    for meeting in held:
        yield meeting.call_id, _meeting(meeting)
    if may_make(actor, SelectionMeeting):
        last = scoped(actor, Call, "assess").filter(pk__in=calls, stage=F("stages"), state=Call.State.PUBLISHED)
        for call in last.exclude(pk__in=[one.call_id for one in held]):
            address = reverse("meeting_prepare", args=[call.slug])
            yield call.pk, Step(_("Prepare the selection meeting"), address, 30, acts=True)
    yield from _decisions(actor, calls)


def _meeting(meeting: SelectionMeeting) -> Step:
    if meeting.state == SelectionMeeting.State.PREPARING:
        return Step(_("Selection meeting, in preparation"), reverse("meeting_minutes", args=[meeting.call.slug]), 30)
    return Step(_("Selection meeting"), reverse("meeting", args=[meeting.call.slug]), 30)


def _decisions(actor: Actor, calls: Collection[int]) -> Iterator[tuple[int, Step]]:
    """The decision that stands, and those on which the actor can still say a word."""
    says = set(scoped(actor, Decision, "consent").filter(meeting__call__in=calls).values_list("pk", flat=True))
    states = (Decision.State.PROPOSED, Decision.State.ADOPTED)
    rows = scoped(actor, Decision).filter(meeting__call__in=calls, state__in=states).select_related("meeting")
    for one in rows.defer("record", "snapshot"):
        address, n = reverse("decision", args=[one.public_id]), {"n": one.number}
        if one.state == Decision.State.ADOPTED:
            yield one.meeting.call_id, Step(_("The decision"), address, 40)
        elif one.pk in says:
            yield one.meeting.call_id, Step(_("Say yes or no to decision %(n)d") % n, address, 35, first=True)
        else:
            yield one.meeting.call_id, Step(_("Decision %(n)d, put to the funders") % n, address, 35)
