"""Asking the engine at hand: what a page shows, and what a program gets, of one change."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from renkei.engines.selection import NextRaise, Reason, SelectionError
from renkei.engines.selection.what_if import Change
from renkei.site.calls.standing import phase_of
from renkei.site.decisions.at_hand import Held, NotReady, at_hand
from renkei.site.decisions.changes import Wanted, change_of
from renkei.site.decisions.models import SelectionMeeting
from renkei.site.decisions.screen import Room, room_of
from renkei.site.policy import Actor, may_make
from renkei.site.policy.phase import AFTER_DEADLINE
from renkei.site.ui import reader

LOOK = 1.5  # seconds that a further look may take


def hand(actor: Actor, meeting: SelectionMeeting) -> Held:
    """The engine at hand; NotReady before the deadline, and before the meeting opened for all but the secretariat."""
    if meeting.opened_at is None and not may_make(actor, SelectionMeeting):
        raise NotReady([])
    if phase_of(meeting.call, actor.at) not in AFTER_DEADLINE:
        raise NotReady([_("The call still takes applications.")])
    return at_hand(meeting.call)


def asked(held: Held, wanted: Wanted, look: int = 0) -> Room:
    """The screen for a change; ValidationError, in words, for what the call or the rule cannot bear."""
    change = change_of(wanted, held.folder)
    try:
        return room_of(held, wanted, held.ask(change, LOOK if look else 0.0))
    except SelectionError as error:
        raise _in_words(error) from None


def plainly(held: Held) -> Room:
    """The screen for the call as it is."""
    return room_of(held, Wanted(), held.ask(Change()))


def reason(held: Held, wanted: Wanted, application: str) -> Reason:
    """Why an application has its outcome under a change; ValidationError as for `asked`."""
    try:
        return held.reason(change_of(wanted, held.folder), application)
    except SelectionError as error:
        raise _in_words(error) from None


def next_raise(held: Held, wanted: Wanted, funder: str) -> NextRaise:
    """A funder's next raise under a change; ValidationError as for `asked`."""
    try:
        return held.next_raise(change_of(wanted, held.folder), funder)
    except SelectionError as error:
        raise _in_words(error) from None


def _in_words(error: SelectionError) -> ValidationError:
    return ValidationError(reader.refusal(error))
