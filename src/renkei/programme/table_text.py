"""A typed table as the text of its file: amounts in major units, decimals as printed, lists with semicolons."""

import io

import polars as pl

from renkei.money import minor_digits
from renkei.programme.escape import escaped
from renkei.tables import Column, Kind, Table

_MOST_DIGITS = 3  # of any currency's minor unit


def csv_bytes(table: Table, frame: pl.DataFrame) -> bytes:
    """The table as CSV (UTF-8, comma, lines ended by a newline); optional columns without any value are left out.

    `frame` has the contract's columns and types and may have further text columns. Text that begins like a
    formula is marked with an apostrophe, which the reader takes off again.
    """
    texts = [_text(column, frame) for column in _written(table, frame)]
    extra = [escaped(pl.col(name)) for name in frame.columns if name not in table.names]
    lines = frame.select(*texts, *extra).rename(lambda name: pl.select(escaped(pl.lit(name))).item())
    return lines.write_csv(line_terminator="\n", quote_style="necessary").encode()


def table_file(table: Table, frame: pl.DataFrame, parquet: bool) -> tuple[str, bytes]:
    """The name and the content of the table's file: NAME.parquet as `plain_frame` has it, or NAME.csv."""
    if not parquet:
        return f"{table.name}.csv", csv_bytes(table, frame)
    content = io.BytesIO()
    plain_frame(table, frame).write_parquet(content)
    return f"{table.name}.parquet", content.getvalue()


def plain_frame(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The table as a Parquet file holds it: numbers, truths and dates typed, amounts decimals of major units."""
    return frame.select(
        *(_plain(column, frame) for column in _written(table, frame)),
        *(name for name in frame.columns if name not in table.names),
    )


def _written(table: Table, frame: pl.DataFrame) -> list[Column]:
    return [column for column in table.columns if column.required or frame[column.name].is_not_null().any()]


def _text(column: Column, frame: pl.DataFrame) -> pl.Expr:  # noqa: PLR0911 - one a kind
    cells = pl.col(column.name)
    match column.kind:
        case Kind.AMOUNT:
            return _major(cells, frame)
        case Kind.DECIMAL:
            return cells.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
        case Kind.YES_NO:
            return pl.when(cells).then(pl.lit("yes")).when(~cells).then(pl.lit("no")).alias(column.name)
        case Kind.CODES:
            return escaped(cells.list.join(";"))
        case Kind.INTEGER | Kind.DATE:
            return cells.cast(pl.String)
        case Kind.TIME:
            return cells.dt.strftime("%Y-%m-%dT%H:%M")
        case _:
            return escaped(cells)


def _plain(column: Column, frame: pl.DataFrame) -> pl.Expr:
    if column.kind is Kind.AMOUNT:
        return _major(pl.col(column.name), frame).cast(pl.Decimal(38, _MOST_DIGITS))
    return pl.col(column.name).list.join(";") if column.kind is Kind.CODES else pl.col(column.name)


def _major(cells: pl.Expr, frame: pl.DataFrame) -> pl.Expr:
    """Minor units as plain decimals with the decimals of their row's currency."""
    digits = {code: minor_digits(code) for code in frame["currency"].unique().drop_nulls()}
    own = pl.col("currency").replace_strict(digits, default=2, return_dtype=pl.Int64)
    sign = pl.when(cells < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    whole, part = cells.abs() // 10**own, cells.abs() % 10**own
    point = pl.when(own > 0).then(pl.lit(".") + part.cast(pl.String).str.zfill(own)).otherwise(pl.lit(""))
    return (sign + whole.cast(pl.String) + point).alias(cells.meta.output_name())
