"""Coordination from tables to tables."""

from collections.abc import Mapping

import polars as pl

from renkei.engines.coordination.aims import similar
from renkei.engines.coordination.cells import cells
from renkei.engines.coordination.complements import complements
from renkei.engines.coordination.gaps import gaps
from renkei.engines.coordination.material import Material, material
from renkei.engines.coordination.options import CoordinationOptions
from renkei.engines.coordination.overlaps import overlaps
from renkei.engines.coordination.placing import known_cells, placed, served_cells
from renkei.engines.coordination.result import Coordination
from renkei.engines.coordination.themes import themes


def coordinate(tables: Mapping[str, pl.DataFrame], options: CoordinationOptions) -> Coordination:
    """Lay programmes and projects over fields, regions, stages and fiscal years: overlaps, complements, gaps, themes.

    `tables` are frames of the contracts `programmes`, `projects` and `rates`, each of which may be absent; amounts
    are in minor units. What each table means is said in docs/coordinate.md.
    """
    ours = material(tables, options)
    rows = placed(ours, options.month)
    known = known_cells(rows)
    served = served_cells(known)
    found, members = themes(_dated(ours, rows), options)
    return Coordination(
        options=options,
        placed=rows,
        cells=cells(rows),
        overlaps=overlaps(served),
        similar=similar(ours.programmes, options.aims),
        complements=complements(served, options.reach),
        gaps=gaps(known, served, options.regions),
        themes=found,
        members=members,
        unconverted=_unconverted(rows, options.reporting),
    )


def _dated(ours: Material, rows: pl.DataFrame) -> pl.DataFrame:
    """The projects with their first and last fiscal year."""
    years = (
        rows.filter(pl.col("level") != "programme")
        .group_by(project_id="id")
        .agg(first_year=pl.col("fiscal_year").min(), last_year=pl.col("fiscal_year").max())
    )
    return ours.projects.join(years, "project_id", how="left", maintain_order="left")


def _unconverted(rows: pl.DataFrame, reporting: str) -> tuple[str, ...]:
    used = rows.filter(pl.col("amount").is_not_null())["currency"].drop_nulls().unique()
    return tuple(sorted(set(used) - {reporting})) if reporting else ()
