"""A Parquet file: typed columns turned to the text that a CSV file would hold."""

from pathlib import Path

import polars as pl

from renkei.defects import Defect
from renkei.programme.header import settle_frame
from renkei.programme.numbers import number_text
from renkei.programme.source import Source, whole
from renkei.tables import Table

_PLAIN = (pl.String, pl.Categorical, pl.Enum, pl.Null)


def read_parquet(path: Path, table: Table, found: list[Defect]) -> Source | None:
    """The text table in a Parquet file, or None when it cannot be read; defects go to `found`."""
    try:
        frame = pl.read_parquet(path, glob=False)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError):
        found.append(whole(path.name, "the file is a readable Parquet file", "export it again"))
        return None
    texts = []
    for column in frame.iter_columns():
        text = as_text(column)
        if text is None:
            remedy = "write it as text, number, date, yes/no or a list of texts"
            found.append(whole(path.name, "a column has a plain type", remedy, column.name, str(column.dtype)))
            text = pl.Series(column.name, [None] * len(column), dtype=pl.String)
        texts.append(text)
    return settle_frame(table, path.name, pl.DataFrame(texts), found)


def as_text(cells: pl.Series) -> pl.Series | None:
    """A typed column as a file's text: yes/no, ISO dates, plain decimals; None when the type has no such form."""
    kind = cells.dtype
    if isinstance(kind, _PLAIN) or kind.is_integer() or kind.is_decimal() or kind == pl.Date:
        return cells.cast(pl.String)
    if kind.is_float():
        plain = [None if value is None else number_text(value) for value in cells.fill_nan(None)]
        return pl.Series(cells.name, plain, dtype=pl.String)
    if kind == pl.Boolean:
        return cells.replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
    if isinstance(kind, pl.Datetime):
        return cells.dt.strftime("%Y-%m-%dT%H:%M:%S").str.strip_suffix("T00:00:00")
    if isinstance(kind, pl.List) and isinstance(kind.inner, _PLAIN):
        return cells.cast(pl.List(pl.String)).list.join(";", ignore_nulls=True)
    return None
