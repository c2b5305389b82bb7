"""A self-contained page of parts, each a plot with its table, or a table alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from renkei.reports.language import Language
from renkei.reports.page import environment
from renkei.reports.sections.table import Table


@dataclass(frozen=True)
class Plot:
    """A drawing with its title and legend; `kind` as in the style sheet: bars, steps."""

    title: str
    drawing: Markup
    kind: str = "steps"
    legend: Sequence[str | Markup] = ()


@dataclass(frozen=True)
class Part:
    """One section: its plot, its table, notes, and a longer table folded away under a summary.

    A table without rows is not shown, nor its plot.
    """

    key: str
    title: str
    table: Table
    plot: Plot | None = None
    notes: Sequence[str] = ()
    folded: tuple[str, Table] | None = None


@dataclass(frozen=True)
class Report:
    """The page: its title, sentences (the first leads), figures (name, value) and parts."""

    title: str
    made_up: bool
    lead: Sequence[str]
    figures: Sequence[tuple[str, str]]
    parts: Sequence[Part]


def report_page(report: Report, say: Language) -> str:
    """The page as HTML: no script, no remote address."""
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            t=say,
            title=report.title,
            made_up=report.made_up,
            lead=report.lead,
            figures=report.figures,
            parts=report.parts,
        )
    )
