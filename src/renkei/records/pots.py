"""The record's keys `pots` and `rates`."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.engines.selection import RealPot, Selection, ToppedUp
from renkei.money import decimal_text


def pots_of(selection: Selection) -> dict[str, Any]:
    """Pot → what made it: contributions, or the top-up as it was settled."""
    found = {pot: _real(one) for pot, one in selection.real_pots.items()}
    return found | ({} if selection.top_up is None else {selection.top_up.pot: _top_up(selection.top_up)})


def _real(pot: RealPot) -> dict[str, Any]:
    return {
        "kind": "real",
        "currency": pot.currency,
        "contributions": {funder: asdict(given) for funder, given in pot.contributions.items()},
        "pays_for": list(pot.pays_for),
    }


def _top_up(top_up: ToppedUp) -> dict[str, Any]:
    stated = {name: value for name, value in asdict(top_up).items() if name != "pot"}
    decimals = {name: _text(stated[name]) for name in ("share", "gap_part", "reached")}
    return {"kind": "top_up"} | stated | decimals


def _text(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)


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
