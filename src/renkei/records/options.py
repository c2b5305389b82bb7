"""The options that a record states, to decide again by them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from renkei.engines.selection import SelectionOptions, options_from
from renkei.settings import Bands, Settings


def options_of_record(stated: Mapping[str, Any], settings: Settings) -> SelectionOptions:
    """The record's options; those that a command cannot change are the folder's, which `verify` has compared."""
    draw = stated["draw"]
    given = {
        "bands": _bands(stated["options"]["bands"]),
        "draw": None if draw is None else draw["value"],
        "work": stated["options"]["work"],
        "reasons": False,
    }
    return options_from(settings, rule=stated["rule"], **given)


def _bands(stated: str | list[str] | None) -> Bands | None:
    if isinstance(stated, list):
        return tuple(Decimal(limit) for limit in stated)
    return stated  # type: ignore[return-value]
