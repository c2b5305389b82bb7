"""What every page of a meeting begins with: the meeting that the reader may see, and the engine at hand."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError

from renkei.engines.selection import SelectionError
from renkei.engines.selection.what_if import Change
from renkei.site.decisions.at_hand import Held
from renkei.site.decisions.changes import Wanted, change_of
from renkei.site.decisions.models import Scenario
from renkei.site.decisions.screen import Room, room_of
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
