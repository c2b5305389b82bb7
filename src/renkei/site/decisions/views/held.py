"""What every page of a meeting begins with: the meeting that the reader may see, and the engine at hand."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from renkei.engines.selection import SelectionError
from renkei.engines.selection.what_if import Change
from renkei.site.calls.standing import phase_of
from renkei.site.decisions.at_hand import Held, NotReady, at_hand
from renkei.site.decisions.changes import Wanted, change_of
from renkei.site.decisions.models import Scenario, SelectionMeeting
from renkei.site.decisions.screen import Room, room_of
from renkei.site.policy import may_make
from renkei.site.policy.phase import AFTER_DEADLINE
from renkei.site.policy.request import ActorRequest

LOOK = 1.5  # seconds that a further look may take
LOOKS = 12  # further looks at most


def asked(held: Held, wanted: Wanted, look: int = 0) -> Room:
    """The screen for a change; ValidationError, in words, for what the call or the rule cannot bear."""
    change = change_of(wanted, held.folder)
    try:
        return room_of(held, wanted, held.ask(change, LOOK if look else 0.0))
    except SelectionError as error:
        raise ValidationError(str(error).splitlines()) from None


def hand(request: ActorRequest, meeting: SelectionMeeting) -> Held:
    """The engine at hand; NotReady before the deadline, and before the meeting opened for all but the secretariat."""
    if meeting.opened_at is None and not may_make(request.actor, SelectionMeeting):
        raise NotReady([])
    if phase_of(meeting.call, request.actor.at) not in AFTER_DEADLINE:
        raise NotReady([_("The call still takes applications.")])
    return at_hand(meeting.call)


def not_ready(request: ActorRequest, meeting: SelectionMeeting, error: NotReady) -> HttpResponse:
    """The page of a call that cannot be decided yet; what is missing, of any application, is the desk's to read."""
    sentences = error.sentences if may_make(request.actor, SelectionMeeting) else []
    return render(request, "decisions/not_ready.html", {"meeting": meeting, "sentences": sentences})


def plainly(held: Held) -> Room:
    """The screen for the call as it is."""
    return room_of(held, Wanted(), held.ask(Change()))


def chosen(rows: list[Scenario], which: str) -> Scenario | None:
    """The scenario that an address names; None for the call as it is."""
    return next((one for one in rows if str(one.public_id) == which), None)


def tried(request: ActorRequest, act: Callable[[], Any], said: str = "") -> bool:
    """Whether an action was done; what stood in the way is told on the next page."""
    try:
        act()
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return False
    if said:
        messages.success(request, said)
    return True
