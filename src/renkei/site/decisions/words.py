"""What was done in a meeting, in words for those who look at it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.site.decisions.models import Act

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DONE: "Mapping[str, StrPromise]" = {
    "prepared": gettext_lazy("prepared the meeting"),
    "opened": gettext_lazy("opened the meeting"),
    "closed": gettext_lazy("closed the meeting"),
    "quorum_set": gettext_lazy("set the quorum"),
    "seat_added": gettext_lazy("added a seat"),
    "came": gettext_lazy("noted as present"),
    "left": gettext_lazy("noted as gone"),
    "proxy_set": gettext_lazy("set a proxy"),
    "out_for": gettext_lazy("noted as out of the room"),
    "back": gettext_lazy("noted as back in the room"),
    "word_not_counted": gettext_lazy("tried a word on an application while out of the room for it; it was not counted"),
    "line_written": gettext_lazy("wrote a line of the minutes"),
    "draw_named": gettext_lazy("named a draw"),
    "drawn": gettext_lazy("entered a draw's value"),
    "scenario_kept": gettext_lazy("kept a new scenario"),
    "scenario_saved": gettext_lazy("changed a scenario"),
    "scenario_dropped": gettext_lazy("dropped a scenario"),
    "scenario_moved": gettext_lazy("moved a scenario"),
    "proposed": gettext_lazy("put a scenario to the funders"),
    "decision_ready": gettext_lazy("has a decision ready for the funders' words"),
    "consented": gettext_lazy("said yes"),
    "refused": gettext_lazy("said no"),
    "decided_again": gettext_lazy("has the call decided anew, after decision"),
    "adopted": gettext_lazy("gave the last yes: the decision is adopted"),
}


def act_words(act: Act) -> str:
    """An act in a sentence: who did what."""
    name = act.by.get_full_name() or act.by.email
    done = str(DONE.get(act.action, act.action))
    return (
        _("%(name)s %(done)s: %(what)s") % {"name": name, "done": done, "what": act.what}
        if act.what
        else (_("%(name)s %(done)s") % {"name": name, "done": done})
    )
