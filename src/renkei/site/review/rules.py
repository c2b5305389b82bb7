"""What a funder's annex and the call's own rules say of what was handed in."""

from renkei.site.applications.models import Submission
from renkei.site.applications.screening import Remark, remarks_of, verdicts_of
from renkei.site.calls.models import Participation
from renkei.site.review.facts import facts_of
from renkei.site.ui import reader


def remarks_on(row: Submission, part: Participation) -> list[Remark]:
    """What a funder's annex and the call's own rules say of an application; nothing of other funders'."""
    code = part.funder.code
    said = verdicts_of(facts_of(row), part.call, [part])
    own = [one for one in said if one.scope in ("", code)]
    return remarks_of(own, reader.language(), {code: part.funder.name})
