"""A coordination for people: the page `coordination.html` and what a terminal shows."""

from renkei.reports.coordination.page import html
from renkei.reports.coordination.shown import Shown, cells_of
from renkei.reports.coordination.summary import summary

__all__ = ["Shown", "cells_of", "html", "summary"]
