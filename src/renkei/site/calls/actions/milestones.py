"""The dates that a call names beside its opening and its deadline."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.audit.trail import record
from renkei.site.calls.actions.version import tell
from renkei.site.calls.models import Call, Milestone
from renkei.site.policy import Actor, NotAllowed, locked, scoped


def set_milestone(
    actor: Actor, slug: str, name: str, at: datetime, ground: str = "", number: int | None = None
) -> Milestone:
    """A date under a name, new or (`number`, its key) changed; once the call is published it is told with a ground."""
    if not name.strip():
        raise ValidationError({"name": _("Name the date.")})
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        row = Milestone(call=call) if number is None else _milestone(actor, call, number)
        before = None if number is None else _plain(row)
        row.name, row.at = name.strip(), at
        row.save()
        with override(call.language):
            what = _("Date: %(name)s") % {"name": row.name}
        tell(actor, call, what, ground)
        record(actor, "milestone.set", row, before, _plain(row), ground)
    return row


def remove_milestone(actor: Actor, slug: str, number: int, ground: str = "") -> None:
    """The call without a date; once it is published this is told with a ground."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        row = _milestone(actor, call, number)
        with override(call.language):
            what = _("No longer a date: %(name)s") % {"name": row.name}
        tell(actor, call, what, ground)
        record(actor, "milestone.removed", row, _plain(row), None, ground)
        row.delete()


def _milestone(actor: Actor, call: Call, number: int) -> Milestone:
    row = scoped(actor, Milestone, "change").filter(call=call, pk=number).first()
    if row is None:
        raise NotAllowed("change calls.Milestone")
    return row


def _plain(row: Milestone) -> dict[str, str]:
    return {"name": row.name, "at": row.at.isoformat()}
