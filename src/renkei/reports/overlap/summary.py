"""What a terminal shows of an overlap check: counts, the strongest pairs, what was left out."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.engines.overlap import Overlap
from renkei.reports.language import Language
from renkei.reports.overlap.sentences import counts, lead, left_out, tests

SHOWN = 10


def summary(found: Overlap, title: str, language: str = "en") -> RenderableType:
    """The check for a terminal, to be read in ten seconds."""
    say = Language(language)
    numbers = " · ".join(f"{name} {say.number(number)}" for name, number in counts(found, say))
    return Group(
        Text(title, style="bold"),
        *(Text(one) for one in lead(found, say)),
        Text(numbers),
        *([_table(found, say)] if found.to_read.height else []),
        *(Text(one) for one in left_out(found, say)),
    )


def _table(found: Overlap, say: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("")
    for name in ("overlap.left", "overlap.right", "overlap.tests"):
        table.add_column(say(name))
    table.add_column(say("overlap.strength"), justify="right")
    for row in found.to_read.head(SHOWN).iter_rows(named=True):
        names = (row["left_id"], row["right_id"], tests(row["tests"], say))
        strength = say.decimal(f"{row['strength']:.2f}")
        table.add_row(Text(say.number(row["rank"])), *(Text(name) for name in names), Text(strength))
    return table
