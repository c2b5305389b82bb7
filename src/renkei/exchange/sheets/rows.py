"""What each row is: a proposal, a total, a budget, a raise, a note ... and which rows may be two things."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from renkei.exchange.sheets.amounts import is_nothing
from renkei.exchange.sheets.cells import Grid
from renkei.exchange.sheets.columns import Column
from renkei.exchange.sheets.layout import Header, is_number
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.units import find_unit, is_unit
from renkei.exchange.sheets.words import has_word, match, normal, words_of

MONEY_ROLES = frozenset({"", "funder_amount", "funder_cost", "funder_other", "granted", "amount", "total", "cost"})
NAMES = ("application_id", "number", "title", "acronym")
_LABELS = frozenset(words_of("rows"))


@dataclass(frozen=True)
class Row:
    """One row and what it is; `label` is the text by which it was known."""

    index: int
    kind: str
    label: str = ""

    @property
    def number(self) -> int:
        """The row's number in the spreadsheet."""
        return self.index + 1


@dataclass(frozen=True)
class Table:
    """The grid, its header, its columns and its rows: what the rest of the reading works on."""

    grid: Grid
    header: Header
    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    is_long: bool = False

    def role(self, name: str) -> Column | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role == name), None)

    def of_role(self, *names: str) -> list[Column]:
        """All columns of these roles."""
        return [column for column in self.columns if column.role in names]

    def text(self, row: int, role: str) -> str:
        """The text of a row in the column of a role, empty where there is none; merged cells hold for all rows."""
        column = self.role(role)
        return "" if column is None else self.cell_text(row, column.index)

    def cell_text(self, row: int, index: int) -> str:
        """A cell's text, or that of the merged area over it."""
        area = self.grid.covering(row, index)
        return self.grid.text(area[0], area[1]) if area and area[1] == area[3] else self.grid.text(row, index)

    def of_kind(self, kind: str) -> list[Row]:
        """All rows of a kind."""
        return [row for row in self.rows if row.kind == kind]


def read_rows(table: Table, outside: Iterable[int], mapping: SheetMapping, findings: Findings) -> list[Row]:
    """Every row of the sheet apart from the header and the rows outside (another table), classified."""
    skipped = {*table.header.rows, *outside}
    rows: list[Row] = []
    for index in range(table.grid.height):
        if index not in skipped:
            rows.append(_read_row(table, index, rows, mapping, findings))
    return rows


def only_label_words(text: str) -> bool:
    """Say whether a label holds nothing but words of labels, units and years."""
    rest = normal(re.sub(r"[\d.,:;()\[\]]+", " ", find_unit(text).rest))
    known = sorted({normal(word) for words in words_of("rows").values() for word in words}, key=len, reverse=True)
    fillers = {normal(word) for word in words_of("notes")["fillers"]}
    for word in known:
        rest = f" {rest} ".replace(f" {word} ", " ") if word.isascii() or " " in word else rest.replace(word, " ")
    return all(word in fillers for word in rest.split())


def _read_row(table: Table, index: int, above: list[Row], mapping: SheetMapping, findings: Findings) -> Row:
    stated = mapping.rows.get(index)
    texts = _texts(table, index)
    label = _label(texts)
    if stated:
        return Row(index, "left out" if stated == "ignore" else stated, label)
    if not table.grid.filled(index):
        return Row(index, "blank")
    if _repeats_header(table, index):
        return Row(index, "header")
    if len(table.grid.filled(index)) == 1 and not _is_lone_amount(table, index):
        return Row(index, "note", " ".join(texts.values()))
    if _outside_stated(index, mapping):
        return Row(index, _meaning(label) if label and len(texts) == 1 else "left out", label)
    return (
        _long_row(table, index, texts, label)
        if table.is_long
        else _wide_row(table, index, above, texts, label, findings)
    )


def _is_lone_amount(table: Table, index: int) -> bool:
    """A figure alone below the header in a column of money is no note: whose it is must be asked."""
    return index > table.header.rows[-1] and _has_money(table, index)


def _outside_stated(index: int, mapping: SheetMapping) -> bool:
    before = mapping.first_row is not None and index < mapping.first_row
    return before or (mapping.last_row is not None and index > mapping.last_row)


def _texts(table: Table, index: int) -> dict[int, str]:
    """The texts that describe a row: no figures, no units, no dashes, nothing from the funders' columns."""
    found = {}
    for column in table.grid.filled(index):
        text = table.grid.text(index, column)
        role = next((one.role for one in table.columns if one.index == column), "extra")
        if role in {"", "funder_amount", "funder_cost", "funder_other"} and _is_answer_like(text):
            continue
        if not is_number(table.grid, index, column) and not is_unit(text) and not is_nothing(text):
            found[column] = text
    return found


def _is_answer_like(text: str) -> bool:
    found = match("answers", text)
    return bool(found and found.whole)


def _label(texts: dict[int, str]) -> str:
    return next((text for text in texts.values() if match("rows", text)), "")


def _meaning(label: str) -> str:
    found = match("rows", label)
    return found.meaning if found else "note"


def _repeats_header(table: Table, index: int) -> bool:
    same = [
        column for column in table.columns if column.header and table.grid.text(index, column.index) == column.header
    ]
    return len(same) >= 2 and len(same) * 2 >= len(table.grid.filled(index))


def _has_money(table: Table, index: int) -> bool:
    return any(is_number(table.grid, index, column.index) for column in table.columns if column.role in MONEY_ROLES)


def _has_place(table: Table, index: int) -> bool:
    return any(is_number(table.grid, index, column.index) for column in table.of_role("score", "rank"))


def _wide_row(table: Table, index: int, above: list[Row], texts: dict[int, str], label: str, findings: Findings) -> Row:
    named = {role: table.text(index, role) for role in NAMES if table.role(role)}
    key = next(iter(named.values()), "")
    is_below_header = index > table.header.rows[-1]
    if label and _is_label_row(table, index, texts, label, key):
        return Row(index, _meaning(label), label)
    if label and is_below_header and _may_be_either(table, index, texts, label):
        _ask_row(findings, index, label, _meaning(label))
        return Row(index, "application", label)
    if not is_below_header:
        if texts and _has_money(table, index):
            _ask_figures_above(findings, index, " ".join(texts.values()))
        return Row(index, "note", " ".join(texts.values()))
    if any(named.values()):
        return _named_row(table, index, above, texts, findings)
    if _has_money(table, index):
        _ask_row(findings, index, " ".join(texts.values()) or "amounts without a label", "total")
        return Row(index, "left out")
    return Row(index, "note", " ".join(texts.values()))


def _is_label_row(table: Table, index: int, texts: dict[int, str], label: str, key: str) -> bool:
    """A label alone before figures; in the only column of names it must be nothing but a label."""
    has_rank = any(is_number(table.grid, index, column.index) for column in table.of_role("rank"))
    if has_rank or (key and key != label):
        return False
    if _has_place(table, index) and _meaning(label) != "derived":
        return False
    if len(texts) > 1:
        return only_label_words(label)
    return key != label or only_label_words(label) or len([role for role in NAMES if table.role(role)]) > 1


def _may_be_either(table: Table, index: int, texts: dict[int, str], label: str) -> bool:
    """A row with the marks of a proposal whose name is nothing but a label."""
    names = [table.text(index, role) for role in NAMES if table.role(role)]
    others = [name for name in names if name and name != label]
    if len([name for name in names if name]) > 1 and others:
        return False
    return label in names and (only_label_words(label) or not others)


def _ask_figures_above(findings: Findings, index: int, label: str) -> None:
    findings.ask(
        f"rows.{index + 1}",
        f"row {index + 1} ({label}) holds figures above columns of money, and its words are not known",
        ["they are budgets or raises of the funders", "they mean something else"],
        *(
            Answer(("rows", kind), f"[{index + 1}] if they are")
            for kind in ("budget", "confirmed_raise", "possible_raise")
        ),
        Answer(("rows", "ignore"), f"[{index + 1}] if they mean something else"),
    )


def _is_about_scores(label: str) -> bool:
    """Say whether a short label holds a word for thresholds or weights."""
    return len(label) < 40 and any(has_word("notes", kind, label) for kind in ("threshold", "weight"))


def _ask_about_scores(findings: Findings, index: int, label: str) -> None:
    findings.ask(
        f"rows.{index + 1}",
        f"row {index + 1} ({label}) may be a proposal, or say something of the scores",
        [
            "it is a proposal",
            "it states thresholds, weights or maxima (threshold:, thresholds:, scale: in the mapping)",
        ],
        Answer(("rows", "application"), f"[{index + 1}] if it is a proposal"),
        Answer(("rows", "ignore"), f"[{index + 1}] if it is none"),
        Answer(("threshold",), "the threshold on the total score, or none"),
    )


def _ask_row(findings: Findings, index: int, label: str, kind: str) -> None:
    findings.ask(
        f"rows.{index + 1}",
        f"row {index + 1} ({label}) may be a proposal or a line that belongs to none ({kind})",
        ["it is a proposal", f"it is a line of the kind {kind}"],
        Answer(("rows", "application"), f"[{index + 1}] if it is a proposal"),
        Answer(("rows", "ignore"), f"[{index + 1}] if it is to be left out (or another kind: total, budget ...)"),
    )


def _named_row(table: Table, index: int, above: list[Row], texts: dict[int, str], findings: Findings) -> Row:
    """A row with a name: a proposal, unless it stands apart and has neither figures nor a status."""
    if len(texts) == 1 and not _has_money(table, index) and _is_about_scores(next(iter(texts.values()))):
        _ask_about_scores(findings, index, next(iter(texts.values())))
        return Row(index, "left out", next(iter(texts.values())))
    follows = bool(above) and above[-1].kind in {"application", "header", "note"} and above[-1].index == index - 1
    first = index == table.header.rows[-1] + 1
    if _has_money(table, index) or _has_place(table, index) or follows or first:
        return Row(index, "application")
    if any(match("status", text) for text in texts.values()):
        return Row(index, "application")
    _ask_row(findings, index, " ".join(texts.values()), "note")
    return Row(index, "left out", " ".join(texts.values()))


def _long_row(table: Table, index: int, texts: dict[int, str], label: str) -> Row:
    """A row of a sheet with a row a partner: it names a funder, or it is a label or a note."""
    funder = table.text(index, "funder")
    if index <= table.header.rows[-1]:
        return Row(index, _meaning(label) if label and _has_money(table, index) else "note", " ".join(texts.values()))
    if label and (not funder or funder == label) and only_label_words(label.replace(_group_name(table, index), "")):
        return Row(index, _meaning(label), label)
    if label and not funder and has_word("rows", "total", label):
        return Row(index, "total", label)
    if funder or _has_money(table, index):
        return Row(index, "partner", " ".join(texts.values()))
    return Row(index, "note", " ".join(texts.values()))


def _group_name(table: Table, index: int) -> str:
    """The name of the application above, which a subtotal's label may repeat."""
    for row in range(index - 1, table.header.rows[-1], -1):
        for role in ("acronym", "application_id", "number", "title"):
            name = table.cell_text(row, column.index) if (column := table.role(role)) else ""
            if name:
                return name
    return "\0"
