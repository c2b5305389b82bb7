"""Which columns are funders, and which currency and unit their headers, the mapping and notes state."""

import re
from collections import defaultdict
from dataclasses import dataclass

from renkei.exchange.sheets.cells import letter
from renkei.exchange.sheets.columns import Column
from renkei.exchange.sheets.mapping import FunderEntry, SheetMapping
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.rows import Table
from renkei.exchange.sheets.statements import Statement
from renkei.exchange.sheets.units import Unit
from renkei.exchange.sheets.words import normal


@dataclass(frozen=True)
class Funder:
    """One funder as read: a column of the sheet (index), or none where the sheet has a row a partner."""

    funder_id: str
    name: str
    country: str | None
    index: int | None
    header: str
    unit: Unit = Unit()
    why_unit: str = ""
    factor: int = 1
    currency: str = ""
    stated_unit: bool = False
    currency_from_budget: bool = False

    @property
    def key(self) -> str:
        """The key of this funder in a mapping: its column's letters, or its identifier."""
        return self.funder_id if self.index is None else letter(self.index)


def find_funders(table: Table, notes: dict[Unit, Statement], mapping: SheetMapping, findings: Findings) -> list[Funder]:
    """The funders' columns with their identifiers, countries, units; doubts as questions."""
    columns = [column for column in table.columns if may_be_funder(column)]
    found = [_of_column(column, notes, mapping) for column in columns if _is_used(table, column, findings)]
    _ask_doubles(found, mapping, findings)
    _ask_nameless([funder for funder in found if funder.key not in mapping.funders], findings)
    return found


def is_backed(table: Table, column: Column) -> bool:
    """Say whether anything but its figures shows that a column is a funder's: a country, a unit, a group, a budget."""
    if column.role == "funder_amount" or column.word == "stated" or column.country:
        return True
    if column.unit.says_something or column.group_unit.says_something:
        return True
    if column.group_role in {"amount", "funder", "budget", "total"}:
        return True
    labelled = [
        row
        for kind in ("budget", "confirmed_raise", "possible_raise", "top_up_entitled")
        for row in table.of_kind(kind)
    ]
    return any(table.grid.holds(row.index, column.index) for row in labelled)


def identity(text: str, fallback: str) -> tuple[str, str]:
    """A funder's identifier and name from its header: an acronym in brackets is the identifier."""
    name = " ".join(text.replace(";", ",").split()) or fallback
    name = re.sub(r"^[(\[]([^()\[\]]+)[)\]]$", r"\1", name)
    acronym = re.search(r"[(\[]([^()\[\]]{2,20})[)\]]\s*$", name)
    if acronym and acronym[1].isupper():
        return acronym[1].strip(), name
    first = re.match(r"([A-ZÀ-Þ0-9.&-]{2,15})(?:\s*[:(]|\s+[–-])\s*\S", name)
    return (first[1] if first and " " not in first[1] else name), name


def may_be_funder(column: Column) -> bool:
    """Say whether a column's words and contents let it be a funder's."""
    if column.role == "" and column.content == "figures":
        return True
    return column.role == "funder_amount" or (column.role == "" and column.content != "texts" and bool(column.header))


def _is_used(table: Table, column: Column, findings: Findings) -> bool:
    """A column is a funder's if something backs it; without figures and backing it is left out, and said."""
    if column.content == "figures" or is_backed(table, column):
        return True
    findings.say(f"column {column.shown} holds nothing and is left out")
    return False


def _of_column(column: Column, notes: dict[Unit, Statement], mapping: SheetMapping) -> Funder:
    entry = mapping.funders.get(column.letter, FunderEntry())
    text = (
        column.name
        or (column.group if column.role == "funder_amount" and column.word != "stated" else "")
        or column.country
        or column.header
    )
    funder_id, name = identity(text, column.letter)
    if not column.name and column.country:
        name = " ".join(column.header.split()) or name
    unit, why = _unit(column, notes, mapping)
    return Funder(
        entry.funder_id or funder_id,
        entry.name or name,
        entry.country or column.country,
        column.index,
        column.header,
        unit,
        why,
    )


def _unit(column: Column, notes: dict[Unit, Statement], mapping: SheetMapping) -> tuple[Unit, str]:
    """The unit nearest to the column: its own header, the mapping's, its group's, a note's."""
    general = Unit(mapping.unit, (mapping.currency,) if mapping.currency else ())
    note = next(iter(notes)) if len(notes) == 1 else Unit()
    chain = [
        (column.unit, "its header"),
        (general, "the mapping"),
        (column.group_unit, "its group header"),
        (note, "a note"),
    ]
    said = [(unit, why) for unit, why in chain if unit.says_something]
    factor = next((unit.factor for unit, _ in said if unit.factor is not None or unit.is_vague), None)
    currencies = next((unit.currencies for unit, _ in said if unit.currencies), ())
    if _clashes(said):
        factor = None
    is_vague = factor is None and any(unit.is_vague for unit, _ in said)
    return Unit(factor, currencies, is_vague=is_vague), " and ".join(dict.fromkeys(why for _, why in said))


def _clashes(said: list[tuple[Unit, str]]) -> bool:
    """A currency without a factor near, under a factor with a currency far: EUR under k€, JPY under k€."""
    near = said[0][0] if said else Unit()
    return (
        bool(near.currencies) and near.factor is None and any(unit.factor and unit.currencies for unit, _ in said[1:2])
    )


def ask_clashes(table: Table, notes: dict[Unit, Statement], mapping: SheetMapping, findings: Findings) -> None:
    """Ask where a column's own currency stands under a group header, or a note, with another unit."""
    for column in table.columns:
        entry = mapping.funders.get(column.letter, FunderEntry())
        if not may_be_funder(column) or entry.unit or mapping.unit:
            continue
        far = (
            column.group_unit if column.group_unit.says_something else next(iter(notes)) if len(notes) == 1 else Unit()
        )
        if _clashes([(column.unit, ""), (far, "")]):
            findings.ask(
                f"funders.{column.letter}.unit",
                f"column {column.shown} is in {'/'.join(column.unit.currencies)} "
                f"under amounts in {far.factor} {'/'.join(far.currencies)}",
                [
                    f"it is in units of 1 {'/'.join(column.unit.currencies)}",
                    f"it is in units of {far.factor} {'/'.join(column.unit.currencies)}",
                ],
                Answer(("funders", column.letter, "unit"), f"1 or {far.factor}"),
            )
    if len(notes) > 1 and not (mapping.unit or mapping.currency):
        said = "; ".join(f"{one.where}: {one.text!r}" for one in notes.values())
        bare = [
            column
            for column in table.columns
            if may_be_funder(column) and not column.unit.factor and not column.group_unit.factor
        ]
        if bare:
            findings.ask(
                "unit",
                f"several units are stated for all amounts ({said})",
                list(dict.fromkeys(one.text for one in notes.values())),
                Answer(("unit",), "1, thousand, million ..."),
                Answer(("currency",), "a code such as EUR"),
            )


def _ask_doubles(found: list[Funder], mapping: SheetMapping, findings: Findings) -> None:
    by_id: dict[str, list[Funder]] = defaultdict(list)
    for funder in found:
        by_id[normal(funder.funder_id)].append(funder)
    for same in by_id.values():
        stated = [funder for funder in same if (mapping.funders.get(funder.key) or FunderEntry()).funder_id]
        if len(same) > 1 and len(stated) < len(same):
            findings.ask(
                f"funders.{same[0].funder_id}",
                f"the funder {same[0].funder_id} has {len(same)} columns ({', '.join(funder.key for funder in same)})",
                [
                    "its amounts are to be added: give each column the same funder_id",
                    "they are different funders or measures: give each its own",
                ],
                *(
                    Answer(("funders", funder.key, "funder_id"), f"{funder.funder_id} to add, or another identifier")
                    for funder in same
                ),
            )


def _ask_nameless(found: list[Funder], findings: Findings) -> None:
    for funder in found:
        if not funder.header:
            findings.ask(
                f"funders.{funder.key}",
                f"column {funder.key} holds amounts but has no header",
                ["it is a funder's", "it is to be left out"],
                Answer(("funders", funder.key, "funder_id"), "its identifier"),
                Answer(("columns", "ignore"), f"[{funder.key}] to leave it out"),
            )
