"""The canonical projection of a table: what decides, as text, whatever file it came from."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.money import decimal_text
from renkei.records.canonical import sha256
from renkei.tables import TABLES, Table

SEPARATOR = "\x1f"
PROJECTED = (
    "applications", "criteria_scores", "requests", "funders", "pots", "contributions", "rates", "rankings",
    "endorsements", "exclusive",
)  # fmt: skip


def hashes(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Table name → SHA-256 of its canonical projection, for those of `PROJECTED` that exist."""
    return {name: sha256(projection(TABLES[name], tables[name])) for name in PROJECTED if name in tables}


def projection(table: Table, frame: pl.DataFrame) -> bytes:
    """The canonical projection of a table: UTF-8, a line a row, the first the names of the deciding columns.

    Takes a frame with the types of `renkei.tables` (amounts in minor units); deciding columns that it lacks count as
    empty. Raises ValueError where a text holds a line break or U+001F, which would let two tables look alike.
    """
    columns = table.deciding
    rows = sorted(
        ([_cell(row.get(name)) for name in columns] for row in frame.iter_rows(named=True)),
        key=lambda cells: [cells[columns.index(name)] for name in table.key],
    )
    return "".join(SEPARATOR.join(cells) + "\n" for cells in ([*columns], *rows)).encode()


def _cell(value: Any) -> str:  # noqa: PLR0911 - one line a type
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return decimal_text(value)
        case date():
            return value.isoformat()
        case list():
            return _plain(";".join(value))
        case int():
            return str(value)
        case _:
            return _plain(value)


def _plain(text: str) -> str:
    if SEPARATOR in text or "\n" in text:
        raise ValueError(f"{text!r} holds a line break or U+001F, which no deciding column may")
    return text
