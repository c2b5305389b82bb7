"""Who acts for a funder: appointed and ended by whoever has the machine in hand, as the first administrator is."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.accounts.models import User
from renkei.site.audit.trail import record
from renkei.site.calls.models import Funder, Officer
from renkei.site.policy import Actor, unscoped

GROUND = "whoever has the machine appoints a funder's officers"
COMMAND_LINE = "the command line"


@transaction.atomic
def appoint_officer(email: str, funder: str, at: datetime) -> Officer:
    """A person who acts for the funder of a code from now on; ValidationError for no address, or no such funder.

    Their account is made where they have none; they set its password by "Forgotten the password?".
    """
    held = _funder(funder)
    user = User.objects.known_or_new(email)
    if unscoped(Officer, GROUND).filter(funder=held, user=user).exists():
        raise ValidationError(_("They act for this funder already."))
    made = Officer(funder=held, user=user)
    made.save(force_insert=True)
    record(Actor(at, name=COMMAND_LINE), "officer.appointed", made, None, _told(made))
    return made


@transaction.atomic
def end_officer(email: str, funder: str, at: datetime) -> None:
    """They act for the funder no more; ValidationError where they did not."""
    held = unscoped(Officer, GROUND).filter(funder=_funder(funder), user__email__iexact=email).first()
    if held is None:
        raise ValidationError(_("They do not act for this funder."))
    record(Actor(at, name=COMMAND_LINE), "officer.ended", held, _told(held))
    held.delete()


def _funder(code: str) -> Funder:
    found = unscoped(Funder, GROUND).filter(code=code).first()
    if found is None:
        codes = ", ".join(unscoped(Funder, GROUND).order_by("code").values_list("code", flat=True))
        raise ValidationError(_("There is no funder %(code)s: %(codes)s.") % {"code": code, "codes": codes or "–"})
    return found


def _told(officer: Officer) -> dict[str, str]:
    return {"user": officer.user.email, "funder": officer.funder.code}
