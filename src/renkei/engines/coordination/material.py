"""The programmes and projects that are compared: one spelling for each name, amounts in the reporting currency."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from renkei.engines.coordination.exchange import exchanged
from renkei.engines.coordination.options import CoordinationOptions
from renkei.engines.coordination.spelling import one_spelling
from renkei.tables import PROGRAMMES, PROJECTS

SPELLED = ("agency", "field", "region")


@dataclass(frozen=True)
class Material:
    """Both tables in the order of identifiers; in `projects` the funder stands as `agency`."""

    programmes: pl.DataFrame
    projects: pl.DataFrame


def material(tables: Mapping[str, pl.DataFrame], options: CoordinationOptions) -> Material:
    """Both tables with the columns of their contracts; a spelling is the most frequent one of both together."""
    rates = tables.get("rates")
    programmes = _table(tables, PROGRAMMES.name, PROGRAMMES.empty())
    projects = _table(tables, PROJECTS.name, PROJECTS.empty()).rename({"funder_id": "agency"})
    both = pl.concat([programmes.select(SPELLED), projects.select(SPELLED)])
    spelled = both.with_columns(one_spelling(both[name]).alias(name) for name in SPELLED)
    ours, theirs = spelled.head(programmes.height), spelled.tail(projects.height)
    return Material(
        exchanged(programmes.with_columns(ours.get_columns()), ("budget", "spent"), rates, options.reporting),
        exchanged(projects.with_columns(theirs.get_columns()), ("amount",), rates, options.reporting),
    )


def _table(tables: Mapping[str, pl.DataFrame], name: str, empty: pl.DataFrame) -> pl.DataFrame:
    return tables.get(name, empty).select(empty.columns).sort(empty.columns[0])
