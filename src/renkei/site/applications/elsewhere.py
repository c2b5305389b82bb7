"""What organisations do in the other applications of a call, as far as a reader may see these."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from renkei.engines.screening import Elsewhere, elsewhere_of
from renkei.site.applications.queries import submissions_of
from renkei.site.applications.screening import partners_of
from renkei.site.calls.annexes import annexes_of
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Actor


def elsewhere_seen(
    actor: Actor, call: Call, paying: Iterable[Participation], left_out: Collection[int] | QuerySet[Any, Any] = ()
) -> Elsewhere:
    """Who leads and asks in what the actor sees handed in to a call's stage; nobody where no annex counts it.

    One application tells nobody of another that they may not see: applicants read of their own, officers of those
    that ask their funder. `left_out` gives the keys of applications that count no longer.
    """
    annexes = annexes_of(call, paying)
    counting = [annexes.call, *annexes.funders.values()]
    if all(one.leads_at_most is None and one.applications_at_most is None for one in counting):
        return Elsewhere()
    seen = submissions_of(actor, call).exclude(application__in=left_out)
    handed_in = seen.values_list("application__number", "snapshot")
    return elsewhere_of((number, partners_of(json.loads(snapshot))) for number, snapshot in handed_in.iterator())
