"""What a coordination comes to."""

from dataclasses import dataclass

import polars as pl

from renkei.engines.coordination.options import CoordinationOptions


@dataclass(frozen=True)
class Coordination:
    """Frames with the columns and types of `renkei.tables.coordination`, each sorted with what weighs most first.

    `placed` has a row for each programme or project, cell and year, of which `cells` is the sum. `unconverted` are
    the currencies without a rate although there is a reporting one.
    """

    options: CoordinationOptions
    placed: pl.DataFrame
    cells: pl.DataFrame
    overlaps: pl.DataFrame
    similar: pl.DataFrame
    complements: pl.DataFrame
    gaps: pl.DataFrame
    themes: pl.DataFrame
    members: pl.DataFrame
    unconverted: tuple[str, ...] = ()
