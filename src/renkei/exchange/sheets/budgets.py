"""Budgets and raises: rows of the same sheet, or a table with a row a funder, on the same sheet or another."""

from dataclasses import dataclass, field
from decimal import Decimal

from renkei.exchange.sheets.amounts import Cell, is_nothing, read_cell
from renkei.exchange.sheets.cells import Grid, cell_name
from renkei.exchange.sheets.columns import Column, read_columns
from renkei.exchange.sheets.countries import country_code, find_country
from renkei.exchange.sheets.funders import Funder, identity
from renkei.exchange.sheets.layout import Header, has_numbers, header_roles, is_number
from renkei.exchange.sheets.mapping import FunderEntry, SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.rows import Row, Table, only_label_words
from renkei.exchange.sheets.units import Unit, find_unit, is_unit, join
from renkei.exchange.sheets.words import match, normal

MONEY = ("budget", "confirmed_raise", "possible_raise")


@dataclass
class Means:
    """What a funder has: cells with the factor and currency of their unit, by kind, and its title to a top-up."""

    cells: dict[str, tuple[str, Cell, Unit, int]] = field(default_factory=dict)
    entitled: bool | None = None


@dataclass(frozen=True)
class FunderRow:
    """A row of a funders' table."""

    row: int
    funder_id: str
    name: str
    country: str | None
    unit: Unit
    means: Means


def read_budget_rows(
    table: Table, funders: list[Funder], mapping: SheetMapping, findings: Findings
) -> dict[str, Means]:
    """Funder key → its means, from the labelled rows above or below the proposals."""
    found = {funder.key: Means() for funder in funders}
    for row in table.of_kind("raise_of_some_kind"):
        findings.ask(
            f"rows.{row.number}",
            f"row {row.number} ({row.label}) may be raises that are confirmed, or that are possible",
            ["confirmed: select spends them", "possible: only what-if knows them"],
            Answer(("rows", "confirmed_raise"), f"[{row.number}] if confirmed"),
            Answer(("rows", "possible_raise"), f"[{row.number}] if possible"),
        )
    for kind in MONEY:
        rows = table.of_kind(kind)
        _ask_two_rows(kind, rows, mapping, findings)
        for row in rows[:1]:
            _take_row(table, funders, kind, row, found)
    for row in table.of_kind("top_up_entitled"):
        for funder in funders:
            if funder.index is not None:
                found[funder.key].entitled = yes_no(table.grid.text(row.index, funder.index))
    return found


def read_funder_rows(
    grid: Grid, header: Header, rows: range, mapping: SheetMapping, findings: Findings
) -> list[FunderRow]:
    """The rows of a table with a row a funder; its total rows are left out."""
    columns = read_columns(grid, header, rows, SheetMapping(), findings)
    roles: dict[str, Column] = {column.role: column for column in reversed(columns)}
    found = []
    for row in rows:
        if mapping.rows.get(row) == "ignore" and grid.name == mapping.sheet:
            continue
        funder = next((column for column in columns if column.role == "funder" and grid.text(row, column.index)), None)
        if funder is not None and any(is_number(grid, row, roles[kind].index) for kind in MONEY if kind in roles):
            text = grid.text(row, funder.index)
            if not (match("rows", text) and only_label_words(text)):
                found.append(_funder_row(grid, row, text, roles))
    return found


def read_named_rows(grid: Grid, funders: list[Funder], findings: Findings) -> list[FunderRow]:
    """The rows of a table whose header names budgets, but no funders, and whose cells are the funders' names."""
    start = next((row for row in range(grid.height) if set(MONEY) & set(header_roles(grid, row).values())), None)
    if start is None or has_numbers(grid, start):
        return []
    rows = range(start + 1, grid.height)
    columns = read_columns(grid, Header("funders", start, (start,)), rows, SheetMapping(), findings)
    roles = {column.role: column for column in reversed(columns)}
    named = {
        row: text
        for row in rows
        for column in reversed(grid.filled(row))
        if (text := grid.text(row, column)) and _named(text, funders)
    }
    return [_funder_row(grid, row, text, roles) for row, text in named.items()]


def read_funder_columns(grid: Grid, funders: list[Funder]) -> dict[str, Means]:
    """Funder key → its means, from a sheet with a column a funder: a row of their names above labelled rows."""
    found: dict[str, Means] = {}
    for row in range(grid.height):
        named = {column: funder for column in grid.filled(row) if (funder := _named(grid.text(row, column), funders))}
        if len(named) < min(2, len(funders)):
            continue
        for below in range(row + 1, grid.height):
            label = next(
                (text for column in grid.filled(below) if (text := grid.text(below, column)) and match("rows", text)),
                "",
            )
            meaning = match("rows", label)
            if meaning and meaning.meaning in MONEY:
                _take_named(grid, below, meaning.meaning, label, named, found)
        return found
    return found


def _named(text: str, funders: list[Funder]) -> Funder | None:
    rest = find_country(find_unit(text).rest)[1]
    return next(
        (funder for funder in funders if same_funder(rest, funder.funder_id) or same_funder(rest, funder.name)), None
    )


def _take_named(grid: Grid, row: int, kind: str, label: str, named: dict[int, Funder], found: dict[str, Means]) -> None:
    for column, funder in named.items():
        cell = read_cell(grid, row, column)
        if cell.state != "nothing":
            where = f"{grid.name}, {cell_name(row, column)}"
            found.setdefault(funder.key, Means()).cells.setdefault(kind, (where, cell, find_unit(label), column))


def yes_no(text: str) -> bool | None:
    """Yes or no in any language of the dictionary; None for anything else."""
    found = match("answers", text)
    return found.meaning == "yes" if found and found.whole else None


def same_funder(left: str, right: str) -> bool:
    """Say whether two names are of one funder: equal, or equal in their acronym."""
    one, other = identity(left, "")[0], identity(right, "")[0]
    return normal(one) == normal(other) or normal(left) == normal(right)


def settle_means(funder: Funder, means: Means, mapping: SheetMapping, findings: Findings) -> Means:
    """The funder's means with the mapping's unit for budgets; a currency other than the funder's is asked about."""
    entry = mapping.funders.get(funder.key) or mapping.funders.get(funder.funder_id) or FunderEntry()
    for kind, (where, cell, unit, column) in list(means.cells.items()):
        said = join(cell.unit, unit)
        if (
            said.currencies
            and funder.currency
            and funder.currency not in said.currencies
            and getattr(entry, kind) is None
        ):
            findings.ask(
                f"funders.{funder.key}.{kind}",
                f"the {kind.replace('_', ' ')} of {funder.name} ({where}) is in {'/'.join(said.currencies)}, "
                f"its amounts in {funder.currency}",
                [
                    f"the figure is in {funder.currency}",
                    f"the figure is in {'/'.join(said.currencies)} and is to be converted",
                ],
                Answer(("funders", funder.key, kind), f"the figure in {funder.currency}, such as 1000000"),
            )
        factor = (
            said.factor
            or (1 if said.currencies and not said.is_vague else None)
            or mapping.budget_unit
            or funder.factor
            or 1
        )
        means.cells[kind] = (where, cell, Unit(mapping.budget_unit or factor, said.currencies), column)
    return means


def ask_missing(missing: list[Funder], findings: Findings) -> None:
    """Ask for the budgets that the sheet does not state: an unknown budget is never zero."""
    if missing:
        names = ", ".join(funder.name for funder in missing)
        findings.ask(
            "budget",
            f"no budget is stated for {names}",
            ["it stands elsewhere: write it here", "the funder has none: write 0"],
            *(
                Answer(
                    ("funders", funder.key, "budget"),
                    f"{funder.name}: major units of {funder.currency or 'its currency'}, such as 500000",
                )
                for funder in missing
            ),
        )


def ask_ratio(funder: Funder, budget: Decimal, asked: Decimal, where: str, findings: Findings) -> None:
    """Ask where a budget is hundreds of times what is asked, or a few hundredths of it: another unit, perhaps."""
    if asked and budget and (budget >= asked * 300 or budget * 300 <= asked):
        findings.ask(
            f"budget_unit.{funder.key}",
            f"the budget of {funder.name} ({where}) would be {budget:f} {funder.currency} for requests of {asked:f}",
            ["both are right", "the budget is in another unit than the requests"],
            Answer(("funders", funder.key, "budget"), f"in major units of {funder.currency}: {budget:f} if right"),
        )


def _take_row(table: Table, funders: list[Funder], kind: str, row: Row, found: dict[str, Means]) -> None:
    unit = _row_unit(table, row)
    for funder in funders:
        if funder.index is None:
            continue
        cell = read_cell(table.grid, row.index, funder.index)
        if cell.state != "nothing":
            found[funder.key].cells[kind] = (cell_name(row.index, funder.index), cell, unit, funder.index)


def _row_unit(table: Table, row: Row) -> Unit:
    """The unit in the row's label, or in a cell of its own."""
    label = find_unit(row.label)
    if label.says_something:
        return label
    money = {column.index for column in table.columns if column.role in {"", "funder_amount"}}
    cells = [table.grid.text(row.index, column) for column in table.grid.filled(row.index) if column not in money]
    return next((find_unit(text) for text in cells if is_unit(text) and not text.isdigit()), Unit())


def _ask_two_rows(kind: str, rows: list[Row], mapping: SheetMapping, findings: Findings) -> None:
    stated = [row for row in rows if mapping.rows.get(row.index) == kind]
    if len(rows) < 2 or stated:
        rows.sort(key=lambda row: row not in stated)
        return
    shown = " and ".join(f"row {row.number} ({row.label})" for row in rows)
    findings.ask(
        f"rows.{kind}",
        f"{shown} may each be the {kind.replace('_', ' ')}",
        [f"row {row.number} is" for row in rows],
        Answer(("rows", kind), " or ".join(f"[{row.number}]" for row in rows)),
    )


def _funder_row(grid: Grid, row: int, text: str, roles: dict[str, Column]) -> FunderRow:
    def cell(role: str) -> str:
        return grid.text(row, roles[role].index) if role in roles else ""

    country, rest = find_country(text)
    funder_id, name = identity(rest or text, text)
    means = Means(entitled=yes_no(cell("top_up_entitled")) if "top_up_entitled" in roles else None)
    own = join(find_unit(f"({cell('unit')})"), find_unit(cell("currency")))
    for kind in MONEY:
        if (kind in roles and not is_nothing(grid.text(row, roles[kind].index))) or (
            kind in roles and read_cell(grid, row, roles[kind].index).state in {"error", "uncached"}
        ):
            unit = join(join(own, roles[kind].unit), roles[kind].group_unit)
            means.cells[kind] = (
                f"{grid.name}, {cell_name(row, roles[kind].index)}",
                read_cell(grid, row, roles[kind].index),
                unit,
                roles[kind].index,
            )
    return FunderRow(row, funder_id, name, country_code(cell("country")) or country, join(own, Unit()), means)
