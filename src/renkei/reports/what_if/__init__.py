"""What a simulation came to: as figures, in sentences, on a console, on a page. Never a decision."""

from renkei.reports.what_if.console import improved, printed, printed_table
from renkei.reports.what_if.figures import compared_figures, figures
from renkei.reports.what_if.page import html

__all__ = ["compared_figures", "figures", "html", "improved", "printed", "printed_table"]
