"""Totals in a sheet: never requests, but evidence. They settle the decimal mark and show figures that do not add up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from renkei.exchange.sheets.amounts import Cell, read_cell
from renkei.exchange.sheets.cells import Place, cell_name, letter
from renkei.exchange.sheets.figures import Mark
from renkei.exchange.sheets.funders import Funder
from renkei.exchange.sheets.questions import Findings
from renkei.exchange.sheets.rows import Row, Table
from renkei.exchange.sheets.units import find_unit

Value = Callable[[Place], Decimal | None]


@dataclass(frozen=True)
class Check:
    """A total's cell, the factor of its unit, and the sets of (cell, factor) of which one must add up to it."""

    total: Place
    factor: int
    column: str
    ways: tuple[tuple[tuple[Place, int], ...], ...]

    def holds(self, value: Value) -> bool | None:
        """Say whether one way adds up, to within the rounding of the total; None where the total cannot be read."""
        stated = value(self.total)
        if stated is None:
            return None
        exponent = stated.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * self.factor
        return any(abs(stated * self.factor - _sum(way, value)) * 2 <= step for way in self.ways)

    def exact(self, value: Value) -> bool:
        """Say whether one way adds up to the last figure."""
        stated = value(self.total)
        return stated is not None and any(_sum(way, value) == stated * self.factor for way in self.ways)

    @property
    def remedy(self) -> str:
        """The line of a mapping that leaves the total out: its column beside proposals, its row below them."""
        row, column = self.total
        beside = any(place[0] == row for way in self.ways for place, _ in way)
        return f"columns: {{ignore: [{letter(column)}]}}" if beside else f"rows: {{ignore: [{row + 1}]}}"

    def places(self) -> Iterable[Place]:
        """All cells that the check reads."""
        return {self.total, *(place for way in self.ways for place, _ in way)}


def checks_of(table: Table, funders: list[Funder], inactive: set[int]) -> list[Check]:
    """The checks that the total rows and the total column of a sheet with a row an application allow."""
    if table.is_long:
        return _long_checks(table, funders, inactive)
    found = [check for row in table.of_kind("total") for check in _column_checks(table, funders, row, inactive)]
    return found + _row_checks(table, funders)


def sums_settle(checks: list[Check], cells: dict[Place, Cell], value: Callable[[Mark], Value]) -> Mark | None:
    """The one decimal mark under which all totals that hold open figures add up; None where both or neither do."""
    relevant = [check for check in checks if any(_is_open(cells.get(place)) for place in check.places())]
    held: dict[Mark, bool] = {}
    for mark in ("comma", "point"):
        verdicts = [check.holds(value(mark)) for check in relevant]
        known = [verdict for verdict in verdicts if verdict is not None]
        held[mark] = bool(known) and all(known)
    if held["comma"] == held["point"]:
        return None
    return "comma" if held["comma"] else "point"


def report_totals(checks: list[Check], value: Value, findings: Findings) -> int:
    """Report each total that does not add up as a defect; say how many did."""
    held = 0
    for check in checks:
        verdict = check.holds(value)
        if verdict is False:
            stated = value(check.total)
            sums = sorted({_sum(way, value) / check.factor for way in check.ways})
            findings.defect(
                check.total[0],
                check.column,
                f"{stated:f}",
                f"a total is the sum of its figures, which is {' or '.join(f'{one.normalize():f}' for one in sums)}",
                f"mend the figures, or leave the total out of the checks (`{check.remedy}` in the mapping)",
            )
        held += verdict is True
        if verdict and not check.exact(value):
            findings.say(f"the total in {cell_name(*check.total)} is rounded")
    return held


def _column_checks(table: Table, funders: list[Funder], row: Row, inactive: set[int]) -> Iterable[Check]:
    unit = _row_unit(row)
    sets = _sets(table, row, inactive)
    for funder in funders:
        if funder.index is None or read_cell(table.grid, row.index, funder.index).state not in {"figure", "uncached"}:
            continue
        factor = unit or funder.factor or 1
        ways = tuple(tuple(((one, funder.index), funder.factor or 1) for one in chosen) for chosen in sets)
        yield Check((row.index, funder.index), factor, f"{funder.key} ({funder.name})", ways)


def _long_checks(table: Table, funders: list[Funder], inactive: set[int]) -> list[Check]:
    """Totals of the column of amounts, where all are in one currency and unit."""
    amount = table.role("amount")
    if amount is None or len({(funder.currency, funder.factor) for funder in funders}) > 1:
        return []
    found = []
    for row in table.of_kind("total"):
        if read_cell(table.grid, row.index, amount.index).state in {"figure", "uncached"}:
            ways = tuple(tuple(((one, amount.index), 1) for one in chosen) for chosen in _sets(table, row, inactive))
            found.append(Check((row.index, amount.index), 1, amount.shown, ways))
    return found


def _sets(table: Table, row: Row, inactive: set[int]) -> list[list[int]]:
    """The rows that a total may sum: all, those above, those since the last total; with or without withdrawn ones."""
    rows = [one.index for one in table.rows if one.kind in {"application", "partner"}]
    before = max((total.index for total in table.of_kind("total") if total.index < row.index), default=-1)
    above = [one for one in rows if one < row.index]
    sets = [rows, above, [one for one in above if one > before], [one for one in rows if one > row.index]]
    sets += [[one for one in chosen if one not in inactive] for chosen in sets]
    return [chosen for place, chosen in enumerate(sets) if chosen and chosen not in sets[:place]]


def _row_unit(row: Row) -> int | None:
    """The factor that a label states: "Total (M€)"."""
    unit = find_unit(row.label)
    return unit.factor or (1 if unit.currencies else None)


def _row_checks(table: Table, funders: list[Funder]) -> list[Check]:
    named = [*table.of_role("total"), *(column for column in table.of_role("amount") if column.whole)]
    columns = [column for column in named if column.content == "figures"]
    if not columns or not funders or table.is_long or len({funder.currency for funder in funders}) > 1:
        return []
    found = []
    for column in columns[:1]:
        factors = {funder.factor or 1 for funder in funders}
        unit = column.unit if column.unit.says_something else column.group_unit
        factor = unit.factor or (1 if unit.currencies else max(factors, default=1))
        for row in table.of_kind("application"):
            if read_cell(table.grid, row.index, column.index).state in {"figure", "uncached"}:
                way = tuple(
                    ((row.index, funder.index), funder.factor or 1) for funder in funders if funder.index is not None
                )
                found.append(Check((row.index, column.index), factor, column.shown, (way,)))
    return found


def _sum(way: Iterable[tuple[Place, int]], value: Value) -> Decimal:
    return sum((found * factor for place, factor in way if (found := value(place)) is not None), Decimal(0))


def _is_open(cell: Cell | None) -> bool:
    return cell is not None and cell.figure is not None and cell.figure.is_open
