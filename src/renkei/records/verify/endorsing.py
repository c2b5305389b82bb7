"""Endorsements again: who had to say yes, who did, and which requests their amounts cut."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from renkei.records.verify.call import Application, Call
from renkei.records.verify.options import Options
from renkei.records.verify.payers import UnverifiableError

Rows = list[dict[str, Any]]


def endorsements_of(
    call: Call, tables: Mapping[str, pl.DataFrame], options: Options
) -> tuple[dict[str, Any], dict[str, str]]:
    """(the record's `endorsements`, application → the ground of those that endorsements keep out)."""
    leads = _leads(tables["requests"].to_dicts()) if options.agencies else {}
    rows = tables["endorsements"].to_dicts() if "endorsements" in tables else []
    said_by = {(row["application_id"], row["authority"]): row for row in rows}
    entries: dict[str, Any] = {}
    grounds: dict[str, str] = {}
    for one in call.eligible.values():
        asked = {call.funders[funder].id: amount for funder, amount in one.asks}
        verdicts = {name: _verdict(said_by.get((one.id, name))) for name in sorted(_needed(one, asked, leads, options))}
        grounds[one.id] = _ground(verdicts, options)
        cut = {
            name: said["amount"]
            for name, said in verdicts.items()
            if not grounds[one.id] and said["amount"] is not None and said["amount"] < asked.get(name, 0)
        }
        entries[one.id] = {"verdicts": verdicts, "reduced": cut}
    provisional = [one for one, entry in entries.items() if _stands_on_pending(entry["verdicts"], grounds[one])]
    kept_out = {one: ground for one, ground in grounds.items() if ground}
    return {"provisional": sorted(provisional), "applications": entries}, kept_out


def _leads(requests: Rows) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in requests:
        if row.get("role") == "lead" and row.get("funder_id") and not row.get("self_funded"):
            found.setdefault(row["application_id"], set()).add(row["funder_id"])
    return found


def _needed(
    one: Application, asked: Mapping[str, int], leads: Mapping[str, set[str]], options: Options
) -> Iterable[str]:
    needed = set(options.keys)
    if options.agencies:
        lead = leads.get(one.id, set())
        if len(lead) != 1:
            raise UnverifiableError(f"{one.id} has {len(lead)} lead agencies, and endorsements need one")
        needed |= lead if "lead" in options.agencies else set()
        needed |= asked.keys() - lead if "partners" in options.agencies else set()
    return needed


def _verdict(row: Mapping[str, Any] | None) -> dict[str, Any]:
    if row is None:
        return {"verdict": "missing", "amount": None, "condition": "", "date": None}
    day = row.get("date")
    said = {"verdict": row["verdict"], "amount": row.get("amount"), "condition": row.get("condition") or ""}
    return said | {"date": day and day.isoformat()}


def _ground(verdicts: Mapping[str, Mapping[str, Any]], options: Options) -> str:
    """Refused before missing before pending, then by the authority's name; empty when all that is needed is there."""
    keeps_out = [("no", "refused"), ("missing", "missing")]
    keeps_out += [("pending", "pending")] if options.pending == "waits" else []
    for word, ground in keeps_out:
        for name in sorted(verdicts):
            if verdicts[name]["verdict"] == word:
                return f"endorsement_{ground}:{name}"
    return ""


def _stands_on_pending(verdicts: Mapping[str, Mapping[str, Any]], ground: str) -> bool:
    words = {said["verdict"] for said in verdicts.values()}
    return "pending" in words and not words & {"no", "missing"} and (not ground or "_pending:" in ground)


def reduced_rows(requests: Rows, entries: Mapping[str, Any]) -> Rows:
    """The requests, each funder's sum cut to the amount it endorses: partners by id, running sums rounded down."""
    parts: dict[tuple[str, str], Rows] = {}
    for row in requests:
        if row.get("funder_id") and not row.get("self_funded"):
            parts.setdefault((row["application_id"], row["funder_id"]), []).append(row)
    for (one, funder), rows in parts.items():
        limit = entries.get(one, {"reduced": {}})["reduced"].get(funder)
        if limit is None:
            continue
        total, seen, given = sum(row["amount"] for row in rows), 0, 0
        for row in sorted(rows, key=lambda row: str(row["partner_id"])):
            seen += row["amount"]
            row["amount"] = limit * seen // total - given
            given += row["amount"]
    return requests
