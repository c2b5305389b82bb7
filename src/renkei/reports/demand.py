"""The forecast of demand as a page, a table for spreadsheets, and lines for a terminal."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import polars as pl
from rich.console import Group, RenderableType
from rich.text import Text

from renkei.engines.demand import Forecast
from renkei.money import decimal_text, rounded
from renkei.reports.console import FunderLines
from renkei.reports.language import Language
from renkei.reports.plots.demand import demand_plot, signs
from renkei.reports.report import Part, Plot, Report, report_page
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.totals import Money, Rates
from renkei.settings import Settings

AMOUNTS = ("budget", "raise", "limit", "asked", "expected", "low", "middle", "high")


def with_names(made: Forecast, funders: pl.DataFrame) -> pl.DataFrame:
    """The forecast's rows with each funder's name after its id; a real pot has none."""
    names = funders.select("funder_id", "name")
    rows = made.funders.join(names, on="funder_id", how="left", maintain_order="left")
    return rows.select("funder_id", "name", pl.exclude("funder_id", "name"))


def html(made: Forecast, settings: Settings, funders: pl.DataFrame, language: str = "en") -> str:
    """The page `demand.html`; ValueError for a language without a catalogue."""
    say, rows = _language(made, language), with_names(made, funders).to_dicts()
    plot = Plot(say("demand.plot"), demand_plot(rows, say), legend=signs(say))
    notes = [say("demand.note"), say("single.repeat", seed=str(made.options.seed))]
    return report_page(
        Report(
            title=say("demand.title", call=settings.name),
            made_up=settings.made_up,
            lead=[_lead(made, say), say("demand.how", n=_resamples(made), survival=_survival(made, say))],
            figures=_figures(made, say),
            parts=[Part("demand", say("demand.plot"), _table(rows, say), plot, notes)],
        ),
        say,
    )


def summary(made: Forecast, settings: Settings, language: str = "en") -> RenderableType:
    """The forecast for a terminal: a row a funder."""
    say = _language(made, language)
    names = ("budget", "demand", "expected", "between", "ratio", "passing")
    kept = [place for place, name in enumerate(names) if name not in ("budget", "between")]  # the page has room for all
    cells = [(row["funder_id"], _cells(row, say)) for row in made.funders.to_dicts()]
    lines = [[funder, *(shown[place] for place in kept)] for funder, shown in cells]
    heads = [say("column.funder"), *(say(f"column.{names[place]}") for place in kept)]
    table = FunderLines(heads, lines, totalled=False)
    head = Text(say("demand.title", call=settings.name), style="bold")
    return Group(head, Text(_lead(made, say)), Text(""), table)


def _language(made: Forecast, language: str) -> Language:
    amounts = [(row["currency"], row[name]) for row in made.funders.to_dicts() for name in AMOUNTS]
    return Language(language, Rates("", {}).whole(amounts))


def _resamples(made: Forecast) -> int:
    return made.options.resamples


def _lead(made: Forecast, say: Language) -> str:
    over = sum(row["expected"] > row["budget"] + row["raise"] for row in made.funders.to_dicts())
    return say("demand.lead", n=over, funders=made.funders.height)


def _survival(made: Forecast, say: Language) -> str:
    return " / ".join(say.decimal(decimal_text(one)) for one in made.options.survival)


def _figures(made: Forecast, say: Language) -> list[tuple[str, str]]:
    return [
        (say("demand.preproposals"), say.number(made.preproposals)),
        (say("demand.survivors"), say.decimal(f"{rounded(made.expected, 1):f}")),
        (say("demand.simulations"), say.number(_resamples(made))),
    ]


def _cells(row: dict[str, Any], say: Language) -> list[str]:
    """Budget, demand now, expected, its interval, times the budget, how often it passes the limit."""
    budget, asked, expected, low, high = (
        say.amount(Money(minor, row["currency"]))
        for minor in (row["budget"] + row["raise"], row["asked"], row["expected"], row["low"], row["high"])
    )
    own = row["budget"] + row["raise"]
    ratio = say.decimal(f"{rounded(Fraction(row['expected'], own), 2):f}") if own else "–"
    passing = say.percent(Fraction(row["passing"], row["resamples"]))
    return [budget, asked, expected, f"{low} – {high}", ratio, passing]


def _table(rows: list[dict[str, Any]], say: Language) -> Table:
    return Table(
        key="table-demand",
        caption=say("demand.caption"),
        columns=[
            Column(say("column.funder")),
            Column(say("column.name"), wide=True),
            *(Column(say(f"column.{name}"), number=True) for name in _NUMBERS),
        ],
        rows=[Row(list(_row(row, say))) for row in rows],
    )


_NUMBERS = ("preproposals", "budget", "demand", "expected", "between", "ratio", "passing", "cap")


def _row(row: dict[str, Any], say: Language) -> Iterator[str]:
    yield row["funder_id"]
    yield row["name"] or "–"
    yield say.number(row["preproposals"])
    yield from _cells(row, say)
    yield say.decimal(decimal_text(row["cap"]))
