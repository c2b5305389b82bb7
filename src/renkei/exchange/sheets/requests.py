"""The money asked: one request a filled cell in a funder's column, or one a row where a partner has a row."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from renkei.exchange.sheets.amounts import Cell, is_nothing, read_cell
from renkei.exchange.sheets.applications import round_half_up
from renkei.exchange.sheets.cells import cell_name, letter
from renkei.exchange.sheets.countries import country_code, find_country
from renkei.exchange.sheets.funders import Funder, identity
from renkei.exchange.sheets.layout import is_number
from renkei.exchange.sheets.mapping import FunderEntry, SheetMapping
from renkei.exchange.sheets.marks import Marks
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.rows import Table
from renkei.exchange.sheets.statements import Statement
from renkei.exchange.sheets.units import Unit, find_unit, join
from renkei.exchange.sheets.words import has_word, normal
from renkei.money import LARGEST_AMOUNT, minor_digits


@dataclass(frozen=True)
class Ask:
    """A cell that asks a funder for money, for one proposal; `beside` are the partner's own columns."""

    row: int
    column: int
    application_id: str
    funder: Funder
    cell: Cell
    beside: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """One request: the amount in major units of the funder's currency."""

    application_id: str
    partner_id: str
    funder_id: str
    amount: Decimal
    currency: str
    beside: dict[str, str]


def wide_asks(table: Table, keys: dict[int, str], funders: list[Funder]) -> list[Ask]:
    """The cells of the funders' columns in the rows of proposals."""
    return [
        Ask(row, funder.index, key, funder, read_cell(table.grid, row, funder.index))
        for row, key in keys.items()
        for funder in funders
        if funder.index is not None
    ]


def long_asks(
    table: Table, keys: dict[int, str], notes: dict[Unit, Statement], mapping: SheetMapping
) -> tuple[list[Funder], list[Ask]]:
    """The funders named in a sheet with a row a partner, and a cell for each row."""
    amount = table.role("amount")
    if amount is None:
        return [], []
    funders: dict[str, Funder] = {}
    asks = []
    for row, key in keys.items():
        funder = _long_funder(table, row, amount.index, funders, notes, mapping)
        if funder is not None:
            asks.append(
                Ask(row, amount.index, key, funder, read_cell(table.grid, row, amount.index), _partner(table, row))
            )
    return list(funders.values()), asks


def check_long_rows(table: Table, rows: Iterable[int], findings: Findings) -> None:
    """Money without a funder is a defect; partners that pay for themselves ask nobody."""
    amount = table.role("amount")
    for row in rows if amount else ():
        funder = table.text(row, "funder")
        if has_word("notes", "self_funded", funder):
            findings.say(f"row {row + 1}: the partner pays for itself ({funder}) and has no request")
        elif amount and is_nothing(funder) and is_number(table.grid, row, amount.index):
            findings.defect(
                row,
                "funder",
                "",
                "money is asked of a funder",
                "name it, or leave the row out (`rows: {ignore: [...]}`)",
            )


def check_merged(asks: Iterable[Ask], table: Table, findings: Findings) -> None:
    """One amount merged over several proposals or funders belongs to none of them alone."""
    for ask in asks:
        area = table.grid.covering(ask.row, ask.column)
        if area and ask.cell.state == "figure" and area[:2] == (ask.row, ask.column) and area[2:] != area[:2]:
            findings.defect(
                ask.row,
                f"{letter(ask.column)} ({ask.funder.name})",
                ask.cell.shown,
                "an amount stands in a cell of its own, not in merged ones",
                "divide it among the cells it covers",
            )


def value_of_ask(ask: Ask, funder: Funder, marks: Marks, mapping: SheetMapping, findings: Findings) -> Decimal | None:
    """The amount of a cell in major units; None where nothing is asked, or where the cell cannot be read (a defect)."""
    cell, place = ask.cell, cell_name(ask.row, ask.column)
    if cell.state == "nothing":
        return None
    column = f"{''.join(sign for sign in place if sign.isalpha())} ({funder.name})"
    remedy = f"mend the cell, or write `cells: {{{place}: ...}}` in the mapping, in the column's unit"
    if cell.state != "figure":
        findings.defect(ask.row, column, cell.shown, _rule(cell.state), remedy)
        return None
    value = marks.value(cell, ask.column)
    if value is None:
        if not any(question.topic.startswith("decimal") for question in findings.questions):
            findings.defect(ask.row, column, cell.shown, f"is no number with {marks.why}", remedy)
        return None
    if value < 0:
        findings.defect(ask.row, column, cell.shown, "an amount asked is not below zero", remedy)
        return None
    if cell.unit.currencies and funder.currency and funder.currency not in cell.unit.currencies:
        findings.defect(ask.row, column, cell.shown, f"the amounts of {funder.name} are in {funder.currency}", remedy)
        return None
    if cell.figure and cell.figure.footnote:
        findings.say(f"the footnote mark {cell.figure.footnote} in {place} was dropped")
    return exact(value * (cell.unit.factor or funder.factor or 1), funder.currency, place, mapping, findings)


def exact(value: Decimal, currency: str, place: str, mapping: SheetMapping, findings: Findings) -> Decimal:
    """The amount in whole minor units; finer amounts are asked about unless the mapping rounds them."""
    digits = minor_digits(currency)
    rounded = round_half_up(value, digits)
    if abs(rounded.scaleb(digits)) > LARGEST_AMOUNT:
        rule = "is larger than any amount this program takes"
        findings.defect(-1, place, f"{value:f} {currency}", rule, "mend the figure, or state its unit in the mapping")
    if rounded != value and mapping.rounding is None and not any(one.topic == "rounding" for one in findings.questions):
        findings.ask(
            "rounding",
            f"{place} holds {value:f} {currency}, finer than {currency} can be paid",
            [f"it is rounded half up to {rounded:f}", "the sheet, or the unit, is wrong"],
            Answer(("rounding",), "half_up, if such amounts are to be rounded"),
        )
    return rounded


def with_partners(found: list[tuple[Ask, Funder, Decimal]], is_long: bool, findings: Findings) -> list[Request]:
    """The requests with a partner's identifier each: the sheet's, else the funder's, numbered where it repeats."""
    if not is_long:
        return _added(found, findings)
    names = [ask.beside.get("partner_id") or "" for ask, _, _ in found]
    ids = [(ask.application_id, name) for (ask, _, _), name in zip(found, names, strict=True)]
    if not all(names) or len(set(ids)) < len(ids):
        names = _numbered([(ask.application_id, funder.funder_id) for ask, funder, _ in found])
        findings.say(
            "no column identifies the partners: partner_id is the funder_id, numbered where a funder has several"
        )
    return [
        Request(
            ask.application_id,
            name,
            funder.funder_id,
            amount,
            funder.currency,
            {key: text for key, text in ask.beside.items() if key != "partner_id"},
        )
        for (ask, funder, amount), name in zip(found, names, strict=True)
    ]


def settle_long_columns(table: Table, findings: Findings) -> None:
    """Ask where a sheet with a row a partner does not show which column holds the money asked."""
    if table.role("amount") is None:
        other = [
            column
            for column in table.columns
            if column.content == "figures" and column.role not in {"rank", "score", "criterion"}
        ]
        shown = ", ".join(column.shown for column in other) or "none"
        findings.ask(
            "columns.amount",
            f"no column is headed as the money asked (columns of figures: {shown})",
            [f"column {column.shown} is the money asked" for column in other]
            or ["a column of the sheet is the money asked"],
            Answer(("columns", "amount"), " or ".join(column.letter for column in other) or "the column's letter"),
        )


def _rule(state: str) -> str:
    return {
        "uncached": "an amount is no formula without a stored value (open the file in a spreadsheet and save it)",
        "error": "a formula is in error",
        "date": "an amount is a number, not a date",
    }.get(state, "an amount is a number, or a dash or a blank for nothing")


def _long_funder(
    table: Table, row: int, column: int, funders: dict[str, Funder], notes: dict[Unit, Statement], mapping: SheetMapping
) -> Funder | None:
    text = " ".join(table.text(row, "funder").split())
    if is_nothing(text) or has_word("notes", "self_funded", text):
        return None
    country, rest = find_country(find_unit(text).rest)
    funder_id, name = identity(rest or text, text)
    key = normal(funder_id)
    if key not in funders:
        entry = mapping.funders.get(funder_id, FunderEntry())
        unit, why = _long_unit(table, row, column, text, notes, mapping)
        funders[key] = Funder(
            entry.funder_id or funder_id, entry.name or name, entry.country or country, None, text, unit, why
        )
    return funders[key]


def _long_unit(
    table: Table, row: int, column: int, text: str, notes: dict[Unit, Statement], mapping: SheetMapping
) -> tuple[Unit, str]:
    """The unit of a row: its own columns, the funder's cell, the amount's header, the mapping, a note."""
    amount = next(one for one in table.columns if one.index == column)
    own = join(find_unit(f"({table.text(row, 'unit')})"), join(find_unit(table.text(row, "currency")), find_unit(text)))
    general = Unit(mapping.unit, (mapping.currency,) if mapping.currency else ())
    note = next(iter(notes)) if len(notes) == 1 else Unit()
    said = [
        (own, "its row"),
        (amount.unit, "the amounts' header"),
        (general, "the mapping"),
        (amount.group_unit, "the group header"),
        (note, "a note"),
    ]
    unit = Unit()
    for one, _ in said:
        unit = join(unit, one)
    return unit, " and ".join(why for one, why in said if one.says_something)


def _partner(table: Table, row: int) -> dict[str, str]:
    country = table.text(row, "country")
    found = {
        "partner_id": table.text(row, "partner_id"),
        "organisation": " ".join(table.text(row, "organisation").split()),
        "country": country_code(country) or "",
    } | {
        f"{' '.join(column.header.split())} (as written)": table.cell_text(row, column.index)
        for column in table.of_role("granted", "cost")
    }
    return {key: text.replace(";", ",") if key == "partner_id" else text for key, text in found.items() if text}


def _numbered(keys: list[tuple[str, str]]) -> list[str]:
    total, seen = Counter(keys), Counter[tuple[str, str]]()
    names = []
    for key in keys:
        seen[key] += 1
        names.append(key[1] if total[key] == 1 else f"{key[1]}-{seen[key]}")
    return names


def _added(found: list[tuple[Ask, Funder, Decimal]], findings: Findings) -> list[Request]:
    """One request a proposal and funder; columns that were stated to be one funder are added."""
    sums: dict[tuple[str, str], Request] = {}
    for ask, funder, amount in found:
        key = (ask.application_id, funder.funder_id)
        if key in sums:
            sums[key] = replace(sums[key], amount=sums[key].amount + amount)
        else:
            beside = {"country": funder.country} if funder.country else {}
            sums[key] = Request(ask.application_id, funder.funder_id, funder.funder_id, amount, funder.currency, beside)
    findings.say("a column a funder: partner_id is the funder_id")
    return list(sums.values())
