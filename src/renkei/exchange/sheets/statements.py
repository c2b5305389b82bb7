"""What a sheet says in sentences: its title, the unit of all amounts, the scale, a threshold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from renkei.exchange.sheets.amounts import is_amount
from renkei.exchange.sheets.cells import Book, Grid
from renkei.exchange.sheets.figures import Mark, read_figure
from renkei.exchange.sheets.layout import has_numbers
from renkei.exchange.sheets.units import Unit, find_unit, is_unit
from renkei.exchange.sheets.words import has_word, means, normal, words_of

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_NO_AMOUNTS = re.compile(  # dates, years, and the thousand of "in 1 000 EUR"
    r"\b\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{4})?|\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b|\b1[., ]000(?:[., ]000)?\b"
)


@dataclass(frozen=True)
class Statement:
    """A text outside the tables, with the place where it stands; `in_table`: among others in a row of cells."""

    where: str
    text: str
    in_table: bool = False


def statements(book: Book, taken: dict[str, set[int]]) -> Iterator[Statement]:
    """The texts of all visible sheets outside the rows taken by tables."""
    for grid in book.grids:
        for row in range(grid.height) if grid.visible else ():
            if row in taken.get(grid.name, set()):
                continue
            for column in grid.filled(row):
                text = grid.value(row, column)
                if isinstance(text, str) and len(text.strip()) > 1:
                    in_table = len(grid.filled(row)) > 2
                    yield Statement(f"{grid.name}, row {row + 1}", " ".join(text.split()), in_table)


def title_of(grid: Grid, before: int) -> str:
    """The first text above the table that is more than a unit of amounts; rows with figures are no titles."""
    for row in range(before):
        if has_numbers(grid, row):
            continue
        for column in grid.filled(row):
            text = grid.value(row, column)
            if isinstance(text, str) and len(text.strip()) > 3 and not _is_about_units_only(text):
                return " ".join(text.split())
    return ""


def _is_about_units_only(text: str) -> bool:
    unit = find_unit(text)
    known = {
        part for section in ("money", "fillers") for word in words_of("notes")[section] for part in normal(word).split()
    }
    return unit.says_something and set(normal(unit.rest).split()) <= known


def stated_units(texts: list[Statement]) -> dict[Unit, Statement]:
    """The units said to hold for all amounts: a unit with words such as "amounts in", and no amount before it."""
    found: dict[Unit, Statement] = {}
    for one in texts:
        unit = find_unit(one.text)
        about_money = (
            has_word("notes", "money", unit.rest)
            or (is_unit(one.text) and not one.in_table)
            or re.search(r"[(\[][^)\]]*[)\]]\s*$", one.text)
        )
        figures = re.search(r"\d", _NO_AMOUNTS.sub("", unit.rest))
        about_part = has_word("notes", "threshold", one.text) or is_amount(one.text)
        if unit.says_something and about_money and not figures and not about_part and len(one.text) < 200:
            found.setdefault(Unit(unit.factor, unit.currencies), one)
    return found


def thresholds_of(texts: list[Statement], mark: Mark | None) -> list[tuple[Statement, list[Decimal], Decimal | None]]:
    """Each text about a threshold with the numbers it states, and the maximum after a stroke ("11,5/15")."""
    found = []
    for one in texts:
        if not has_word("notes", "threshold", one.text):
            continue
        dated = re.sub(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{2,4})?|\b20\d\d\b", " ", one.text)
        maximum = re.search(rf"(?:/|out of|von|sur|su|de)\s*{_NUMBER}", dated)
        numbers = re.findall(
            r"\d+(?:[.,]\d+)?", dated[: maximum.start()] + dated[maximum.end() :] if maximum else dated
        )
        if numbers:
            found.append((one, [_under(number, mark) for number in numbers], _plain(maximum[1]) if maximum else None))
    return found


def low_is_best(texts: list[str]) -> bool:
    """Say whether any text states that 1, or the lowest, is the best score."""
    return any(has_word("notes", "low_is_best", text) for text in texts)


def high_is_best(texts: list[str]) -> bool:
    """Say whether any text states that the highest is the best score."""
    return any(means("notes", "high_is_best", text) for text in texts)


def _plain(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _under(text: str, mark: Mark | None) -> Decimal:
    """A threshold's number: thresholds are small, so that a lone separator is a decimal mark."""
    figure = read_figure(text)
    value = figure.under(mark) if figure is not None and mark is not None else None
    return value if value is not None else _plain(text)
