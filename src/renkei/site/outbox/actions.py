"""What an administrator does with what was set aside."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from renkei.site.audit.trail import record
from renkei.site.outbox.models import Parcel
from renkei.site.policy import Actor, locked

State = Parcel.State


class GroundMissing(ValueError):
    """An act that needs a ground was given none."""


def try_again(actor: Actor, parcel: int, ground: str) -> None:
    """Let a worker take it up anew, with all its attempts."""
    change = {"state": State.WAITING, "attempts": 0, "due_at": timezone.now(), "leased_by": "", "leased_until": None}
    _settle(actor, "outbox.tried_again", parcel, ground, change)


def drop(actor: Actor, parcel: int, ground: str) -> None:
    """Give it up; its contents are forgotten, that it was is not."""
    change: dict[str, Any] = {"state": State.DROPPED, "contents": {}, "leased_by": "", "leased_until": None}
    _settle(actor, "outbox.dropped", parcel, ground, change)


@transaction.atomic
def _settle(actor: Actor, action: str, which: int, ground: str, change: Mapping[str, Any]) -> None:
    if not ground.strip():
        raise GroundMissing(_("Say why: it is kept in the audit trail."))
    parcel = locked(actor, "change", Parcel, pk=which, state=State.SET_ASIDE)
    before = {"state": parcel.state, "attempts": parcel.attempts, "trouble": parcel.trouble}
    for name, value in change.items():
        setattr(parcel, name, value)
    parcel.save()
    after = {"state": str(parcel.state), "attempts": parcel.attempts}
    record(actor, action, parcel, before, after, ground.strip())
