"""What a funder's annex and the call's own rules say of what was handed in."""

from collections.abc import Iterable

from renkei.engines.screening import Elsewhere
from renkei.engines.screening.screen import LEFT_OUT
from renkei.site.applications.elsewhere import elsewhere_seen
from renkei.site.applications.models import Submission
from renkei.site.applications.screening import Remark, remarks_of, verdicts_of
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Actor, scoped
from renkei.site.review.facts import facts_of
from renkei.site.review.models import Standing
from renkei.site.ui import reader


def remarks_on(row: Submission, part: Participation, elsewhere: Elsewhere) -> list[Remark]:
    """What a funder's annex and the call's own rules say of an application; nothing of other funders'."""
    code = part.funder.code
    said = verdicts_of(facts_of(row), part.call, [part], elsewhere)
    own = [one for one in said if one.scope in ("", code)]
    return remarks_of(own, reader.language(), {code: part.funder.name})


def elsewhere_in(actor: Actor, call: Call, paying: Iterable[Participation]) -> Elsewhere:
    """What organisations do in the applications that the actor sees; those withdrawn or excluded count no more."""
    out = scoped(actor, Standing).filter(status__in=LEFT_OUT, application__call=call)
    return elsewhere_seen(actor, call, paying, out.order_by().values("application"))
