"""What a terminal shows of a timetable."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.engines.meetings import REASONS, Timetable
from renkei.reports.language import Language
from renkei.reports.timetable.page import figures
from renkei.reports.timetable.sentences import lead
from renkei.settings import Settings


def summary(found: Timetable, settings: Settings, language: str = "en") -> RenderableType:
    """The timetable for a terminal, to be read in ten seconds."""
    say = Language(language)
    return Group(
        Text(say("timetable.title", forum=settings.name), style="bold"),
        *(Text(one) for one in lead(found, say)),
        Text(""),
        *(Text(f"{name}: {value}") for name, value in figures(found, say)),
        Text(""),
        _reasons(found, say),
    )


def _reasons(found: Timetable, say: Language) -> RenderableType:
    counts = dict(found.left_out["why"].value_counts().iter_rows())
    if not counts:
        return Text(say("timetable.nobody"))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(say("timetable.left_out"))
    table.add_column(say("timetable.count"), justify="right")
    for one in REASONS:
        if one in counts:
            table.add_row(say(f"timetable.why.{one}"), say.number(counts[one]))
    return table
