"""Telling what was done in a meeting: to every page of it that is open, and to the trail."""

from typing import Any

from django.db import models

from renkei.site.audit.trail import record
from renkei.site.decisions.models import Act, SelectionMeeting
from renkei.site.policy import Actor, NotAllowed

LONGEST = 300  # signs that the column holds


def person(actor: Actor) -> int:
    """The person who acts; NotAllowed for the public."""
    if actor.user is None:
        raise NotAllowed("act in a meeting")
    return actor.user


def tell(
    actor: Actor,
    meeting: SelectionMeeting,
    action: str,
    subject: models.Model,
    what: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    ground: str = "",
) -> None:
    """One act, numbered, and one event; the meeting's row is locked by the action, which calls this last."""
    meeting.acts_done += 1
    meeting.save(update_fields=["acts_done"])
    act = Act(meeting=meeting, number=meeting.acts_done, at=actor.at, by_id=person(actor))
    act.action, act.what = action, what[:LONGEST]
    act.save(force_insert=True)
    record(actor, f"meeting.{action}", subject, before, after, ground)
