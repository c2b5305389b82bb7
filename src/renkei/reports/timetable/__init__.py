"""A timetable for people: the page `timetable.html`, the table plan, agendas, and what a terminal shows."""

from renkei.reports.timetable.agenda import agenda_page
from renkei.reports.timetable.entries import Entry, Forum, forum_of
from renkei.reports.timetable.page import html
from renkei.reports.timetable.plan import plan_page
from renkei.reports.timetable.summary import summary

__all__ = ["Entry", "Forum", "agenda_page", "forum_of", "html", "plan_page", "summary"]
