"""What a terminal shows of a coordination: figures, the overlaps with most at stake, the widest themes."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.reports.coordination.findings import overlaps
from renkei.reports.coordination.lead import figures, lead
from renkei.reports.coordination.shown import Shown, language_of
from renkei.reports.coordination.themes import themes
from renkei.reports.sections.table import Table as Laid

SHOWN = 5


def summary(shown: Shown, language: str = "en") -> RenderableType:
    """The coordination for a terminal, to be read in half a minute."""
    say = language_of(shown, language)
    return Group(
        Text(say("coordination.title", name=shown.name), style="bold"),
        *(Text(one) for one in lead(shown, say)),
        Text(""),
        *(Text(f"{name}: {value}") for name, value in figures(shown, say)),
        *_first(overlaps(shown, say), (0, 1, 2, 5)),
        *_first(themes(shown, say), (0, 1, 3, 4)),
    )


def _first(laid: Laid, columns: tuple[int, ...]) -> list[RenderableType]:
    if not laid.rows:
        return []
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for column in (laid.columns[at] for at in columns):
        table.add_column(column.label, justify="right" if column.number else "left")
    for row in laid.rows[:SHOWN]:
        table.add_row(*(row.cells[at] for at in columns))
    return [Text(""), table]
