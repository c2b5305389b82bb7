"""What the secretariat's desk offers next on a call."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.site.calls.models import Call
from renkei.site.policy import Actor, scoped
from renkei.site.ui.steps import Step


def on_calls(actor: Actor, calls: Collection[int]) -> Iterator[tuple[int, Step]]:
    """The steps of an actor on some calls."""
    mine = scoped(actor, Call, "change").filter(pk__in=calls)
    for call in mine:
        yield call.pk, Step(_("Parts of the call"), reverse("call_edit", args=[call.slug]), 2)
        if call.state != Call.State.PREPARING:
            yield call.pk, Step(_("Demand"), reverse("call_demand", args=[call.slug]), 4)
            yield call.pk, Step(_("Handed in"), reverse("submissions", args=[call.slug]), 6)
    between = scoped(actor, Call, "assess").filter(pk__in=calls, stages=2, stage=1, state=Call.State.PUBLISHED)
    for call in between:
        yield call.pk, Step(_("Invitation to the full stage"), reverse("call_invitation", args=[call.slug]), 25)
