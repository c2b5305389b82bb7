"""The columns of the list of meetings."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renkei.site.decisions.models import SelectionMeeting
from renkei.site.ui.tables import Column


def meeting_columns() -> list[Column[SelectionMeeting]]:
    """Meetings, each with when it was opened and closed."""
    return [
        Column("call", _("Call"), lambda row: row.call.title, "call__title", link=_address),
        Column("state", _("State"), lambda row: row.get_state_display(), "state"),
        Column("opened", pgettext_lazy("meeting", "Opened"), lambda row: row.opened_at, "opened_at"),
        Column("closed", pgettext_lazy("meeting", "Closed"), lambda row: row.closed_at, "closed_at"),
        Column("quorum", _("Quorum"), lambda row: row.quorum, "quorum", kind="count"),
    ]


def _address(row: SelectionMeeting) -> str:
    return reverse("meeting", args=[row.call.slug])
