"""An assignment for people: the page `assignment.html` and what a terminal shows."""

from renkei.reports.assignment.page import html
from renkei.reports.assignment.summary import summary

__all__ = ["html", "summary"]
