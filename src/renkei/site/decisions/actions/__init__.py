"""What people do in a selection meeting, from its preparation to the last funder's yes."""

from renkei.site.decisions.actions.adopt import adopted, consent, ground_missing
from renkei.site.decisions.actions.again import decide_again
from renkei.site.decisions.actions.draws import draw, name_draw
from renkei.site.decisions.actions.meeting import close_meeting, open_meeting, prepare_meeting, set_quorum
from renkei.site.decisions.actions.minutes import write_line
from renkei.site.decisions.actions.proposing import propose
from renkei.site.decisions.actions.room import come_back, leave_for, quorum_of
from renkei.site.decisions.actions.scenarios import Stale, drop_scenario, keep_scenario, move_scenario, save_scenario
from renkei.site.decisions.actions.seats import SeatFacts, add_seat, set_presence, set_proxy

__all__ = [
    "SeatFacts",
    "Stale",
    "add_seat",
    "adopted",
    "close_meeting",
    "come_back",
    "consent",
    "decide_again",
    "draw",
    "drop_scenario",
    "ground_missing",
    "keep_scenario",
    "leave_for",
    "move_scenario",
    "name_draw",
    "open_meeting",
    "prepare_meeting",
    "propose",
    "quorum_of",
    "save_scenario",
    "set_presence",
    "set_proxy",
    "set_quorum",
    "write_line",
]
