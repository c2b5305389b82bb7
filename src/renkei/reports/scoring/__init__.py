"""What the reviews say, as a page, as tables, and as lines for a terminal."""

from renkei.reports.scoring.page import html
from renkei.reports.scoring.rows import agreement_rows, score_rows, severity_rows
from renkei.reports.scoring.summary import summary

__all__ = ["agreement_rows", "html", "score_rows", "severity_rows", "summary"]
