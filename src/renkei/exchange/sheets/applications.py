"""The proposals of a sheet: identifiers, titles, scores, ranks, statuses, and the columns kept beside them."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from renkei.exchange.sheets.amounts import Cell, is_nothing, read_cell, score_part
from renkei.exchange.sheets.cells import cell_name
from renkei.exchange.sheets.columns import Column
from renkei.exchange.sheets.figures import read_figure
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.marks import Marks
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.rows import Table
from renkei.exchange.sheets.statuses import STATUS_ANSWER, plain_status
from renkei.tables import APPLICATIONS, DECIMALS

_LARGEST_SCORE = 10**6
# the first of tied places: "3=", "=3", "3-4", "3/4"
_RANK = re.compile(r"^\D{0,2}?(\d{1,9})(?:\.|st|nd|rd|th|er|e|º|°|ª|位)?(?:=|\s*[-–/]\s*\d{1,9})?\.?$")
KEPT_ROLES = (
    "acronym",
    "coordinator",
    "decision",
    "remarks",
    "field",
    "abstract",
    "keywords",
    "extra",
    "number",
    "status",
    "eligible",
    "organisation",
    "country",
    "granted",
    "funder_other",
    "funder_cost",
)


@dataclass(frozen=True)
class Application:
    """One proposal; `row` is the first of its rows in the sheet, from 0."""

    row: int
    application_id: str
    title: str
    score: Decimal | None
    rank: int | None
    status: str | None
    ground: str
    criteria: dict[str, Decimal] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)


def settle_names(table: Table, rows: list[int], findings: Findings) -> tuple[Column, Column] | None:
    """The columns of the identifier and the title; what stands in for a missing one is said."""
    naming = {role: table.role(role) for role in ("application_id", "number", "acronym", "title")}
    key = naming["application_id"] or naming["number"]
    if key is None:
        key = next(
            (one for role in ("acronym", "title") if (one := naming[role]) and _is_distinct(table, one, rows)), None
        )
        if key is not None:
            findings.say(f"no column of identifiers: column {key.shown} identifies the proposals")
    title = naming["title"] or naming["acronym"] or key
    if key is None or title is None:
        _ask_names(findings)
        return None
    if naming["title"] is None:
        findings.say(f"no column of titles: column {title.shown} is taken as the title")
    return key, title


def read_application(
    table: Table,
    row: int,
    names: tuple[Column, Column],
    marks: Marks,
    status: tuple[str | None, str],
    maximum: Decimal | None,
    mapping: SheetMapping,
    findings: Findings,
) -> Application:
    """One proposal's row; whatever cannot be read is a defect at its cell."""
    key = table.cell_text(row, names[0].index)
    if not key:
        findings.defect(
            row,
            names[0].shown,
            "",
            "a proposal has an identifier",
            "write it, or leave the row out (`rows: {ignore: [...]}`)",
        )
    score = table.role("score")
    criteria = {
        " ".join(column.name.split()) if column.word == "stated" else " ".join(column.header.split()): value
        for column in table.of_role("criterion")
        if (value := read_score(table, row, column, marks, maximum, mapping, findings)) is not None
    }
    return Application(
        row,
        " ".join(key.replace(";", ",").split()),
        " ".join(table.cell_text(row, names[1].index).split()) or key,
        read_score(table, row, score, marks, maximum, mapping, findings) if score else None,
        _rank(table, row, findings),
        *status,
        criteria,
        _beside(table, row, names),
    )


def read_score(
    table: Table,
    row: int,
    column: Column,
    marks: Marks,
    maximum: Decimal | None,
    mapping: SheetMapping,
    findings: Findings,
) -> Decimal | None:
    """A score as printed; None where there is none or a status stands in its place."""
    cell = read_cell(table.grid, row, column.index)
    if cell.state == "text":
        figure = read_figure(score_part(cell.shown))
        cell = Cell("figure", figure, shown=cell.shown, is_text=True) if figure and not figure.beside else cell
    if cell.state == "text" and not plain_status(cell.shown) and not _is_settled(row, cell.shown, mapping):
        findings.defect(
            row, column.shown, cell.shown, "a score is a number", "mend it, or write it under cells: in the mapping"
        )
    if cell.state in {"error", "uncached", "date"}:
        findings.defect(
            row, column.shown, cell.shown, _why(cell), "mend it, or write the score under cells: in the mapping"
        )
    value = _within(cell, maximum) if cell.figure and cell.figure.is_open else marks.value(cell, column.index)
    if value is None and cell.figure is not None and cell.figure.is_open:
        value = marks.value(cell, column.index)
    if (
        cell.figure is not None
        and value is None
        and not any(one.topic.startswith("decimal") for one in findings.questions)
    ):
        findings.defect(
            row,
            column.shown,
            cell.shown,
            f"is no number with {marks.why}",
            "mend it, or write it under cells: in the mapping",
        )
    if value is not None and abs(value) >= _LARGEST_SCORE:
        findings.defect(
            row, column.shown, cell.shown, "a score is below a million", "mend it, or state the score's column"
        )
    return None if value is None else _printed(value, cell, row, column, mapping, findings)


def ask_unplaced(found: list[Application], mapping: SheetMapping, findings: Findings) -> None:
    """Ask about proposals without score (or, where none has a score, without rank) and without status."""
    what = "score" if any(one.score is not None for one in found) else "rank"
    unknown = [
        one
        for one in found
        if one.application_id
        and getattr(one, what) is None
        and one.status is None
        and one.row not in mapping.status_rows
    ]
    if unknown and len(unknown) < len(found):
        findings.ask(
            "status_rows.unscored",
            f"no {what} and no status: {', '.join(f'{one.application_id} (row {one.row + 1})' for one in unknown)}",
            [
                "they are out of the selection (withdrawn, ineligible or excluded)",
                f"they stay in it without a {what} (eligible)",
                "they are no proposals (rows: {ignore: [...]}, or budget, total ...)",
            ],
            *(Answer(("status_rows", str(one.row + 1)), STATUS_ANSWER) for one in unknown),
        )


def _is_settled(row: int, text: str, mapping: SheetMapping) -> bool:
    return row in mapping.status_rows or text.casefold() in mapping.status_words


def _why(cell: Cell) -> str:
    if cell.state == "date":
        return "the spreadsheet turned a number into a date"
    return "a formula has no stored value" if cell.state == "uncached" else "a formula is in error"


def _within(cell: Cell, maximum: Decimal | None) -> Decimal | None:
    """The one reading of an open figure that lies within the scale."""
    if maximum is None or cell.figure is None:
        return None
    inside = [value for value in (cell.figure.comma, cell.figure.point) if value is not None and value <= maximum]
    return inside[0] if len(inside) == 1 else None


def _printed(
    value: Decimal, cell: Cell, row: int, column: Column, mapping: SheetMapping, findings: Findings
) -> Decimal:
    """The score as printed: scores that tie in print must tie here, so that hidden decimals are asked about."""
    if mapping.score_decimals is not None:
        return round_half_up(value, mapping.score_decimals)
    if cell.decimals is not None and round_half_up(value, cell.decimals) != value:
        _ask_decimals(
            f"shows {round_half_up(value, cell.decimals):f} and holds {value:f}", row, column, cell.decimals, findings
        )
    elif round_half_up(value, DECIMALS) != value:
        _ask_decimals(f"holds {value:f}, more decimals than a published score has", row, column, 2, findings)
        return round_half_up(value, DECIMALS)
    return value


def _ask_decimals(what: str, row: int, column: Column, decimals: int, findings: Findings) -> None:
    if any(question.topic == "score_decimals" for question in findings.questions):
        return
    findings.ask(
        "score_decimals",
        f"the score in {cell_name(row, column.index)} {what}",
        [
            f"scores are published with {decimals} decimals, and equal ones tie",
            "scores count with all their decimals, up to 6",
        ],
        Answer(("score_decimals",), f"{decimals}, or another number up to {DECIMALS}"),
    )


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value with so many decimals at most, halves away from zero."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return value if rounded == value else rounded


def _rank(table: Table, row: int, findings: Findings) -> int | None:
    column = table.role("rank")
    if column is None:
        return None
    place, text = (row, column.index), table.cell_text(row, column.index)
    if place in table.grid.uncached or place in table.grid.errors:
        why = _why(read_cell(table.grid, *place))
        remedy = f"save the file in a spreadsheet, or leave the column out (`columns: {{ignore: [{column.letter}]}}`)"
        findings.defect(row, column.shown, table.grid.errors.get(place, ""), why, remedy)
        return None
    found = _RANK.match(text)
    if found and int(found[1]) > 0:
        return int(found[1])
    if not is_nothing(text) and not plain_status(text):
        findings.defect(
            row,
            column.shown,
            text,
            "a rank is a whole number from 1",
            "mend it, or write it under cells: in the mapping",
        )
    return None


def _beside(table: Table, row: int, names: tuple[Column, Column]) -> dict[str, str]:
    """The columns kept beside the contract's own, under their role or their header."""
    kept: dict[str, str] = {}
    for column in table.columns:
        if (
            column.role not in KEPT_ROLES
            or column in names
            or (column.role in {"organisation", "country", "granted"} and table.is_long)
        ):
            continue
        name = _kept_name(column)
        while name.casefold() in {one.casefold() for one in kept} or (name != column.role and _is_contract_name(name)):
            name = f"{name} ({column.letter})"
        kept[name or column.letter] = " ".join(table.cell_text(row, column.index).split())
    return kept


def _is_contract_name(name: str) -> bool:
    return "_".join(name.casefold().split()) in APPLICATIONS.names


def _kept_name(column: Column) -> str:
    """The header, with the group above it where it is one of a funder's measures; the role of the others."""
    if column.role in {"funder_other", "funder_cost"}:
        return " ".join(f"{column.group} {column.header}".split())
    if column.role in {"extra", "status", "number", "eligible", "organisation", "country", "granted"}:
        return " ".join(column.header.split())
    return column.role


def _is_distinct(table: Table, column: Column, rows: list[int]) -> bool:
    texts = [table.cell_text(row, column.index) for row in rows]
    return bool(texts) and len(set(texts)) == len(texts) and all(texts) and not any(";" in text for text in texts)


def _ask_names(findings: Findings) -> None:
    findings.ask(
        "columns.application_id",
        "no column identifies the proposals",
        ["a column holds their numbers or codes", "a column holds their titles"],
        Answer(("columns", "application_id"), "the column's letter"),
        Answer(("columns", "title"), "the column's letter"),
    )
