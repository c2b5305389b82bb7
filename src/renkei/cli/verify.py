"""`renkei verify`: check a decision record against the folder that it decides, without the engine."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.check import visible
from renkei.cli.failure import refuse
from renkei.defects import DefectsFound
from renkei.programme import read_folder
from renkei.records.verify import Verdict
from renkei.records.verify import verify as verify_record

SHOWN = 50  # failures, and open questions, in a report for people


def verify(
    record: Annotated[Path, typer.Argument(metavar="DECISION", exists=True, dir_okay=False, help="decision.json")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", exists=True, help="The call: a folder, or one XLSX.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print checks, failures and open questions as JSON.")] = False,
) -> None:
    """Recompute a decision from its folder and say whatever does not hold, and what could not be checked."""
    try:
        call = read_folder(folder, "select")
    except DefectsFound as found:
        refuse("the folder does not hold, so no decision on it can be verified", found)
    verdict = verify_record(record.read_bytes(), call.settings, call.tables)
    typer.echo(_as_json(verdict) if as_json else report(verdict))
    raise typer.Exit(0 if verdict.holds else 1)


def report(verdict: Verdict) -> str:
    """The verdict for people: failures first, then what could not be checked, then the sum."""
    failures = [f"does not hold: {failure}" for failure in verdict.failures]
    unchecked = [f"not checked: {question}" for question in verdict.unchecked]
    found = f"{len(failures)} do not hold" if failures else "everything checked holds"
    end = f"{len(verdict.checks)} checks made; {found}; {len(unchecked)} could not be checked"
    return "\n".join(visible(line) for line in (*_some(failures), *_some(unchecked), end))


def _some(lines: list[str]) -> list[str]:
    return lines[:SHOWN] + ([f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else [])


def _as_json(verdict: Verdict) -> str:
    return json.dumps(asdict(verdict) | {"holds": verdict.holds}, ensure_ascii=False, sort_keys=True, indent=1)
