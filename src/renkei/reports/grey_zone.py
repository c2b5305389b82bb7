"""The grey zone as a page, a table for spreadsheets, and lines for a terminal."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import polars as pl
from markupsafe import Markup
from rich.console import Group, RenderableType
from rich.table import Table as ConsoleTable
from rich.text import Text

from renkei.engines.selection import GreyZone
from renkei.money import decimal_text
from renkei.reports.language import Language
from renkei.reports.plots.svg import element, label, line, marker, picture
from renkei.reports.report import Part, Plot, Report, report_page
from renkei.reports.sections.ranking import signed
from renkei.reports.sections.table import Column, Row, Table
from renkei.settings import Settings

ZONES = ("always", "sometimes", "never")
WIDTH, LEFT, HEIGHT, TOP, FOOT = 1140, 60, 240, 26, 34
MOST_STEP, SHOWN = 40.0, 40  # pixels an application at most; rows on a terminal


def with_titles(zone: GreyZone, applications: pl.DataFrame) -> pl.DataFrame:
    """The zone's rows with each application's title after its id."""
    titles = applications.select("application_id", "title")
    rows = zone.applications.join(titles, on="application_id", how="left", maintain_order="left")
    return rows.select("application_id", "title", pl.exclude("application_id", "title"))


def html(zone: GreyZone, settings: Settings, applications: pl.DataFrame, language: str = "en") -> str:
    """The page `grey_zone.html`; ValueError for a language without a catalogue."""
    say, rows = Language(language), with_titles(zone, applications).to_dicts()
    signs = [signed(outcome, say) for outcome in ("funded", "not_funded", "tie")]
    plot = Plot(say("grey.plot"), _plot(rows, say), legend=signs)
    rule = say(f"rule.{zone.options.rule}")
    notes = [say("grey.note"), say("single.repeat", seed=str(zone.seed))]
    return report_page(
        Report(
            title=say("grey.title", call=settings.name),
            made_up=settings.made_up,
            lead=[_lead(rows, say), say("grey.how", n=_resamples(rows)), say("grey.rule", rule=rule)],
            figures=_figures(rows, say),
            parts=[Part("grey-zone", say("grey.plot"), _table(rows, say), plot, notes)],
        ),
        say,
    )


def summary(zone: GreyZone, settings: Settings, applications: pl.DataFrame, language: str = "en") -> RenderableType:
    """The zone for a terminal: its figures, and those funded sometimes, in rank order."""
    say, rows = Language(language), with_titles(zone, applications).to_dicts()
    grey = [row for row in rows if row["zone"] == "sometimes"]
    table = ConsoleTable(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name in ("rank", "application", "score", "error", "decision", "times"):
        table.add_column(say(f"column.{name}"), justify="left" if name in ("application", "decision") else "right")
    for row in grey[:SHOWN]:
        outcome = say(f"outcome.{row['outcome']}")
        table.add_row(*map(Text, (*_cells(row, say)[:2], *_cells(row, say)[3:5], outcome, _times(row, say))))
    more = [Text(say("list.more", n=len(grey) - SHOWN, list="…"))] if len(grey) > SHOWN else []
    head = Text(say("grey.title", call=settings.name), style="bold")
    figures = Text("   ".join(f"{name} {value}" for name, value in _figures(rows, say)))
    return Group(head, Text(_lead(rows, say)), figures, Text(""), table, *more)


def _lead(rows: list[dict[str, Any]], say: Language) -> str:
    return say("grey.lead", sometimes=sum(row["zone"] == "sometimes" for row in rows), eligible=len(rows))


def _resamples(rows: list[dict[str, Any]]) -> int:
    return int(rows[0]["resamples"]) if rows else 0


def _figures(rows: list[dict[str, Any]], say: Language) -> list[tuple[str, str]]:
    counts = [(say(f"grey.{zone}"), say.number(sum(row["zone"] == zone for row in rows))) for zone in ZONES]
    return [*counts, (say("grey.resamples"), say.number(_resamples(rows)))]


def _times(row: dict[str, Any], say: Language) -> str:
    return say("grey.times", k=row["funded"], n=row["resamples"])


def _cells(row: dict[str, Any], say: Language) -> list[str]:
    score, error = (say.decimal(decimal_text(row[name])) for name in ("score", "score_error"))
    return [str(row["rank"]), row["application_id"], row["title"] or say("unnamed"), score, error]


def _table(rows: list[dict[str, Any]], say: Language) -> Table:
    return Table(
        key="table-grey",
        caption=say("grey.caption"),
        columns=[
            Column(say("column.rank"), number=True),
            Column(say("column.application")),
            Column(say("column.title"), wide=True),
            Column(say("column.score"), number=True),
            Column(say("column.error"), number=True),
            Column(say("column.decision"), sign=True),
            Column(say("column.times"), number=True),
            Column(say("column.share"), number=True),
            Column(say("column.zone")),
        ],
        rows=[
            Row(
                [
                    *_cells(row, say),
                    signed(row["outcome"], say),
                    _times(row, say),
                    say.percent(Fraction(row["funded"], row["resamples"])),
                    say(f"grey.zone.{row['zone']}"),
                ]
            )
            for row in rows
        ],
        names=1,
    )


def _plot(rows: list[dict[str, Any]], say: Language) -> Markup:
    size = (WIDTH, TOP + HEIGHT + FOOT)
    return picture("plot-grey", say("grey.plot"), _words(rows, say), size, *_axis(say), *_bars(rows, say))


def _words(rows: list[dict[str, Any]], say: Language) -> str:
    counts = {zone: sum(row["zone"] == zone for row in rows) for zone in ZONES}
    return say("grey.plot.words", n=_resamples(rows), **counts)


def _axis(say: Language) -> Iterator[Markup]:
    yield label(say("grey.axis"), 4, TOP - 10, "start", "small")
    for tenths in (0, 5, 10):
        height = TOP + HEIGHT * (1 - tenths / 10)
        yield line(LEFT, height, WIDTH, height, "grid" if tenths else "axis")
        yield label(say.percent(Fraction(tenths, 10)), LEFT - 8, height + 4, "end", "small")


def _bars(rows: list[dict[str, Any]], say: Language) -> Iterator[Markup]:
    step = min(MOST_STEP, (WIDTH - LEFT) / max(1, len(rows)))
    for place, row in enumerate(rows):
        left, height = LEFT + place * step, HEIGHT * row["funded"] / row["resamples"]
        told = element("title", f"{row['rank']} · {row['application_id']} · {_times(row, say)}")
        yield element(
            "rect", told, x=left + step * 0.1, y=TOP + HEIGHT - height, width=step * 0.8, height=height, class_="bar"
        )
        yield marker(row["outcome"], left + step / 2, TOP + HEIGHT + 16.0, max(2.0, min(5.0, step * 0.4)))
