"""What a terminal shows of matching: what it came to and the first pairs."""

import polars as pl
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.engines.matching import Matches
from renkei.reports.language import Language
from renkei.reports.matching.page import figures, named, whose
from renkei.reports.matching.sentences import lead, strength
from renkei.settings import Settings

SHOWN = 20
CUT = 50  # signs of a text that stands for its title


def summary(found: Matches, profiles: pl.DataFrame, settings: Settings, language: str = "en") -> RenderableType:
    """The best offer to each need, for a terminal."""
    say = Language(language)
    best = found.matches.filter(pl.col("rank") == 1)
    more = [Text(say("list.more", n=best.height - SHOWN, list="…"))] if best.height > SHOWN else []
    return Group(
        Text(say("matching.title", call=settings.name) if settings.name else say("matching.plain_title"), style="bold"),
        *map(Text, lead(found, say)),
        Text("   ".join(f"{name} {value}" for name, value in figures(found, say))),
        Text(""),
        _table(best.head(SHOWN), profiles, say),
        *more,
    )


def _table(best: pl.DataFrame, profiles: pl.DataFrame, say: Language) -> Table:
    known = {row["profile_id"]: row for row in profiles.iter_rows(named=True)}
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for key in ("matching.need", "matching.offer", "matching.by"):
        table.add_column(say(key), max_width=40)
    table.add_column(say("matching.strength"), justify="right")
    table.add_column(say("column.why"), max_width=50)
    for row in best.iter_rows(named=True):
        need, offer = known[row["need_id"]], known[row["offer_id"]]
        cells = [named(need, CUT), named(offer, CUT), whose(offer, say), strength(row["strength"], say), row["why"]]
        table.add_row(*map(Text, cells))
    return table
