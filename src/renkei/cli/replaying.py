"""Deciding a call again by the record's own options, to compare."""

from dataclasses import replace
from typing import Any

from renkei.cli.deciding import select_in
from renkei.engines.selection import Selection
from renkei.engines.selection.drop_out import Follows, after_drop_outs
from renkei.programme import Folder
from renkei.records.canonical import load
from renkei.records.options import options_of_record
from renkei.records.verify import Failure, Verdict
from renkei.records.write import record as record_of

COMPARED = (
    "order",
    "endorsements",
    "conditions",
    "reductions",
    "spending",
    "pots",
    "reserve",
    "ties",
    "state",
    "steps",
)


def replayed(verdict: Verdict, record: bytes, call: Folder) -> Verdict:
    """The verdict with what differs when the engine decides the call again, by the options that the record states.

    A record stopped by the clock or by hand cannot be replayed: the verdict then says so.
    """
    stated = load(record)
    if stated["stopped"] in ("seconds", "interrupted") and stated["state"] != "complete":
        return replace(
            verdict, unchecked=(*verdict.unchecked, "replay: the search was stopped by the clock or by hand")
        )
    again = record_of(_decided(stated, call), call.settings, call.tables)
    failures = [
        Failure(f"outcomes.{one}.outcome", one, entry["outcome"], f"decided again: {again['outcomes'][one]['outcome']}")
        for one, entry in stated["outcomes"].items()
        if entry["outcome"] != again["outcomes"][one]["outcome"]
    ]
    failures += [
        Failure(key, "", "another result", "it differs when the call is decided again")
        for key in COMPARED
        if stated[key] != again[key]
    ]
    if [level["value"] for level in stated["bounds"]] != [level["value"] for level in again["bounds"]]:
        failures.append(Failure("bounds.value", "", "other values", "they differ when the call is decided again"))
    return replace(verdict, checks=(*verdict.checks, "the call decided again"), failures=tuple(failures), unproven="")


def _decided(stated: dict[str, Any], call: Folder) -> Selection:
    """The engine's decision, with the awards fixed that remain after a drop-out."""
    options = options_of_record(stated, call.settings)
    follows = stated.get("follows")
    if follows is None:
        return select_in(call, options)
    return after_drop_outs(call.tables, options, Follows(stated["sha256"], follows["funded"], follows["drop_outs"]))
