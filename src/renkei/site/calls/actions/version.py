"""Counting a published call's changes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call, Change
from renkei.site.policy import Actor


def next_version(
    actor: Actor,
    call: Call,
    kind: Change.Kind,
    ground: str,
    what: str = "",
    moved: tuple[datetime, datetime] | None = None,
) -> Change:
    """The published change that makes the call's next version; the call itself is saved by the action."""
    call.version += 1
    made = Change(
        call=call,
        version=call.version,
        kind=kind,
        at=actor.at,
        what=what,
        ground=ground,
        moved_from=moved[0] if moved else None,
        moved_to=moved[1] if moved else None,
    )
    made.save(force_insert=True)
    return made


def tell(actor: Actor, call: Call, what: str, ground: str) -> None:
    """A published call's readers are told of what changes, and why; ValidationError for what is not said.

    A call in preparation has no readers, and nothing is told. The call itself is saved.
    """
    if call.state == Call.State.PREPARING:
        return
    said = {"what": (what, _("Say what changes: everybody reads it.")), "ground": (ground, _("Say why."))}
    wrong = {name: remedy for name, (text, remedy) in said.items() if not text.strip()}
    if wrong:
        raise ValidationError(wrong)
    next_version(actor, call, Change.Kind.CORRECTION, ground.strip(), what.strip())
    call.save()


def refuse_when_locked(call: Call) -> None:
    """ValidationError once scores can be seen: from then on the rules stay as they were published."""
    if call.scores_seen_at is not None:
        raise ValidationError(_("Scores can be seen: the call's rules are locked, and stay as they were published."))
