"""Text that a spreadsheet would take for a formula, written so that it stays text, and read back as it was.

A text cell of a CSV file beginning with = + - @, tab or carriage return gets an apostrophe before it, as
spreadsheets themselves mark text; one more is put before what already begins so, so that nothing is lost.
"""

import polars as pl

_RISKY = r"^('*[=+\-@\t\r])"


def escaped(cells: pl.Expr) -> pl.Expr:
    """Texts that no spreadsheet runs as a formula."""
    return cells.str.replace(_RISKY, "'${1}")


def unescaped(cells: pl.Expr) -> pl.Expr:
    """The texts that `escaped` was given; others as they are."""
    return cells.str.replace(r"^'('*[=+\-@\t\r])", "${1}")
