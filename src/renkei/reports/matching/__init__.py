"""Matching for people: the page `matching.html` and what a terminal shows."""

from renkei.reports.matching.page import html
from renkei.reports.matching.summary import summary

__all__ = ["html", "summary"]
