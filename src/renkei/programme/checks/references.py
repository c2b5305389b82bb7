"""References: an identifier that points at another table is one of its keys."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect
from renkei.programme.nearness import nearest_ids
from renkei.programme.source import Checked, Fault, whole
from renkei.tables import Column, Table, references


def check_references(tables: Mapping[str, Checked], unreadable: frozenset[str]) -> Iterator[Defect]:
    """Unknown identifiers with the nearest known one; tables that are given but `unreadable` prove nothing."""
    for table in tables.values():
        for column, other, name in references(table.source.table):
            if other.name in tables:
                yield from _unknown(table, column, tables[other.name].source.text(name), other)
            elif other.name not in unreadable and table.source.text(column.name).is_not_null().any():
                remedy = f"write {other.name}.csv, which {table.source.file} refers to in {column.name}"
                yield whole(f"{other.name}.csv", "the table is there", remedy)


def _unknown(table: Checked, column: Column, known: pl.Series, other: Table) -> Iterator[Defect]:
    cells = table.source.text(column.name)
    unknown = cells.is_not_null() & ~cells.is_in(known.drop_nulls().unique().implode())
    near = nearest_ids(cells.filter(unknown).unique(), known.drop_nulls().unique()) if unknown.any() else {}

    def say(cell: str) -> Fault:
        remedy = f"write {near[cell]}" if cell in near else "correct it"
        return f"the identifier stands in {other.name}", f"{remedy}, or add it to {other.name}"

    yield from table.faults(column.name, unknown, say)
