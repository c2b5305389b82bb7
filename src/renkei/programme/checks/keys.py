"""Keys: each stands once, and no two differ only in a way that eyes do not see."""

from collections.abc import Callable, Iterator

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.source import Checked
from renkei.tables import Kind


def check_keys(table: Checked) -> Iterator[Defect]:
    """Duplicate keys (both rows named), and identifiers that differ only in case, width or Unicode form."""
    source = table.source
    keys = pl.DataFrame([source.text(name) for name in source.table.key])
    yield from _repeated(table, keys, _first_rows(source.rows, keys), "a key stands once in its table", _same_key)
    last = source.table.key[-1]
    if source.table.column(last).kind is not Kind.ID:
        return
    alike = keys.with_columns(pl.col(last).str.normalize("NFKC").str.to_lowercase())
    first = _first_rows(source.rows, alike)
    other = _first_rows(source.rows, keys) == source.rows  # repeats of one spelling are said above
    first = pl.select(pl.when(other).then(first).otherwise(source.rows)).to_series()
    rule = "identifiers differ in more than case or the form of their signs"
    yield from _repeated(table, keys, first, rule, _look_alike)


def _first_rows(rows: pl.Series, keys: pl.DataFrame) -> pl.Series:
    """For each row the first row with its key; its own number where the key has an empty part."""
    full = pl.all_horizontal(pl.col(keys.columns).is_not_null())
    first = pl.col("#row").first().over(keys.columns)
    return keys.with_columns(rows.alias("#row")).select(pl.when(full).then(first).otherwise("#row")).to_series()


def _repeated(
    table: Checked, keys: pl.DataFrame, first: pl.Series, rule: str, remedy: Callable[[int], str]
) -> Iterator[Defect]:
    """A defect for each row whose `first` is another; the remedy names that row."""
    source, again = table.source, first != table.source.rows
    rows, firsts = source.rows.filter(again).to_list(), first.filter(again).to_list()
    for row, parts, before in zip(rows, keys.filter(again).rows(), firsts, strict=True):
        yield Defect(source.file, row, source.table.key[-1], ", ".join(parts), rule, remedy(before))


def _same_key(row: int) -> str:
    return say("row {row} has the same: delete one of the two, or name one anew", row=row)


def _look_alike(row: int) -> str:
    return say("row {row} differs only in case or form: write both alike if one is meant, or name one anew", row=row)
