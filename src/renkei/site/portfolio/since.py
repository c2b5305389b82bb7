"""What the page of a decision tells of those that dropped out of it without another decision in its place."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call
from renkei.site.decisions.models import Decision
from renkei.site.decisions.since import AFTERWARDS, Since
from renkei.site.policy import Actor, unscoped
from renkei.site.portfolio.models import Award, Departure

GROUND = "whoever sees what a decision funds sees what of it is not funded any more"


def dropped_out(call: Call | int) -> set[str]:
    """The numbers of a call's applications that dropped out and have no award left that stands."""
    out = unscoped(Departure, GROUND).filter(application__call=call, kind=Departure.Kind.DROPPED_OUT)
    standing = unscoped(Award, GROUND).filter(application__call=call).exclude(state=Award.State.ENDED)
    gone = out.exclude(application__in=standing.values("application"))
    return set(gone.values_list("application__number", flat=True))


def told(actor: Actor, decision: Decision) -> Mapping[str, Since]:
    """Number → what became of it, of what a decision funded."""
    address = reverse("departures", args=[decision.meeting.call.slug])
    own = unscoped(Departure, GROUND).filter(decision=decision).values_list("application__number", flat=True)
    return {one: Since(_("dropped out"), address) for one in dropped_out(decision.meeting.call_id) & set(own)}


def tell() -> None:
    """Have the pages of decisions tell of them."""
    if told not in AFTERWARDS:
        AFTERWARDS.append(told)
