"""The record's keys `pots` and `rates`."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from renkei.engines.selection import Selection
from renkei.money import decimal_text


def pots_of(selection: Selection) -> dict[str, Any]:
    """Pot → what made it: contributions, or the top-up as it was settled."""
    return {
        pot: {
            "kind": "real",
            "currency": one.currency,
            "contributions": {funder: asdict(given) for funder, given in one.contributions.items()},
            "pays_for": list(one.pays_for),
        }
        for pot, one in selection.real_pots.items()
    }


def rates_of(tables: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """Currency → its rate with the day and the source that the table rates states."""
    if "rates" not in tables:
        return {}
    return {
        row["currency"]: {
            "rate": decimal_text(row["rate"]),
            "date": None if row["date"] is None else row["date"].isoformat(),
            "source": row["source"] or "",
        }
        for row in tables["rates"].iter_rows(named=True)
    }
