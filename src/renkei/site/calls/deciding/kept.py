"""What a call says of its decision: the keys of programme.yaml, and its rates and pots as rows of the contract."""

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from renkei.defects import Defect, DefectsFound
from renkei.money import format_amount
from renkei.programme import read_folder
from renkei.programme.entries import Reading, entries_of_yaml
from renkei.programme.settings_file import settings_of
from renkei.settings import Settings
from renkei.site.calls.models import Call, Participation

OF_THE_SITE = ("total",)  # keys of Call.selection that programme.yaml does not have
TOTALS = ("sum", "mean")
FILE = "programme.yaml"
Rows = Sequence[Mapping[str, str]]


def settings_of_call(call: Call) -> Settings:
    """The settings that a call has published; what does not hold, which no action saves, is left at its default."""
    reading = Reading(FILE)
    tree = entries_of_yaml(_yaml(call, call.selection).encode(), reading)
    return (settings_of(tree, reading) if tree else None) or Settings(call.title)


def defects_of(
    call: Call, selection: Mapping[str, Any], tables: Mapping[str, Rows], paying: Iterable[Participation]
) -> list[Defect]:
    """Every defect of a selection and its tables beside the call's funders, as renkei's own reader finds them."""
    with tempfile.TemporaryDirectory(prefix="renkei-call-") as home:
        Path(home, FILE).write_text(_yaml(call, selection), encoding="utf-8")
        funders = [_funder(one, tables) for one in paying]
        for name, rows in {"funders": funders, **tables}.items():
            if rows:
                Path(home, f"{name}.csv").write_text(_csv(rows), encoding="utf-8")
        try:
            read_folder(home)
        except DefectsFound as found:
            return [one for one in found.defects if funders or not _wants_a_table(one)]
    return []


def _wants_a_table(defect: Defect) -> bool:
    """Whether it says no more than that a call without funders has no table."""
    return defect.file == "applications.csv"


def _yaml(call: Call, selection: Mapping[str, Any]) -> str:
    stated = {name: value for name, value in selection.items() if name not in OF_THE_SITE}
    facts = {**stated, "name": call.title, "reporting_currency": call.reporting_currency}
    return yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)


def pot_of(part: Participation, tables: Mapping[str, Rows]) -> str:
    """The kind of a funder's pot, as the contract names it: common money it gives to, or its own with a top-up."""
    if any(row["funder_id"] == part.funder.code for row in tables.get("contributions", ())):
        return "real"
    return "" if part.top_up_entitled is None else "mixed"


def _funder(part: Participation, tables: Mapping[str, Rows]) -> dict[str, str]:
    entitled = {None: "", True: "yes", False: "no"}[part.top_up_entitled]
    return {
        "funder_id": part.funder.code,
        "name": part.funder.name,
        "currency": part.funder.currency,
        "budget": format_amount(part.budget, part.funder.currency),
        "pot": pot_of(part, tables),
        "top_up_entitled": entitled,
    }


def _csv(rows: Rows) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()
