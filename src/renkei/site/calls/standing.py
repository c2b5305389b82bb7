"""Where a call stands at a moment, in words."""

from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from renkei.site.calls.models import Call
from renkei.site.policy import Phase

WORDS = {
    Phase.PREPARING: _("in preparation"),
    Phase.ANNOUNCED: _("announced"),
    Phase.OPEN: _("open"),
    Phase.CLOSED: _("closed"),
    Phase.RESULTS: _("results published"),
}
SOON = timedelta(days=7)


def phase_of(call: Call, at: datetime) -> Phase:
    """The phase of a call at a moment, as `policy.phase.in_phase` asks it of the database."""
    if call.state == Call.State.PREPARING:
        return Phase.PREPARING
    if call.state == Call.State.RESULTS:
        return Phase.RESULTS
    if call.opens_at > at:
        return Phase.ANNOUNCED
    return Phase.OPEN if call.accepts_until >= at else Phase.CLOSED


def time_left(until: datetime, at: datetime) -> str:
    """How long until a moment, in whole days, then hours, then minutes: never more than there is."""
    left = until - at
    if left < timedelta(minutes=1):
        return gettext("less than a minute left")
    if left < timedelta(hours=1):
        n = left // timedelta(minutes=1)
        return ngettext("%(n)d minute left", "%(n)d minutes left", n) % {"n": n}
    if left < timedelta(days=2):
        n = left // timedelta(hours=1)
        return ngettext("%(n)d hour left", "%(n)d hours left", n) % {"n": n}
    return ngettext("%(n)d day left", "%(n)d days left", left.days) % {"n": left.days}
