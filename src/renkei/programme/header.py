"""From records to a text table: which record is the header, which columns it names, which rows are whole."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from renkei.defects import Defect, say
from renkei.limits import COLUMNS
from renkei.programme.nearness import folded, nearest_word
from renkei.programme.source import Source, whole
from renkei.tables import Table

Record = Sequence[str | None]
SEARCHED = 30  # records among which a header is looked for


def settle(table: Table, file: str, records: Sequence[Record], found: list[Defect]) -> Source | None:
    """The text table that the records hold, or None when no header can be found; defects go to `found`."""
    if _too_wide(file, max(map(len, records[:SEARCHED]), default=0), found):
        return None
    if not any(_filled(record) for record in records):
        found.append(whole(file, "a table has a header", say("write one: {list}", list=", ".join(table.required))))
        return None
    at = header_at(table, records)
    if at is None:
        first = next(record for record in records if _filled(record))
        shown = ", ".join(str(cell) for cell in first if cell)[:80]
        remedy = say("put a header above: {list}", list=", ".join(table.required))
        found.append(whole(file, "the first row names the columns", remedy, value=shown))
        return None
    if at:
        remedy = say("row {row} of the file looks like the header: delete the rows above it", row=at + 1)
        found.append(whole(file, "the first row names the columns", remedy))
    names = _names(table, file, records[at], found)
    found.extend(_misnamed(table, file, names))
    return _body(table, file, names, records[at + 1 :], found)


def settle_frame(table: Table, file: str, frame: pl.DataFrame, found: list[Defect]) -> Source | None:
    """The text table that a frame of texts holds, its column names settled, or None; defects go to `found`."""
    if _too_wide(file, frame.width, found):
        return None
    names = _names(table, file, frame.columns, found)
    found.extend(_misnamed(table, file, names))
    kept = [column.alias(name) for name, column in zip(names, frame.iter_columns(), strict=True) if name]
    return _without_empty_rows(Source(table, file, pl.DataFrame(kept), pl.int_range(1, frame.height + 1, eager=True)))


def _too_wide(file: str, width: int, found: list[Defect]) -> bool:
    """Whether a table has more columns than any needs, which is said."""
    if width > COLUMNS:
        rule, remedy = say("a table has at most {n:,} columns", n=COLUMNS), "delete those that are not part of the call"
        found.append(whole(file, rule, remedy, value=say("{n:,} columns", n=width)))
    return width > COLUMNS


def _without_empty_rows(source: Source) -> Source:
    """Cells of blanks as null, and no rows of nulls alone."""
    cells = source.frame.with_columns(pl.when(pl.all().str.strip_chars() != "").then(pl.all()))
    filled = cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    return replace(source, frame=cells.filter(filled), rows=source.rows.filter(filled).alias("row"))


def _filled(record: Record) -> bool:
    return any(cell and not cell.isspace() for cell in record)


def header_at(table: Table, records: Sequence[Record]) -> int | None:
    """The first of the leading records that names most of the contract's columns; None when none names any."""
    known = {folded(name) for name in table.names}
    hits = [len({folded(cell) for cell in record if cell} & known) for record in records[:SEARCHED]]
    best = max(hits)
    return hits.index(best) if best else None


def _names(table: Table, file: str, header: Record, found: list[Defect]) -> list[str | None]:
    """Column names, near spellings (case, blanks) set right as a defect each; "" unnamed, None a repeated name."""
    by_fold = {folded(name): name for name in table.names}
    given = [cell or "" for cell in header]
    names = [name if name in table.names else by_fold.get(folded(name), name) for name in given]
    for before, after in zip(given, names, strict=True):
        if before != after:
            rule = "a column is named exactly as in the contract"
            found.append(whole(file, rule, say("rename it to {word}", word=after), column=after, value=before))
    for name, count in Counter(names).items():
        if count > 1 and name and not name.isspace():
            found.append(
                whole(
                    file,
                    "a column name stands once",
                    say("rename or delete {n} of the {all}", n=count - 1, all=count),
                    name,
                )
            )
    stripped = ["" if name.isspace() else name for name in names]
    return [None if name and name in stripped[:at] else name for at, name in enumerate(stripped)]


def _misnamed(table: Table, file: str, names: list[str | None]) -> list[Defect]:
    defects = []
    for missing in (name for name in table.required if name not in names):
        if missing == "partner_id" and "organisation_id" in names:
            continue  # `partners` settles it: the organisation may stand for the partner
        near = nearest_word(missing, (name for name in names if name and name not in table.names))
        remedy = (
            say("rename {near!r} to {word}", near=near, word=missing)
            if near
            else say("add it: {word}", word=table.column(missing).meaning)
        )
        defects.append(whole(file, "a required column is there", remedy, missing))
    return defects


def _body(table: Table, file: str, names: list[str | None], records: Sequence[Record], found: list[Defect]) -> Source:
    width, torn = len(names), set()
    rows, kept = [], []
    for row, record in enumerate(records, start=1):
        if not any(record):
            continue
        if len(record) < width or (len(record) > width and _filled(record[width:])):
            torn.add(row)
            found.append(_ragged(file, row, len(record), width))
        rows.append(row)
        kept.append(record if len(record) == width else [*record[:width], *[None] * (width - len(record))])
    columns = list(zip(*kept, strict=True)) or [()] * width
    found.extend(_unnamed(file, names, columns))
    cells = [pl.Series(name, column, dtype=pl.String) for name, column in zip(names, columns, strict=True) if name]
    numbers = pl.Series("row", rows, dtype=pl.Int64)
    return _without_empty_rows(Source(table, file, pl.DataFrame(cells), numbers, frozenset(torn)))


def _ragged(file: str, row: int, cells: int, width: int) -> Defect:
    remedy = "put a cell that holds a comma in double quotes, and leave no cell out"
    return Defect(
        file, row, "", say("{n} cells", n=cells), say("a row has as many cells as the header: {n}", n=width), remedy
    )


def _unnamed(file: str, names: list[str | None], columns: Sequence[Sequence[str | None]]) -> list[Defect]:
    """Nameless columns that hold something; an empty one is only a trailing comma."""
    return [
        whole(
            file,
            "every column has a name",
            say("name or delete column {n}", n=at + 1),
            value=say("column {n}", n=at + 1),
        )
        for at, (name, column) in enumerate(zip(names, columns, strict=True))
        if name == "" and _filled(column)
    ]
