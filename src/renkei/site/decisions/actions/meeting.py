"""Preparing, opening and closing the meeting of a call."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call, Officer, Participation
from renkei.site.decisions.actions.telling import tell
from renkei.site.decisions.models import Seat, SelectionMeeting
from renkei.site.policy import Actor, NotAllowed, locked, may_make, scoped, unscoped
from renkei.site.review.actions import scores_are_seen

State = SelectionMeeting.State


def prepare_meeting(actor: Actor, slug: str) -> SelectionMeeting:
    """The meeting of a call, with a seat for each funder; the one that there is, where there is one."""
    if not may_make(actor, SelectionMeeting):
        raise NotAllowed("make decisions.SelectionMeeting")
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        known = scoped(actor, SelectionMeeting).filter(call=call).first()
        if known is not None:
            return known
        parts = list(scoped(actor, Participation).filter(call=call).select_related("funder").order_by("funder__code"))
        meeting = SelectionMeeting(call=call, quorum=max(len(parts), 1))
        meeting.save(force_insert=True)
        for part in parts:
            first = unscoped(Officer, "a seat for each funder").filter(funder=part.funder).order_by("pk").first()
            person = first.user if first else None
            name = (person.get_full_name() or person.email) if person else part.funder.name
            Seat(meeting=meeting, participation=part, user=person, name=name).save(force_insert=True)
        tell(actor, meeting, "prepared", meeting, after={"quorum": meeting.quorum})
    return meeting


def open_meeting(actor: Actor, slug: str) -> SelectionMeeting:
    """The meeting, open: its funders see all of it, and the call's rules are locked from now on."""
    with transaction.atomic():
        meeting = locked(actor, "open", SelectionMeeting, call__slug=slug)
        if meeting.state == State.OPEN:
            raise ValidationError(_("The meeting is open already."))
        call = unscoped(Call, "the meeting lets scores be seen").select_for_update().get(pk=meeting.call_id)
        if call.state == Call.State.PREPARING or call.accepts_until >= actor.at:
            raise ValidationError(_("The call still takes applications: open the meeting after its deadline."))
        scores_are_seen(actor, call)
        before = meeting.state
        meeting.state, meeting.closed_at = State.OPEN, None
        meeting.opened_at = meeting.opened_at or actor.at
        meeting.save()
        tell(actor, meeting, "opened", meeting, "", {"state": before}, {"state": "open"})
    return meeting


def close_meeting(actor: Actor, slug: str) -> SelectionMeeting:
    """The meeting, closed: it is read, and changed no more, until it is opened again."""
    with transaction.atomic():
        meeting = locked(actor, "open", SelectionMeeting, call__slug=slug)
        if meeting.state != State.OPEN:
            raise ValidationError(_("The meeting is not open."))
        meeting.state, meeting.closed_at = State.CLOSED, actor.at
        meeting.save()
        tell(actor, meeting, "closed", meeting, "", {"state": "open"}, {"state": "closed"})
    return meeting


def set_quorum(actor: Actor, slug: str, quorum: int) -> SelectionMeeting:
    """The meeting with another quorum of funders; fixed once it is open."""
    with transaction.atomic():
        meeting = locked(actor, "change", SelectionMeeting, call__slug=slug)
        if meeting.state != State.PREPARING:
            raise ValidationError(_("The quorum is fixed before the meeting opens."))
        most = unscoped(Participation, "how many funders there are").filter(call=meeting.call_id).count()
        if not 1 <= quorum <= most:
            raise ValidationError(
                {"quorum": _("A quorum is from 1 to %(most)d, the number of funders.") % {"most": most}}
            )
        before, meeting.quorum = meeting.quorum, quorum
        meeting.save()
        tell(actor, meeting, "quorum_set", meeting, str(quorum), {"quorum": before}, {"quorum": quorum})
    return meeting


def in_session(actor: Actor, verb: str, slug: str) -> SelectionMeeting:
    """The meeting, locked for a verb, while it is open or being prepared; ValidationError once it is closed."""
    meeting = locked(actor, verb, SelectionMeeting, call__slug=slug)
    if meeting.state == State.CLOSED:
        raise ValidationError(_("The meeting is closed: nothing of it changes any more."))
    return meeting
