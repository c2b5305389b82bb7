"""A frame as the bytes of a CSV file; text is never taken for a formula."""

import polars as pl

from renkei.programme.escape import escaped


def csv_of(frame: pl.DataFrame) -> bytes:
    """Comma, UTF-8, lines ended by a line feed; decimals without trailing zeros, texts escaped."""
    decimals = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Decimal)]
    plain = pl.col(decimals).cast(pl.String).str.replace(r"(\.\d*?)0+$", "${1}").str.strip_suffix(".")
    return frame.with_columns(escaped(pl.col(pl.String))).with_columns(plain).write_csv(line_terminator="\n").encode()
