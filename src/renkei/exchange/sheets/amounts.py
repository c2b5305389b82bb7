"""What a cell says of an amount: a figure, nothing, or something that cannot be read."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from renkei.exchange.sheets.cells import Grid
from renkei.exchange.sheets.figures import Figure, read_figure
from renkei.exchange.sheets.formats import read_format
from renkei.exchange.sheets.units import Unit, find_unit, is_unit
from renkei.exchange.sheets.words import match, normal

_DASHES = " \t\n\u00a0\u3000-‐‑‒–—―−ー－./·…"


@dataclass(frozen=True)
class Cell:
    """A cell read for its figure. `state`: figure, nothing, uncached, error, text or date; `unit` is the cell's own."""

    state: str
    figure: Figure | None = None
    unit: Unit = Unit()
    shown: str = ""
    is_text: bool = False
    decimals: int | None = None
    where: str = ""


def read_cell(grid: Grid, row: int, column: int) -> Cell:
    """The figure of a cell as the spreadsheet shows it, number formats in thousands or per cent followed."""
    place = (row, column)
    if place in grid.errors:
        return Cell("error", shown=grid.errors[place])
    if place in grid.uncached:
        return Cell("uncached")
    value = grid.value(row, column)
    if isinstance(value, Decimal):
        return _number(value, grid.formats.get(place, ""))
    if isinstance(value, date):
        return Cell("date", shown=value.isoformat())
    if value is None:
        return Cell("nothing")
    return _text(str(value).strip())


def _number(value: Decimal, code: str) -> Cell:
    shown = read_format(code) if code else None
    unit = Unit()
    decimals = None
    if shown is not None:
        value = value.scaleb(-3 * shown.thousands) * (100 if shown.percent else 1)
        unit = find_unit(shown.beside) if shown.beside else unit
        decimals = shown.decimals
    return Cell("figure", Figure(value, value), unit, f"{value:f}", decimals=decimals)


def is_nothing(text: str) -> bool:
    """Say whether a cell's text means that there is nothing: blank, dashes, n/a, なし; a question mark does not."""
    if not text.strip(_DASHES):
        return True
    found = match("nothing", text)
    return found is not None and found.whole and bool(normal(text))


def score_part(text: str) -> str:
    """The score in a text that names its maximum too, or is in per cent: 14 of "14/15", 85 of "85 %"."""
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(?:/\s*\d+|[%％])", text.strip())
    return found[1] if found else text


def is_amount(text: str) -> bool:
    """Say whether a text is a number with nothing but a unit beside it."""
    figure = read_figure(text)
    return figure is not None and (not figure.beside or is_unit(figure.beside))


def _text(text: str) -> Cell:
    figure = read_figure(text)
    if figure is not None and is_amount(text):
        return Cell("figure", figure, find_unit(figure.beside) if figure.beside else Unit(), text, is_text=True)
    if text.startswith("#") and text.endswith(("!", "?", "A", "0")):
        return Cell("error", shown=text)
    return Cell("nothing", shown=text) if is_nothing(text) else Cell("text", shown=text)
