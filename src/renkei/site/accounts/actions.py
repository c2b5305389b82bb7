"""Appointing people, and ending appointments."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.accounts.models import Appointment, User
from renkei.site.audit.trail import record
from renkei.site.policy import Actor, Role, locked, unscoped


@transaction.atomic
def appoint(actor: Actor, email: str, role: Role, ground: str) -> Appointment:
    """A new appointment; ValidationError where nobody has that address, or holds the role already."""
    _as_administrator(actor)
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise ValidationError({"email": _("Nobody has an account with this address: ask them to make one first.")})
    if role in user.roles():
        raise ValidationError({"role": _("They hold this role already.")})
    made = Appointment(user=user, role=role, ground=ground)
    made.save(force_insert=True)
    record(actor, "appointment.made", made, None, {"user": user.email, "role": role.value}, ground)
    return made


@transaction.atomic
def end(actor: Actor, appointment: int, ground: str) -> Appointment:
    """The end of an appointment; ValidationError where nobody would be left to appoint anybody."""
    left = _as_administrator(actor)
    held = locked(actor, "end", Appointment, pk=appointment, ended_at=None)
    if held.role == Role.ADMINISTRATOR and left == 1:
        raise ValidationError({"ground": _("This is the last administrator: appoint another one first.")})
    held.ended_at = actor.at
    held.save()
    told = {"user": held.user.email, "role": held.role}
    record(
        actor, "appointment.ended", held, {**told, "ended_at": None}, {**told, "ended_at": actor.at.isoformat()}, ground
    )
    return held


@transaction.atomic
def first_administrator(email: str, at: datetime) -> Appointment:
    """The first administrator of a new site, by whoever has the machine in hand; ValidationError where there is one.

    Their account is made where they have none; they set its password by "Forgotten the password?".
    """
    every = unscoped(Appointment, "a site without administrator has nobody to ask")
    if every.filter(role=Role.ADMINISTRATOR, ended_at=None).exists():
        raise ValidationError(_("There is an administrator already, who can appoint others."))
    user = User.objects.known_or_new(email)
    made = Appointment(user=user, role=Role.ADMINISTRATOR, ground="the first administrator")
    made.save(force_insert=True)
    told = {"user": user.email, "role": made.role}
    record(Actor(at, name="the command line"), "appointment.made", made, None, told, made.ground)
    return made


def _as_administrator(actor: Actor) -> int:
    """Makes sure that the actor appoints as an administrator now; the number of administrators.

    All of them are locked, in one order: two who end each other's appointment wait, and one of them is refused.
    """
    every = unscoped(Appointment, "administrators are counted, whoever they are")
    now = every.filter(role=Role.ADMINISTRATOR, ended_at=None).order_by("pk").select_for_update()
    number = len(now)
    locked(actor, "appoint", Appointment, user=actor.user, role=Role.ADMINISTRATOR, ended_at=None)
    return number
