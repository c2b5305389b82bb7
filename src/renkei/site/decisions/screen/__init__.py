"""What the meeting's screen shows: five figures, funders as bars, the ranking with its cut, and why."""

from renkei.site.decisions.screen.figures import Figure, figures_of
from renkei.site.decisions.screen.funders import FunderRow, funder_rows, payers
from renkei.site.decisions.screen.ranking import Row, ranking
from renkei.site.decisions.screen.room import Room, room_of
from renkei.site.decisions.screen.why import next_raise_words, story

__all__ = [
    "Figure",
    "FunderRow",
    "Room",
    "Row",
    "figures_of",
    "funder_rows",
    "next_raise_words",
    "payers",
    "ranking",
    "room_of",
    "story",
]
