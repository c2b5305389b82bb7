"""A self-contained page around one plot and its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from renkei.reports.language import Language
from renkei.reports.page import environment
from renkei.reports.sections.table import Table


@dataclass(frozen=True)
class OnePlot:
    """What the page says: a leading sentence, others, figures (name, value), the plot (`plot_kind` as in the style
    sheet: bars, steps) with its legend, its table, and notes."""

    title: str
    made_up: bool
    lead: str
    sentences: Sequence[str]
    figures: Sequence[tuple[str, str]]
    plot_title: str
    plot: Markup
    plot_kind: str
    legend: Sequence[str]
    table: Table
    notes: Sequence[str]


def one_plot_page(it: OnePlot, say: Language) -> str:
    """The page as HTML: no script, no remote address."""
    return environment().get_template("one_plot.html.j2").render(t=say, it=it)
