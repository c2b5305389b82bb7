"""The frame of a record: its bytes, its own hash, its shape, the input it names, the options it states."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from renkei.money import decimal_text
from renkei.records.canonical import is_canonical, load, own_hash
from renkei.records.projection import hashes
from renkei.records.verify.options import published
from renkei.records.verify.shape import misshapen
from renkei.records.verify.verdict import Findings
from renkei.settings import Settings


def read(data: bytes, findings: Findings, form: dict[str, Any] | None = None) -> dict[str, Any] | None:
    """The record, or None where it is so damaged that nothing else can be said; `form` is the schema of another."""
    findings.check("the bytes are canonical JSON and the record's own hash is theirs")
    try:
        record = load(data)
    except ValueError as error:
        findings.fail("decision.json", "no record", f"it cannot be read: {error}")
        return None
    wrong = sorted(misshapen(record, form))
    for path, what in wrong:
        findings.fail(path or "decision.json", what, "see the schema, decision.schema.json")
    findings.check("the record has the shape of its schema")
    if wrong:
        return None
    if not is_canonical(data):
        findings.fail("decision.json", "bytes that are not canonical", "write keys sorted, without blanks, sha256 last")
    findings.same("sha256", record["sha256"], own_hash(data), "the record was changed after it was made")
    return record


def check_inputs(record: Mapping[str, Any], tables: Mapping[str, pl.DataFrame], findings: Findings) -> None:
    """Every deciding table of the folder has the hash that the record names, and no other exists."""
    findings.check("the deciding tables of the folder are those that the record names, by SHA-256")
    actual = hashes(tables)
    for name in sorted(actual.keys() | record["inputs"].keys()):
        found, expected = record["inputs"].get(name), actual.get(name)
        why = "the table was changed since, or another was decided on"
        findings.same(f"inputs.{name}", found, expected, why, name)


def check_rates(record: Mapping[str, Any], tables: Mapping[str, pl.DataFrame], findings: Findings) -> None:
    """The rates are those of the folder, with the day and the source that it states."""
    findings.check("the rates, with their days and sources, are those of the table rates")
    rows = tables["rates"].to_dicts() if "rates" in tables else []
    expected = {
        row["currency"]: {
            "rate": decimal_text(row["rate"]),
            "date": row.get("date") and row["date"].isoformat(),
            "source": row.get("source") or "",
        }
        for row in rows
    }
    findings.same("rates", record["rates"], expected, "the table rates")


def check_options(
    record: Mapping[str, Any], settings: Settings, tables: Mapping[str, pl.DataFrame], findings: Findings
) -> None:
    """The programme's name, and every option: as published, or listed among the overrides and truly different."""
    findings.check("the options are those of programme.yaml, or are listed as overrides")
    findings.same("call", record["call"], settings.name, "the name in programme.yaml")
    findings.same("made_up", record["made_up"], settings.made_up, "made_up in programme.yaml")
    used = [tables[name]["currency"].to_list() for name in ("funders", "pots", "contributions") if name in tables]
    public = published(settings, [currency for currencies in used for currency in currencies])
    for name, value in (public | {"work": None}).items():
        found = record["rule"] if name == "rule" else record["options"][name]
        key = name if name == "rule" else f"options.{name}"
        if found != value and name not in record["overrides"]:
            findings.fail(key, found, f"programme.yaml says {value}, and overrides does not list {name}")
        if found == value and name in record["overrides"]:
            findings.fail("overrides", record["overrides"], f"{name} is as in programme.yaml and is no override", name)
    findings.same("overrides", record["overrides"], sorted(record["overrides"]), "sorted")
    findings.open("versions: which programs made the record cannot be seen from it")
