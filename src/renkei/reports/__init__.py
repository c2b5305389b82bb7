"""Reports made from a decision record and its folder's frames: a page, a workbook, a printed summary."""

from renkei.reports.catalogues import LANGUAGES
from renkei.reports.console import summary
from renkei.reports.page import html
from renkei.reports.sheets import workbook

__all__ = ["LANGUAGES", "html", "summary", "workbook"]
