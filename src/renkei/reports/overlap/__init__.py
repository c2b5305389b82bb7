"""What the overlap check found: the page, with texts side by side, and the summary of a terminal."""

from renkei.reports.overlap.page import PAIRS, html
from renkei.reports.overlap.summary import summary

__all__ = ["PAIRS", "html", "summary"]
