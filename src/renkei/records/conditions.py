"""The side conditions as a record holds them: as published, and as they came out."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from renkei.engines.selection import Floor, Limit, Reduced, Selection
from renkei.money import decimal_text
from renkei.settings import Condition


def stated_condition(condition: Condition) -> dict[str, Any]:
    """A condition of programme.yaml, as an option."""
    return asdict(condition) | {"limit": decimal_text(condition.limit)}


def conditions_of(selection: Selection) -> dict[str, Any] | None:
    """The record's `conditions`: who is forced, and how far each limit is used; None where there is none."""
    conditions = selection.conditions
    if conditions is None:
        return None
    return {
        "departs": conditions.departs,
        "forced": {one: {"way": how.way, "ground": how.ground} for one, how in conditions.forced.items()},
        "limits": {limit.name: _limit(limit, selection.funded) for limit in conditions.limits},
        "minima": {floor.name: _floor(floor, selection.funded) for floor in conditions.floors},
    }


def _limit(limit: Limit, funded: tuple[str, ...]) -> dict[str, Any]:
    committed = sum(limit.counts.get(one, 0) for one in funded)
    return {
        "kind": limit.kind,
        "of": limit.of,
        "most": limit.most,
        "counts": limit.counts,
        "committed": committed,
        "left": limit.most - committed,
        "ground": limit.ground,
    }


def _floor(floor: Floor, funded: tuple[str, ...]) -> dict[str, Any]:
    return {
        "of": floor.of,
        "least": decimal_text(floor.limit),
        "counts": dict(floor.counts),
        "committed": sum(floor.counts.get(one, 0) for one in funded),
        "whole": sum(floor.wholes.get(one, 0) for one in funded),
        "ground": floor.ground,
    }


def stated_reductions(reduced: Reduced | None) -> dict[str, Any] | None:
    """The record's `reductions`; None where no funder reduces."""
    if reduced is None:
        return None
    return {
        "at": reduced.at,
        "rates": {funder: decimal_text(rate) for funder, rate in reduced.rates.items()},
        "saved": dict(reduced.saved),
        "granted": {
            one: {partner: asdict(request) for partner, request in requests.items()}
            for one, requests in reduced.granted.items()
        },
    }


def left_of(selection: Selection) -> Mapping[str, int]:
    """What each funder, and each limit, has left beside what is funded for certain."""
    spending: pl.DataFrame = selection.spending.select("funder_id", "left")
    limits = selection.conditions.limits if selection.conditions else ()
    return dict(spending.iter_rows()) | {limit.name: _limit(limit, selection.funded)["left"] for limit in limits}
