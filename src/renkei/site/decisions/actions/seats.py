"""Seats: who takes part, who is present, who speaks for whom."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.accounts.models import User
from renkei.site.calls.models import Officer, Participation
from renkei.site.decisions.actions.meeting import in_session
from renkei.site.decisions.actions.telling import tell
from renkei.site.decisions.models import Seat, SelectionMeeting
from renkei.site.policy import Actor, NotAllowed, unscoped

GROUND = "a seat of a meeting that the actor changes"


@dataclass(frozen=True)
class SeatFacts:
    """`funder`: a code, empty for the secretariat and guests; `email`: the person's, empty for none with an account."""

    name: str
    office: str = ""
    funder: str = ""
    email: str = ""


def add_seat(actor: Actor, slug: str, facts: SeatFacts) -> Seat:
    """A further seat; ValidationError for a funder that has one, or a person who does not act for it."""
    with transaction.atomic():
        meeting = in_session(actor, "change", slug)
        part, person = _part(meeting, facts.funder), _person(facts.email)
        if part and person and not unscoped(Officer, GROUND).filter(funder=part.funder, user=person).exists():
            raise ValidationError({"email": _("This person does not act for that funder.")})
        seat = Seat(meeting=meeting, participation=part, user=person, name=facts.name, office=facts.office)
        seat.save(force_insert=True)
        tell(actor, meeting, "seat_added", seat, seat.name, None, asdict(facts))
    return seat


def _part(meeting: SelectionMeeting, code: str) -> Participation | None:
    if not code:
        return None
    parts = unscoped(Participation, GROUND).filter(call=meeting.call_id, funder__code=code)
    found = parts.select_related("funder").first()
    if found is None:
        raise ValidationError({"funder": _("That funder takes no part in the call.")})
    return found


def _person(email: str) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise ValidationError({"email": _("Nobody has an account with this address.")})
    return found


def set_presence(actor: Actor, slug: str, seat: int, present: bool) -> Seat:
    """The seat, taken or left."""
    with transaction.atomic():
        meeting = in_session(actor, "change", slug)
        row = seat_of(meeting, seat)
        row.came_at, row.left_at = (row.came_at or actor.at, None) if present else (row.came_at, actor.at)
        row.save()
        tell(actor, meeting, "came" if present else "left", row, row.name, None, {"present": present})
    return row


def set_proxy(actor: Actor, slug: str, seat: int, proxy: int | None) -> Seat:
    """The seat with another that speaks for its funder; none for None. A proxy has no proxy itself."""
    with transaction.atomic():
        meeting = in_session(actor, "change", slug)
        row, other = seat_of(meeting, seat), seat_of(meeting, proxy) if proxy else None
        if row.participation_id is None:
            raise ValidationError(_("Only a funder's seat has a proxy: others have no vote."))
        if other is not None and (other.pk == row.pk or other.proxy_id is not None):
            raise ValidationError(_("A proxy speaks for itself: choose a seat without a proxy of its own."))
        if other is not None and unscoped(Seat, GROUND).filter(proxy=row).exists():
            raise ValidationError(_("This seat speaks for another: it cannot have a proxy itself."))
        row.proxy = other
        row.save()
        tell(actor, meeting, "proxy_set", row, row.name, None, {"proxy": other.name if other else None})
    return row


def seat_of(meeting: SelectionMeeting, seat: int) -> Seat:
    """A seat of a meeting that the actor changes; NotAllowed for another's."""
    rows = unscoped(Seat, GROUND).filter(meeting=meeting, pk=seat)
    found = rows.select_related("participation__funder").first()
    if found is None:
        raise NotAllowed("change decisions.Seat")
    return found
