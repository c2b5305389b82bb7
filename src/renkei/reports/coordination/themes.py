"""Candidate joint themes: one table of all, one of each theme's projects."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from renkei.reports.coordination.findings import told, years
from renkei.reports.coordination.shown import Shown
from renkei.reports.language import Language
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.totals import Money

SHOWN = 40  # themes on the page; the files hold all


@dataclass(frozen=True)
class Theme:
    """A theme's line and the table of its projects."""

    line: str
    projects: Table


def themes(shown: Shown, say: Language) -> Table:
    """The widest themes: name, agencies, projects, years, money."""
    every = shown.themes()[0].partition_by("theme", maintain_order=True)
    return Table(
        key="table-themes",
        caption=_caption(shown, len(every), say),
        columns=[
            Column(say("coordination.number"), number=True),
            Column(say("coordination.theme"), wide=True),
            Column(say("coordination.whose_money"), wide=True),
            Column(say("coordination.projects"), number=True),
            Column(say("coordination.years"), sign=True),
        ],
        rows=[Row(list(_theme(part, say)), anchor=f"t-{part['theme'][0]}") for part in every[:SHOWN]],
        names=1,
    )


def _caption(shown: Shown, current: int, say: Language) -> str:
    key = "coordination.themes.caption" if shown.year is None else "coordination.themes.caption.year"
    whole = shown.found.themes["theme"].n_unique()
    return say(key, n=min(SHOWN, current), of=current, year=str(shown.year), whole=whole)


def _theme(part: pl.DataFrame, say: Language) -> Iterator[str]:
    yield say.number(part["theme"][0])
    yield part["name"][0]
    agencies = part.partition_by("agency", maintain_order=True)
    yield say("coordination.join").join(told(one["agency"][0], one, say) for one in agencies)
    yield say.number(int(part["items"].sum()))
    yield years(_int(part["first_year"].min()), _int(part["last_year"].max()))


def _int(value: Any) -> int | None:
    return None if value is None else int(value)


def details(shown: Shown, say: Language) -> list[Theme]:
    """Each of these themes with its projects."""
    names = dict(shown.themes()[0].select("theme", "name").unique().iter_rows())
    parts = shown.themes()[1].partition_by("theme", maintain_order=True)[:SHOWN]
    return [Theme(f"{part['theme'][0]}. {names[part['theme'][0]]}", _projects(part, say)) for part in parts]


def _projects(part: pl.DataFrame, say: Language) -> Table:
    return Table(
        key=f"table-theme-{part['theme'][0]}",
        caption=say("coordination.theme.caption"),
        columns=[
            Column(say("coordination.project"), sign=True),
            Column(say("coordination.agency")),
            Column(say("column.title"), wide=True),
            Column(say("coordination.years"), sign=True),
            Column(say("coordination.status"), sign=True),
            Column(say("coordination.amount"), number=True),
            Column(say("coordination.words"), wide=True),
        ],
        rows=[
            Row(
                [
                    row["project_id"],
                    row["agency"],
                    row["title"],
                    years(row["first_year"], row["last_year"]),
                    say(f"coordination.status.{row['status']}") if row["status"] else "–",
                    "–" if row["amount"] is None else say.amount(Money(row["amount"], row["currency"] or "")),
                    ", ".join(row["words"]),
                ]
            )
            for row in part.iter_rows(named=True)
        ],
    )
