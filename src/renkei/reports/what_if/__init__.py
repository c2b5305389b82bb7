"""What a simulation came to: as figures, in sentences, on a console, on a page. Never a decision."""

from renkei.reports.what_if.console import improved, printed
from renkei.reports.what_if.figures import figures

__all__ = ["figures", "improved", "printed"]
