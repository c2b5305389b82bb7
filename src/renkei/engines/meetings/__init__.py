"""Meetings: who meets whom, when and at which table; what no timetable can pass; who is left out and why."""

from renkei.engines.meetings.explain import REASONS
from renkei.engines.meetings.fixed import GONE
from renkei.engines.meetings.options import AGREED, WORTH, TimetableError, TimetableOptions
from renkei.engines.meetings.result import Figures, Timetable
from renkei.engines.meetings.timetable import timetable

__all__ = [
    "AGREED",
    "GONE",
    "REASONS",
    "WORTH",
    "Figures",
    "Timetable",
    "TimetableError",
    "TimetableOptions",
    "timetable",
]
