"""Extending a deadline: announced, recorded, and told to those who have begun an application."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.audit.trail import record
from renkei.site.calls.actions.version import next_version
from renkei.site.calls.models import Call, Change
from renkei.site.calls.signals import extended
from renkei.site.policy import Actor, locked


def extend(actor: Actor, slug: str, closes_at: datetime, ground: str) -> Change:
    """The published change that moves the deadline to a later moment; the grace stays as published."""
    if not ground.strip():
        raise ValidationError({"ground": _("Say why: everybody reads it.")})
    with transaction.atomic():
        call = locked(actor, "extend", Call, slug=slug)
        before = call.closes_at
        if closes_at <= max(before, actor.at):
            raise ValidationError({"closes_at": _("The new deadline is later than the old one, and than now.")})
        call.closes_at = closes_at
        call.accepts_until = closes_at + timedelta(seconds=call.grace_seconds)
        change = next_version(actor, call, Change.Kind.EXTENSION, ground, moved=(before, closes_at))
        call.save()
        extended.send(Call, call=call, change=change)
        record(
            actor,
            "call.extended",
            call,
            {"closes_at": before.isoformat()},
            {"closes_at": closes_at.isoformat(), "version": call.version},
            ground,
        )
    return change
