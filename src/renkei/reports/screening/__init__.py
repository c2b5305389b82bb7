"""What screening found, in words: sentences for one verdict, the page, the summary and the table of a whole call."""

from renkei.reports.screening.page import html
from renkei.reports.screening.sentences import finding, remedy, rule_name, sentence, shown
from renkei.reports.screening.summary import summary
from renkei.reports.screening.table import rows

__all__ = ["finding", "html", "remedy", "rows", "rule_name", "sentence", "shown", "summary"]
