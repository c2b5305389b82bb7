"""Pages of the selection meeting."""

from renkei.site.decisions.views.adopting import (
    again,
    consent_to,
    decision_page,
    download,
    proposal_page,
    propose_page,
    record,
)
from renkei.site.decisions.views.asking import ask, next_raises, why
from renkei.site.decisions.views.comparing import compare
from renkei.site.decisions.views.meeting import meeting, meetings, prepare
from renkei.site.decisions.views.minutes import (
    add_seat,
    back,
    change_presence,
    change_proxy,
    change_quorum,
    draw_named,
    drawn,
    leave,
    line,
    minutes,
)
from renkei.site.decisions.views.news import news
from renkei.site.decisions.views.scenarios import drop, keep, move, save, session

__all__ = [
    "add_seat",
    "again",
    "ask",
    "back",
    "change_presence",
    "change_proxy",
    "change_quorum",
    "compare",
    "consent_to",
    "decision_page",
    "download",
    "draw_named",
    "drawn",
    "drop",
    "keep",
    "leave",
    "line",
    "meeting",
    "meetings",
    "minutes",
    "move",
    "news",
    "next_raises",
    "prepare",
    "proposal_page",
    "propose_page",
    "record",
    "save",
    "session",
    "why",
]
