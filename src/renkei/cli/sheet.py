"""A frame as the bytes of a file; in CSV text is never taken for a formula."""

import io

import polars as pl

from renkei.programme.escape import escaped


def csv_of(frame: pl.DataFrame) -> bytes:
    """Comma, UTF-8, lines ended by a line feed; decimals without trailing zeros, texts escaped."""
    decimals = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Decimal)]
    plain = pl.col(decimals).cast(pl.String).str.replace(r"(\.\d*?)0+$", "${1}").str.strip_suffix(".")
    return frame.with_columns(escaped(pl.col(pl.String))).with_columns(plain).write_csv(line_terminator="\n").encode()


def bytes_of(frame: pl.DataFrame, parquet: bool) -> bytes:
    """A Parquet file, or a CSV file as `csv_of` writes it, with yes and no."""
    if parquet:
        content = io.BytesIO()
        frame.write_parquet(content)
        return content.getvalue()
    truths = pl.col(pl.Boolean)
    return csv_of(frame.with_columns(pl.when(truths).then(pl.lit("yes")).when(~truths).then(pl.lit("no")).name.keep()))
