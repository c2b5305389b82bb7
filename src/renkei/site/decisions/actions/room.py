"""Who is in the room: the quorum, and who left it for which application."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.applications.models import Application
from renkei.site.decisions.actions.meeting import in_session
from renkei.site.decisions.actions.seats import GROUND, seat_of
from renkei.site.decisions.actions.telling import tell
from renkei.site.decisions.models import Absence, Seat, SelectionMeeting
from renkei.site.policy import Actor, NotAllowed, unscoped


def leave_for(actor: Actor, slug: str, seat: int, number: str, ground: str) -> Absence:
    """A seat out of the room while an application is discussed, and why."""
    if not ground.strip():
        raise ValidationError({"ground": _("Say why: it stands in the minutes.")})
    with transaction.atomic():
        meeting = in_session(actor, "change", slug)
        row = seat_of(meeting, seat)
        application = unscoped(Application, GROUND).filter(call=meeting.call_id, number=number).first()
        if application is None:
            raise ValidationError({"application": _("There is no such application in this call.")})
        if unscoped(Absence, GROUND).filter(seat=row, application=application, back_at__isnull=True).exists():
            raise ValidationError(_("That seat is out for this application already."))
        absence = Absence(seat=row, application=application, ground=ground.strip(), left_at=actor.at)
        absence.save(force_insert=True)
        what = f"{row.name} · {number}"
        tell(actor, meeting, "out_for", absence, what, None, {"seat": row.name, "application": number}, ground)
    return absence


def come_back(actor: Actor, slug: str, absence: int) -> Absence:
    """The seat back in the room."""
    with transaction.atomic():
        meeting = in_session(actor, "change", slug)
        rows = unscoped(Absence, GROUND).filter(seat__meeting=meeting, pk=absence, back_at__isnull=True)
        row = rows.select_related("seat", "application").first()
        if row is None:
            raise NotAllowed("change decisions.Absence")
        row.back_at = actor.at
        row.save()
        what = f"{row.seat.name} · {row.application.number}"
        tell(actor, meeting, "back", row, what, None, {"seat": row.seat.name, "application": row.application.number})
    return row


def quorum_of(seats: Collection[Seat], out: Collection[int] = ()) -> set[int]:
    """The funders (participations) that count: a seat of theirs is present, itself or by a proxy who is, and not `out`.

    `out` are seats that left the room: neither they nor what they would say for others counts.
    """
    here = {one.pk for one in seats if one.came_at and not one.left_at and one.pk not in out}
    counted = (one for one in seats if one.pk not in out and (one.pk in here or one.proxy_id in here))
    return {one.participation_id for one in counted if one.participation_id}


def all_seats(meeting: SelectionMeeting) -> list[Seat]:
    """The meeting's seats."""
    return list(
        unscoped(Seat, "the quorum of a meeting").filter(meeting=meeting).select_related("participation__funder")
    )


def out_for(meeting: SelectionMeeting, user: int | None) -> dict[str, str]:
    """Application → seat's name, for which a person, or who they speak for, is out of the room now."""
    rows = unscoped(Absence, "who is out of the room").filter(seat__meeting=meeting, back_at__isnull=True)
    mine = rows.filter(seat__user=user).select_related("seat", "application")
    return {one.application.number: one.seat.name for one in mine}
