"""The record of an invitation to the full stage (docs/decision-record.md, *Invitation*)."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from renkei import __version__
from renkei.engines.selection import Invitation
from renkei.money import decimal_text
from renkei.records.canonical import dump
from renkei.records.projection import hashes
from renkei.records.write import stated_options
from renkei.settings import Settings

FORMAT = "renkei-invitation-1"


def invitation_record(invitation: Invitation, settings: Settings, tables: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """The record without its own hash; `dump` adds that."""
    options = invitation.options
    return {
        "format": FORMAT,
        "call": settings.name,
        "made_up": settings.made_up,
        "versions": {"renkei": __version__},
        "inputs": hashes(tables),
        "rule": options.rule,
        "options": stated_options(options),
        "cap": None if invitation.cap is None else decimal_text(invitation.cap),
        "caps": {funder: decimal_text(cap) for funder, cap in invitation.caps.items()},
        "overrides": _overrides(invitation, settings),
        "outcomes": {row["application_id"]: _outcome(row, invitation) for row in invitation.outcomes.to_dicts()},
        "demand": {row.pop("funder_id"): _demand(row) for row in invitation.demand.to_dicts()},
        "ties": {"open": list(invitation.tied), "exact": invitation.ties_exact},
        "draw": None if options.draw is None else {"value": options.draw, "order": list(invitation.draw_order)},
    }


def write_invitation(invitation: Invitation, settings: Settings, tables: Mapping[str, pl.DataFrame]) -> bytes:
    """The canonical bytes of the record, its own hash last."""
    return dump(invitation_record(invitation, settings, tables))


def _overrides(invitation: Invitation, settings: Settings) -> list[str]:
    published = settings.demand
    changed = {"cap": invitation.cap != published.cap, "caps": dict(invitation.caps) != dict(published.caps)}
    return sorted(name for name, differs in changed.items() if differs)


def _outcome(row: Mapping[str, Any], invitation: Invitation) -> dict[str, Any]:
    stated = {name: row[name] for name in ("outcome", "rank")}
    stated["score"] = None if row["score"] is None else decimal_text(row["score"])
    if row["outcome"] == "not_eligible":
        return stated | {"because": row["because"]}
    return stated | {"short": invitation.short.get(row["application_id"], {})}


def _demand(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"cap": None if row["cap"] is None else decimal_text(row["cap"])}
