"""Every cell by its column's kind: text to typed columns, with a defect for each cell that does not hold."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.checks import words
from renkei.programme.checks.amounts import NUMBER, amount_fault, is_number, minor_units, suggestion
from renkei.programme.source import Checked, Fault, Source, faults
from renkei.tables import DECIMALS, Column, Kind

Word = Callable[[str], Any]
_WORDS: dict[Kind, tuple[Word, Callable[[str], Fault]]] = {
    Kind.YES_NO: (words.yes_no, words.yes_no_fault),
    Kind.DATE: (words.day, words.day_fault),
    Kind.TIME: (words.moment, words.moment_fault),
    Kind.CURRENCY: (words.currency, words.currency_fault),
    Kind.COUNTRY: (words.country, words.country_fault),
}
_DECIMAL = rf"^-?0*[0-9]{{0,30}}(?:\.[0-9]{{0,{DECIMALS}}}0*)?$"
_UNSEEN = r"[\p{Cc}\p{Cf}]"  # control and format signs, which make two identifiers look alike
_FORBIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"


def check_cells(source: Source, found: list[Defect]) -> Checked:
    """The typed table, its contract columns first; defects go to `found`."""
    columns = [_column(source, column, found) for column in source.table.columns]
    return Checked(source, pl.DataFrame([*columns, *(source.text(name) for name in source.extra)]))


def _column(source: Source, column: Column, found: list[Defect]) -> pl.Series:
    cells = source.text(column.name)
    values = _values(source, column, cells).alias(column.name)
    fault = _fault(source, column)
    found.extend(_unreadable(source, column, cells, values, fault))
    found.extend(_empty(source, column, cells))
    found.extend(_too_small(source, column, cells, values))
    return values


def _values(source: Source, column: Column, cells: pl.Series) -> pl.Series:  # noqa: PLR0911 - one a kind
    """The typed cells; null where a cell is empty or cannot be read."""
    match column.kind:
        case Kind.AMOUNT:
            return minor_units(cells, source.text("currency").str.strip_chars())
        case Kind.DECIMAL:
            return _numbers(cells, _DECIMAL).cast(column.dtype, strict=False)
        case Kind.INTEGER:
            return _numbers(cells, r"^-?[0-9]{1,18}$").cast(pl.Int64, strict=False)
        case Kind.ID:
            return _where(cells, ~cells.str.contains(rf"^\s|\s$|;|{_UNSEEN}"))
        case Kind.TEXT:
            return _where(cells, ~cells.str.contains(_FORBIDDEN))
        case Kind.CODES:
            return _codes(cells)
    word = _WORDS[column.kind][0] if column.kind in _WORDS else partial(words.chosen, column.choices)
    return _each(cells, word, column.dtype)


def _where(cells: pl.Series, holds: pl.Series) -> pl.Series:
    return pl.select(pl.when(holds).then(cells)).to_series()


def _numbers(cells: pl.Series, pattern: str) -> pl.Series:
    plain = cells.str.strip_chars()
    return _where(plain, plain.str.contains(pattern) & plain.str.contains(NUMBER))


def _codes(cells: pl.Series) -> pl.Series:
    frame = pl.DataFrame({"cell": cells})
    part = pl.element().str.strip_chars()
    parts = pl.col("cell").str.split(";").list.eval(part.filter(part != ""))
    return frame.select(pl.when(~pl.col("cell").str.contains(_FORBIDDEN)).then(parts)).to_series()


def _each(cells: pl.Series, word: Word, dtype: pl.DataType) -> pl.Series:
    """Each distinct cell read once."""
    known = {cell: word(cell.strip()) for cell in cells.unique().drop_nulls()}
    return cells.replace_strict(known, default=None, return_dtype=dtype)


def _fault(source: Source, column: Column) -> Callable[[str], Fault]:
    """What to say of a cell that could not be read."""
    if column.kind is Kind.CHOICE:
        return partial(words.choice_fault, column.choices)
    if column.kind in _WORDS:
        return lambda cell: _WORDS[column.kind][1](cell.strip())
    return {Kind.DECIMAL: _decimal_fault, Kind.INTEGER: _integer_fault, Kind.ID: _id_fault}.get(
        column.kind, _text_fault
    )


def _unreadable(
    source: Source, column: Column, cells: pl.Series, values: pl.Series, fault: Callable[[str], Fault]
) -> Iterator[Defect]:
    unread = cells.is_not_null() & values.is_null()
    if column.kind is not Kind.AMOUNT:
        yield from faults(source.file, source.rows, cells, unread, fault)
        return
    currencies = _each(source.text("currency"), words.currency, pl.String()).fill_null("")
    for code in currencies.filter(unread).unique().sort():
        here = unread & (currencies == code)
        yield from faults(source.file, source.rows, cells, here, partial(amount_fault, code))


def _decimal_fault(cell: str) -> Fault:
    text = cell.strip()
    if not is_number(text):
        return "a number is digits with at most one decimal point", suggestion(text)
    if len(text.partition(".")[2].rstrip("0")) > DECIMALS:
        return say("a number has at most {n} decimals", n=DECIMALS), say(
            "round it to {n} decimals, as it was published", n=DECIMALS
        )
    return "a number has at most 30 digits before the point", "write the number that was meant"


def _integer_fault(cell: str) -> Fault:
    text = cell.strip()
    if re.fullmatch(r"-?[0-9]{19,}", text):
        return "a whole number has at most 18 digits", "write the number that was meant"
    meant = re.fullmatch(r"(-?[0-9]+)\.0*", text)
    return "a whole number is digits only", say(
        "write {word}", word=meant[1]
    ) if meant else "write digits only, such as 3"


def _id_fault(cell: str) -> Fault:
    if cell != cell.strip():
        return "an identifier has no blanks around it", say("write {word}", word=cell.strip())
    if ";" in cell:
        return "an identifier holds no semicolon", "replace the semicolon, which separates several values in one cell"
    return "an identifier holds no unseen signs", "delete the line breaks, tabs and zero-width signs in it"


def _text_fault(cell: str) -> Fault:
    return "text holds no control signs", "delete the control signs from the cell"


def _empty(source: Source, column: Column, cells: pl.Series) -> Iterator[Defect]:
    if column.required and column.name in source.frame.columns:
        fault = ("a required cell is filled", say("write {word}", word=column.meaning))
        yield from faults(source.file, source.rows, cells, cells.is_null(), fault)


def _too_small(source: Source, column: Column, cells: pl.Series, values: pl.Series) -> Iterator[Defect]:
    if column.minimum is not None:
        fault = (
            say("the number is {least} or more", least=column.minimum),
            say("write {least} or more, or leave it empty for unknown", least=column.minimum),
        )
        yield from faults(source.file, source.rows, cells, values < column.minimum, fault)
