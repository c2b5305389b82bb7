"""The frozen record of those among whom lots are drawn (docs/decision-record.md, *Lottery zone*)."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from renkei.engines.selection import LotteryZone, Selection, lot_order
from renkei.money import decimal_text
from renkei.records.canonical import HASH_KEY, is_canonical, load, own_hash
from renkei.records.projection import hashes
from renkei.records.write import stated_options
from renkei.settings import Settings

FORMAT = "renkei-zone-1"


class ZoneError(Exception):
    """A zone cannot be frozen, or is not the frozen zone of this call; says why."""


def zone_record(
    selection: Selection, settings: Settings, tables: Mapping[str, pl.DataFrame], draw_named: str
) -> dict[str, Any]:
    """The zone of a selection made without a draw, without its own hash; `dump` adds that.

    Raises ZoneError where the call publishes no lottery, nobody has named the draw, or nothing is to be drawn.
    """
    lottery, zone = selection.options.lottery, selection.zone
    if lottery is None:
        raise ZoneError(
            "programme.yaml publishes no lottery: state `selection: {lottery: {width: ..., draw_named: ...}}`"
        )
    if not draw_named:
        raise ZoneError(
            "the draw is named before the zone is frozen: give --draw-named, or state draw_named: under lottery: in "
            "programme.yaml"
        )
    if lottery.draw_named and draw_named != lottery.draw_named:
        raise ZoneError(f"programme.yaml has named the draw: {lottery.draw_named}; it holds for this zone too")
    members = zone.members if zone is not None else selection.tied
    if zone is None and not selection.ties_exact:
        raise ZoneError("there are too many ways in which the lot may fall to say who is tied: publish tie criteria")
    if not members:
        raise ZoneError("nothing is to be drawn: " + _nothing(selection))
    return {
        "format": FORMAT,
        "call": settings.name,
        "made_up": settings.made_up,
        "inputs": hashes(tables),
        "rule": selection.options.rule,
        "options": stated_options(selection.options),
        "line": None if zone is None else decimal_text(zone.line),
        "applications": {} if zone is None else _intervals(zone),
        "members": list(members),
        "draw_named": draw_named,
    }


def _nothing(selection: Selection) -> str:
    if selection.options.lottery is not None and selection.options.lottery.width is not None:
        return "the ranking has no gap, or nobody above it, and so no funding line, and no tie either"
    return "no outcome depends on the lot"


def _intervals(zone: LotteryZone) -> dict[str, Any]:
    return {
        one: {
            "score": decimal_text(interval.score),
            "low": decimal_text(interval.low),
            "high": decimal_text(interval.high),
            "place": interval.place,
        }
        for one, interval in zone.intervals.items()
    }


def read_zone(data: bytes) -> dict[str, Any]:
    """A frozen zone from its bytes; ZoneError where they are not those that were frozen."""
    try:
        zone = load(data)
        whole = zone.get("format") == FORMAT and is_canonical(data) and zone[HASH_KEY] == own_hash(data)
    except ValueError as error:
        raise ZoneError(f"it is no frozen zone: {error}") from None
    if not whole:
        raise ZoneError("it is no frozen zone, or was changed after it was frozen: its hash is not that of its bytes")
    return zone


def refuse_changed(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raise ZoneError, naming what differs, unless a frozen zone is that of the folder as it is now."""
    tables = sorted(frozen["inputs"].keys() | now["inputs"].keys())
    changed = [f"the table {name}" for name in tables if frozen["inputs"].get(name) != now["inputs"].get(name)]
    changed += [
        name for name in ("call", "rule", "options", "line", "applications", "members") if frozen[name] != now[name]
    ]
    if changed:
        raise ZoneError(
            f"the call is not as it was when the zone was frozen: {', '.join(changed)} changed since. Put it back, or "
            "freeze the zone anew and name a new draw"
        )


def drawn(frozen: Mapping[str, Any], value: str) -> tuple[str, ...]:
    """The zone's members in the order of SHA-256(value ‖ application id)."""
    return lot_order(value, frozen["members"])
