"""Who acts for a funder: appointed and ended by an administrator, or by whoever has the machine in hand."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.accounts.models import User
from renkei.site.audit.trail import record
from renkei.site.calls import letters
from renkei.site.calls.models import Funder, Officer
from renkei.site.policy import Actor, NotAllowed, locked, may_make, unscoped

GROUND = "whoever appoints sees every funder and its officers"
COMMAND_LINE = "the command line"


@transaction.atomic
def name_officer(actor: Actor, email: str, funder: str, ground: str) -> Officer:
    """A person who acts for the funder of a code from now on, and a letter to them.

    Their account is made where they have none; they set its password by "Forgotten the password?". NotAllowed but for
    administrators; ValidationError, by field, for no address, no such funder, or who acts for it already.
    """
    if not may_make(actor, Officer):
        raise NotAllowed("make calls.Officer")
    return _appointed(actor, email, funder, ground)


@transaction.atomic
def dismiss_officer(actor: Actor, officer: int, ground: str) -> Officer:
    """Who acted for a funder does no more; NotAllowed but for administrators, and where nobody did."""
    held = locked(actor, "end", Officer, "user", "funder", pk=officer)
    _ended(actor, held, ground)
    return held


@transaction.atomic
def appoint_officer(email: str, funder: str, at: datetime) -> Officer:
    """`name_officer`, by whoever has the machine in hand."""
    return _appointed(Actor(at, name=COMMAND_LINE), email, funder, "")


@transaction.atomic
def end_officer(email: str, funder: str, at: datetime) -> None:
    """They act for the funder no more; ValidationError where they did not."""
    held = unscoped(Officer, GROUND).filter(funder=_funder(funder), user__email__iexact=email).first()
    if held is None:
        raise ValidationError(_("They do not act for this funder."))
    _ended(Actor(at, name=COMMAND_LINE), held, "")


def _appointed(actor: Actor, email: str, funder: str, ground: str) -> Officer:
    held = _funder(funder)
    try:
        user = User.objects.known_or_new(email)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from None
    if unscoped(Officer, GROUND).filter(funder=held, user=user).exists():
        raise ValidationError({"email": _("They act for this funder already.")})
    made = Officer(funder=held, user=user)
    made.save(force_insert=True)
    letters.appointed(made)
    record(actor, "officer.appointed", made, None, _told(made), ground)
    return made


def _ended(actor: Actor, held: Officer, ground: str) -> None:
    record(actor, "officer.ended", held, _told(held), None, ground)
    held.delete()


def _funder(code: str) -> Funder:
    found = unscoped(Funder, GROUND).filter(code=code).first()
    if found is None:
        codes = ", ".join(unscoped(Funder, GROUND).order_by("code").values_list("code", flat=True))
        said = _("There is no funder %(code)s: %(codes)s.") % {"code": code, "codes": codes or "–"}
        raise ValidationError({"funder": said})
    return found


def _told(officer: Officer) -> dict[str, str]:
    return {"user": officer.user.email, "funder": officer.funder.code}
