"""Common money: what each real pot is made of, how a top-up was settled, and what it pays for whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.pots import TOP_UP
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.totals import Money

Cell = str | Money | None  # None: it depends on an open tie
TEXTS = (
    "column.limits",
    "column.ground",
    "column.forced",
    "column.partner",
    "column.funder",
)  # columns that hold no figures


@dataclass(frozen=True)
class Grid:
    """A table with its amounts still as money; headings are keys of the catalogue."""

    key: str
    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def tables_of(grids: Iterable[Grid], say: Language) -> list[Table]:
    """The tables of the page, with their amounts as printed."""
    return [
        Table(
            key=grid.key,
            caption=grid.caption,
            columns=[
                Column(say(heading), number=number)
                for heading, number in zip(grid.headings, _numbers(grid), strict=True)
            ],
            rows=[Row([_printed(cell, say) for cell in row]) for row in grid.rows],
        )
        for grid in grids
    ]


def grids(decision: Decision, say: Language) -> Iterator[Grid]:
    """A table for each real pot; for a top-up one of its figures and one of the funders."""
    for number, (pot, entry) in enumerate(sorted(decision.record["pots"].items())):
        if entry["kind"] == "real":
            yield _contributions(f"table-pot-{number}", pot, entry, decision, say)
        else:
            yield _figures(f"table-pot-{number}", pot, entry, decision, say)
            yield _funders(f"table-pot-{number}-funders", pot, entry, decision, say)


def _numbers(grid: Grid) -> list[bool]:
    """Which columns of a grid hold figures: those behind the first, but for texts."""
    return [place > 0 and heading not in TEXTS for place, heading in enumerate(grid.headings)]


def sentence(decision: Decision, say: Language) -> str:
    """The top-up in a line; empty where there is none."""
    for pot, entry in sorted(decision.record["pots"].items()):
        if entry["kind"] == "top_up":
            words = {name: _printed(_money(entry, name), say) for name in ("amount", "cap", "committed")}
            share = "–" if entry["reached"] is None else say.percent(Fraction(entry["reached"]))
            return say("pots.sentence", None, pot=_named(pot, decision), share=share, **words)
    return ""


def _contributions(key: str, pot: str, entry: Mapping[str, Any], decision: Decision, say: Language) -> Grid:
    rows: list[list[Cell]] = [
        [funder, Money(given["amount"], given["currency"]), Money(given["converted"], entry["currency"])]
        for funder, given in sorted(entry["contributions"].items())
    ]
    headings = ("column.funder", "column.contributes", "column.in_pot")
    return Grid(key, say("pots.real", pot=_named(pot, decision)), headings, rows)


def _figures(key: str, pot: str, entry: Mapping[str, Any], decision: Decision, say: Language) -> Grid:
    rows: list[list[Cell]] = [[say(f"top_up.{name}"), _money(entry, name)] for name in TOP_UP]
    shares = [[say(f"top_up.{name}"), _share(entry[name], say)] for name in ("share", "reached", "gap_part")]
    headings = ("column.option", "column.setting")
    return Grid(key, say("pots.top_up", pot=_named(pot, decision)), headings, [*rows, *shares])


def _funders(key: str, pot: str, entry: Mapping[str, Any], decision: Decision, say: Language) -> Grid:
    rows: list[list[Cell]] = []
    for funder, one in sorted(entry["funders"].items()):
        own, common = decision.funder[funder].currency, entry["currency"]
        codes = {"allotted": common, "proportional": own, "used": own, "gap": own, "gap_cost": common}
        rows.append([funder, *(None if one[name] is None else Money(one[name], code) for name, code in codes.items())])
    headings = ("allotted", "proportional", "used", "gap", "gap_cost")
    caption = say("pots.funders", pot=_named(pot, decision))
    return Grid(key, caption, ["column.funder", *(f"column.top_up.{name}" for name in headings)], rows)


def _named(pot: str, decision: Decision) -> str:
    name = decision.pot_names.get(pot, "")
    return f"{pot} {name}" if name and name != pot else pot


def _money(entry: Mapping[str, Any], name: str) -> Money | None:
    return None if entry[name] is None else Money(entry[name], entry["currency"])


def _share(text: str | None, say: Language) -> Cell:
    return None if text is None else say.decimal(text)


def _printed(cell: Cell, say: Language) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else say.amount(cell)
