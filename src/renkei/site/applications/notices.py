"""Notices to those who write: a deadline that moved."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.accounts.models import User
from renkei.site.applications.models import Member
from renkei.site.calls.addresses import call_address
from renkei.site.calls.models import Call, Change
from renkei.site.outbox.post import post_mail
from renkei.site.policy import unscoped
from renkei.site.ui import moments
from renkei.site.ui.reader import zone_named

GROUND = "everybody who writes an application is told of its deadline"


def tell_of_extension(sender: type[Call], call: Call, change: Change, **_given: Any) -> None:
    """A mail to everybody who writes for an application to the call, each once, in the language and zone they read."""
    writing = unscoped(Member, GROUND).filter(
        partner__application__call=call, partner__removed_at__isnull=True, user__is_active=True
    )
    if call.stage == 2:
        writing = writing.filter(partner__application__invited_at__isnull=False)
    for person in User.objects.filter(pk__in=writing.values("user")).order_by("pk"):
        _tell(person, call, change)


def _tell(person: User, call: Call, change: Change) -> None:
    zone, own = zone_named(person.time_zone), zone_named(call.time_zone)
    with override(person.language):
        named = {
            "call": call.title,
            "until": moments.words(call.closes_at, zone, seconds=True),
            "own": moments.words(call.closes_at, own, seconds=True),
            "ground": change.ground,
            "link": call_address(call),
        }
        text = _(
            "The deadline of the call “%(call)s” is now %(until)s (%(own)s in the call's zone).\n\nWhy: %(ground)s\n\n"
            "%(link)s"
        )
        subject = _("The deadline was extended")
        key = f"extended:{call.pk}:{change.version}:{person.pk}"
        post_mail(key, [person.email], subject, text % named, language=person.language)
