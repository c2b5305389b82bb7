"""Each map with its table beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from renkei.money import minor_digits, rounded
from renkei.reports.coordination.grid import AXES, Grid, Square, grid
from renkei.reports.coordination.heat import field, heading, heat
from renkei.reports.coordination.shown import Shown
from renkei.reports.language import Language
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.totals import Money

UNITS = ((10_000_000, 10**6), (20_000, 10**3))  # the largest cell in major units from which a table is in that many


@dataclass(frozen=True)
class Map:
    """A heat map, its title, and the same as a table."""

    title: str
    plot: Markup
    table: Table


def maps(shown: Shown, level: str, say: Language) -> Iterator[Map]:
    """The maps of a level: field by stage and by region in the year looked at, and by year."""
    for axis in AXES:
        found = grid(shown, level, axis)
        if found.rows and _stated(found):
            title = say(f"coordination.map.{axis}", year=_year(shown, say))
            key = f"{level}-{axis}"
            yield Map(title, heat(found, f"heat-{key}", title, say), _table(found, f"table-{key}", shown, say))


def _stated(found: Grid) -> bool:
    """Whether the axis is known of anything at all."""
    return any(not column.startswith("\x00") for _, column in found.squares)


def _year(shown: Shown, say: Language) -> str:
    return say("coordination.all_years") if shown.year is None else str(shown.year)


def _table(found: Grid, key: str, shown: Shown, say: Language) -> Table:
    unit = _unit(found)
    return Table(
        key=key,
        caption=_caption(found, unit, shown, say),
        columns=[
            Column(say("coordination.field")),
            *(Column(heading(found, one, say), number=True) for one in found.columns),
        ],
        rows=[
            Row([field(found, row, say), *(_cell(found.squares.get((row, one)), unit, say) for one in found.columns)])
            for row in found.rows
        ],
    )


def _unit(found: Grid) -> tuple[str, int] | None:
    """(Currency, major units in one) where one currency is all there is."""
    if len(found.currencies) != 1:
        return None
    (currency,) = found.currencies
    major = found.most // 10 ** minor_digits(currency)
    return currency, next((unit for least, unit in UNITS if major >= least), 1)


def _caption(found: Grid, unit: tuple[str, int] | None, shown: Shown, say: Language) -> str:
    parts = [say(f"coordination.table.{found.axis}", year=_year(shown, say))]
    if found.axis != "fiscal_year" and shown.year is not None:
        parts.append(say("coordination.before", year=str(shown.year - 1)))
    if unit:
        parts.append(say(f"coordination.in.{unit[1]}", currency=unit[0]))
    return say("sentence.join").join(parts)


def _cell(square: Square | None, unit: tuple[str, int] | None, say: Language) -> str:
    if square is None:
        return "–"
    told = _known(square.money, square.items, unit, say)
    if square.money and square.unknown:
        told = say("coordination.and_unknown", amount=told, n=square.unknown)
    return f"{told} ({_known(square.before, square.items_before, unit, say)})" if square.items_before else told


def _known(money: tuple[Money, ...], items: int, unit: tuple[str, int] | None, say: Language) -> str:
    return _amounts(money, unit, say) if money or not items else say("coordination.number_unknown", n=items)


def _amounts(money: tuple[Money, ...], unit: tuple[str, int] | None, say: Language) -> str:
    if unit is None or not money or any(one.currency != unit[0] for one in money):
        return say.total(money)
    value = Fraction(sum(one.minor for one in money), unit[1] * 10 ** minor_digits(unit[0]))
    return say.decimal(f"{rounded(value, 1 if unit[1] == 10**6 else 0)}")
