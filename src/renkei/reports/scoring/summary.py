"""What a terminal shows of a scoring: what was made, the first applications, the reviewers who stand apart."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from renkei.engines.scoring import Scoring
from renkei.reports.language import Language
from renkei.reports.scoring.cells import between, share, shown
from renkei.reports.scoring.page import figures
from renkei.reports.scoring.rows import score_rows, severity_rows
from renkei.reports.scoring.sentences import lead, sentences
from renkei.settings import Settings

SHOWN, NAMED = 40, 12


def summary(made: Scoring, settings: Settings, applications: pl.DataFrame, language: str = "en") -> RenderableType:
    """The scoring for a terminal, in rank order."""
    say, rows = Language(language), score_rows(made).to_dicts()
    titles = dict(applications.select("application_id", "title").iter_rows())
    more = [Text(say("list.more", n=len(rows) - SHOWN, list="…"))] if len(rows) > SHOWN else []
    return Group(
        Text(say("scoring.title", call=settings.name), style="bold"),
        Text(lead(made, say)),
        *map(Text, sentences(made, settings, say)),
        Text("   ".join(f"{name} {value}" for name, value in figures(made, say))),
        Text(""),
        _table(rows[:SHOWN], titles, made.options.places, say),
        *more,
        *_apart(made, say),
    )


def _table(rows: list[dict[str, Any]], titles: Mapping[str, str], places: int, say: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    first = rows[0]["places"] if rows else None
    names = ("column.rank", "column.application", "column.title", "column.score", "column.error")
    chance = [say("scoring.first", n=first)] if first is not None else []
    for head in (*map(say, names), say("scoring.rank.95"), *chance):
        table.add_column(head, justify="left" if head in (say("column.application"), say("column.title")) else "right")
    for row in rows:
        cells = [
            "–" if row["rank"] is None else str(row["rank"]),
            row["application_id"],
            titles.get(row["application_id"]) or say("unnamed"),
            shown(row["score"], places, say),
            shown(row["score_error"], places + 1, say),
            between(row["rank_low_95"], row["rank_high_95"], 0, say),
        ]
        table.add_row(*map(Text, [*cells, *([share(row["among_first"], say)] if chance else [])]))
    return table


def _apart(made: Scoring, say: Language) -> Iterator[Text]:
    """Reviewers whose interval does not hold 0."""
    rows = severity_rows(made).drop_nulls("severity")
    apart = rows.filter((pl.col("low") > 0) | (pl.col("high") < 0))
    if apart.height:
        listed = [
            f"{row['reviewer_id']} ({shown(row['severity'], made.options.places, say)})" for row in apart.to_dicts()
        ]
        yield Text("")
        yield Text(say("scoring.apart", n=apart.height, of=rows.height, list=say.items(listed, NAMED)))
