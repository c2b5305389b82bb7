"""Budgets joined to their funders, from rows of the sheet, tables of funders and the mapping."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from renkei.exchange.sheets.amounts import Cell
from renkei.exchange.sheets.budgets import (
    MONEY,
    FunderRow,
    Means,
    ask_missing,
    ask_ratio,
    read_budget_rows,
    read_funder_columns,
    read_funder_rows,
    read_named_rows,
    same_funder,
    settle_means,
)
from renkei.exchange.sheets.cells import Book, Place
from renkei.exchange.sheets.funders import Funder
from renkei.exchange.sheets.mapping import FunderEntry, SheetMapping
from renkei.exchange.sheets.marks import Marks
from renkei.exchange.sheets.questions import Findings
from renkei.exchange.sheets.requests import Request, exact
from renkei.exchange.sheets.rows import Table
from renkei.exchange.sheets.source_tables import Source
from renkei.exchange.sheets.understanding import FunderMeans
from renkei.exchange.sheets.units import Unit, join


@dataclass(frozen=True)
class Budgets:
    """What the book says of the funders' means: by the funder's key, and the rows of tables of funders."""

    means: dict[str, Means]
    rows: list[FunderRow]

    def row_of(self, funder: Funder) -> FunderRow | None:
        """The funder's row in a table of funders."""
        return next((row for row in self.rows if _is_of(row, funder)), None)

    def knows(self, funder: Funder) -> bool:
        """Say whether a table of funders names it."""
        return self.row_of(funder) is not None

    def has_budget(self, funder: Funder) -> bool:
        """Say whether a cell holds its budget, readable or not."""
        return funder.key in self.means and "budget" in self.means[funder.key].cells

    def known_currency(self, funder: Funder) -> Funder:
        """The funder with the currency and country stated beside its budget, where its column states none."""
        row = self.row_of(funder)
        units = [
            unit
            for _, cell, one, _ in self.means[funder.key].cells.values()
            if (unit := join(cell.unit, one)).currencies
        ]
        units += [row.unit] if row and row.unit.currencies else []
        currencies = {unit.currencies for unit in units}
        country = funder.country or (row.country if row else None)
        name = row.name if row and funder.name == funder.funder_id else funder.name
        if funder.unit.currencies or len(currencies) != 1:
            return replace(funder, country=country, name=name)
        found = replace(funder.unit, currencies=currencies.pop())
        why = " and ".join(filter(None, (funder.why_unit, "the currency of its budget")))
        return replace(funder, country=country, name=name, unit=found, why_unit=why, currency_from_budget=True)


def read_budgets(
    book: Book, table: Table, funders: list[Funder], others: list[Source], mapping: SheetMapping, findings: Findings
) -> Budgets:
    """All budgets and raises of the book; a table of funders fills what the rows of the sheet leave open."""
    means = read_budget_rows(table, funders, mapping, findings)
    rows = [
        row for source in others for row in read_funder_rows(source.grid, source.header, source.rows, mapping, findings)
    ]
    read = {table.grid.name, *(source.grid.name for source in others)}
    unread = [grid for grid in book.grids if grid.visible and grid.name not in read]
    rows += [row for grid in unread for row in read_named_rows(grid, funders, findings)]
    for funder in funders:
        row = next((row for row in rows if _is_of(row, funder)), None)
        if row is not None:
            own = means[funder.key]
            means[funder.key] = Means(
                {**row.means.cells, **own.cells}, own.entitled if own.entitled is not None else row.means.entitled
            )
    for one in unread:
        for key, found in read_funder_columns(one, funders).items():
            means[key] = Means({**found.cells, **means[key].cells}, means[key].entitled)
    return Budgets(means, rows)


def budget_cells(budgets: Budgets) -> dict[Place, Cell]:
    """The cells of budgets and raises, for the decimal mark; places below the sheet, so that none hides another."""
    found: dict[Place, Cell] = {}
    for means in budgets.means.values():
        for where, cell, _, column in means.cells.values():
            found[(10**7 + len(found), column)] = replace(cell, where=where)
    return found


def settle_budgets(
    funders: list[Funder],
    budgets: Budgets,
    doubtful: set[str],
    requests: Sequence[Request],
    marks: Marks,
    mapping: SheetMapping,
    findings: Findings,
) -> list[FunderMeans]:
    """Each funder once with its means; missing budgets are asked for, unlikely ones asked about.

    `doubtful` are the keys of columns that may be no funders': nothing is asked of their budgets yet.
    """
    found: dict[str, FunderMeans] = {}
    for funder in funders:
        one = _means_of(funder, budgets.means[funder.key], marks, mapping, findings)
        found[funder.funder_id] = _joined(found.get(funder.funder_id), one)
    for extra, row in _asked_by_nobody(funders, budgets):
        findings.say(f"the funder {extra.funder_id} has a budget and is asked by no proposal")
        found.setdefault(extra.funder_id, _means_of(extra, row.means, marks, mapping, findings))
    ask_missing([one.funder for one in found.values() if _lacks_budget(one, budgets, doubtful)], findings)
    for one in found.values():
        _ask_if_unlikely(one, requests, mapping, findings)
    return list(found.values())


def _asked_by_nobody(funders: list[Funder], budgets: Budgets) -> Iterator[tuple[Funder, FunderRow]]:
    """The rows of budgets whose funder has no column, and a currency all the same."""
    for row in budgets.rows:
        currencies = row.unit.currencies or _unit_of(row).currencies
        if currencies and not any(_is_of(row, funder) for funder in funders):
            column, why = None, "its budget"
            extra = Funder(row.funder_id, row.name, row.country, column, row.name, row.unit, why)
            yield replace(extra, currency=currencies[0]), row


def _lacks_budget(one: FunderMeans, budgets: Budgets, doubtful: set[str]) -> bool:
    return one.budget is None and not budgets.has_budget(one.funder) and one.funder.key not in doubtful


def _ask_if_unlikely(one: FunderMeans, requests: Sequence[Request], mapping: SheetMapping, findings: Findings) -> None:
    """Ask whether a budget read from the sheet is in the unit that its requests suggest."""
    funder, stated = one.funder, _entry(one.funder, mapping).budget is not None or mapping.budget_unit is not None
    if stated or one.budget is None or not funder.currency or not funder.factor:
        return
    asked = sum((request.amount for request in requests if request.funder_id == funder.funder_id), Decimal(0))
    ask_ratio(funder, one.budget, asked, one.where, findings)


def _entry(funder: Funder, mapping: SheetMapping) -> FunderEntry:
    """What the mapping says of a funder, by its key or its id."""
    return mapping.funders.get(funder.key) or mapping.funders.get(funder.funder_id) or FunderEntry()


def _means_of(funder: Funder, means: Means, marks: Marks, mapping: SheetMapping, findings: Findings) -> FunderMeans:
    entry = _entry(funder, mapping)
    means = settle_means(funder, means, mapping, findings)
    amounts: dict[str, Decimal | None] = {}
    for kind in MONEY:
        stated: Decimal | None = getattr(entry, kind)
        where = f"funders.{funder.key}.{kind}"
        amounts[kind] = (
            exact(stated, funder.currency, where, mapping, findings)
            if stated is not None
            else _amount(kind, funder, means, marks, mapping, findings)
        )
    entitled = entry.top_up_entitled if entry.top_up_entitled is not None else means.entitled
    where = "the mapping" if entry.budget is not None else means.cells["budget"][0] if "budget" in means.cells else ""
    return FunderMeans(
        funder, amounts["budget"], amounts["confirmed_raise"], amounts["possible_raise"], entitled, where
    )


def _amount(
    kind: str, funder: Funder, means: Means, marks: Marks, mapping: SheetMapping, findings: Findings
) -> Decimal | None:
    if kind not in means.cells:
        return None
    where, cell, unit, column = means.cells[kind]
    value = marks.value(cell, column)
    if value is None or value < 0:
        is_open = cell.figure is not None and cell.figure.is_open and marks.mark is None
        if not is_open:
            findings.defect(
                -1,
                f"{funder.name} ({where})",
                cell.shown or cell.state,
                f"the {kind.replace('_', ' ')} is an amount",
                f"mend the cell, or write `funders: {{{funder.key}: {{{kind}: ...}}}}` in the mapping",
            )
        return None
    return exact(value * (unit.factor or 1), funder.currency, where, mapping, findings)


def _joined(one: FunderMeans | None, other: FunderMeans) -> FunderMeans:
    """Two columns of one funder have one budget: the one that is stated."""
    if one is None:
        return other
    return replace(
        one,
        budget=one.budget if one.budget is not None else other.budget,
        confirmed_raise=one.confirmed_raise if one.confirmed_raise is not None else other.confirmed_raise,
        possible_raise=one.possible_raise if one.possible_raise is not None else other.possible_raise,
    )


def _unit_of(row: FunderRow) -> Unit:
    return next((join(cell.unit, unit) for _, cell, unit, _ in row.means.cells.values()), Unit())


def _is_of(row: FunderRow, funder: Funder) -> bool:
    return (
        same_funder(row.funder_id, funder.funder_id)
        or same_funder(row.name, funder.name)
        or same_funder(row.funder_id, funder.header)
    )
