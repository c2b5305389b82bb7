"""What a terminal shows of an assignment: what it came to, the loads, the worst served panels."""

from collections import Counter

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.engines.assignment import REASONS, Assignment
from renkei.reports.assignment.loads import counted
from renkei.reports.assignment.sentences import lead, millionths
from renkei.reports.language import Language
from renkei.settings import Settings


def summary(found: Assignment, settings: Settings, language: str = "en") -> RenderableType:
    """The assignment for a terminal, to be read in ten seconds."""
    say, own = Language(language), found.figures
    told = [f"{say(f'assignment.figure.{one}')}: {millionths(getattr(own, one), say)}" for one in _FIGURES]
    return Group(
        Text(say("assignment.title", call=settings.name), style="bold"),
        *(Text(one) for one in lead(found, say)),
        Text(""),
        *(Text(one) for one in told),
        Text(""),
        _loads(found, say),
        Text(""),
        Text(f"{say('assignment.over')}: {_reasons(found, say)}"),
    )


_FIGURES = ("total", "minimum", "lowest")


def _loads(found: Assignment, say: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(say("assignment.load"), justify="right")
    table.add_column(say("assignment.reviewers"), justify="right")
    for load, number in counted(found):
        table.add_row(say.number(load), say.number(number))
    return table


def _reasons(found: Assignment, say: Language) -> str:
    """How often each reason stands."""
    counts = Counter(found.passed_over["why"].to_list())
    return (
        ", ".join(f"{say(f'assignment.short.{one}')} {say.number(counts[one])}" for one in REASONS if counts[one])
        or "–"
    )
