"""Counting a published call's changes."""

from datetime import datetime

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
