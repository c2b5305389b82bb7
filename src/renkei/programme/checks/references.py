"""References: an identifier that points at another table is one of its keys."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.nearness import nearest_ids
from renkei.programme.source import Checked, Fault, whole
from renkei.tables import Column, references


def check_references(tables: Mapping[str, Checked], unreadable: frozenset[str]) -> Iterator[Defect]:
    """Unknown identifiers with the nearest known one; tables that are given but `unreadable` prove nothing."""
    for table in tables.values():
        for column, other, name in references(table.source.table):
            if other.name in tables:
                yield from _unknown(table, column, tables[other.name], name)
            elif other.name not in unreadable and table.source.text(column.name).is_not_null().any():
                remedy = say(
                    "write {table}, which {file} refers to in {column}",
                    table=f"{other.name}.csv",
                    file=table.source.file,
                    column=column.name,
                )
                yield whole(f"{other.name}.csv", "the table is there", remedy)


def _unknown(table: Checked, column: Column, other: Checked, name: str) -> Iterator[Defect]:
    """Rows that name an unknown identifier; where several mean one that no row names, that one is the defect."""
    cells, known = table.source.text(column.name), other.source.text(name)
    unknown = cells.is_not_null() & ~cells.is_in(known.drop_nulls().unique().implode())
    if not unknown.any():
        return
    wrong, idle = cells.filter(unknown), known.filter(known.is_not_null() & ~known.is_in(cells.implode()))
    meant = nearest_ids(wrong.filter(wrong.is_duplicated()), idle)
    for said, written in meant.items():
        remedy = say("write {said}, or {written} in the rows that say {said}", said=said, written=written)
        yield from other.faults(name, known == written, ("an identifier is written alike in every table", remedy))
    yield from _unknown_elsewhere(
        table, column.name, unknown & ~cells.is_in(list(meant)), known, other.source.table.name
    )


def _unknown_elsewhere(
    table: Checked, column: str, unknown: pl.Series, known: pl.Series, other: str
) -> Iterator[Defect]:
    near = nearest_ids(table.source.text(column).filter(unknown).unique(), known.drop_nulls().unique())

    def fault(cell: str) -> Fault:
        remedy = say("write {word}", word=near[cell]) if cell in near else "correct it"
        return say("the identifier stands in {table}", table=other), say(
            "{remedy}, or add it to {table}", remedy=remedy, table=other
        )

    yield from table.faults(column, unknown, fault)
