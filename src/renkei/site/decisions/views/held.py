"""What pages of a meeting share: what is missing, the scenario of an address, what stood in an action's way."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from renkei.site.decisions.at_hand import NotReady
from renkei.site.decisions.models import Scenario, SelectionMeeting
from renkei.site.policy import may_make
from renkei.site.policy.request import ActorRequest

LOOKS = 12  # further looks at most


def not_ready(request: ActorRequest, meeting: SelectionMeeting, error: NotReady) -> HttpResponse:
    """The page of a call that cannot be decided yet; what is missing, of any application, is the desk's to read."""
    sentences = error.sentences if may_make(request.actor, SelectionMeeting) else []
    return render(request, "decisions/not_ready.html", {"meeting": meeting, "sentences": sentences})


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
