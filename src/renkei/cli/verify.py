"""`renkei verify`: check a decision record against the folder that it decides, without the engine."""

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renkei.cli.check import visible
from renkei.cli.failure import refuse, wrong_usage
from renkei.defects import DefectsFound

if TYPE_CHECKING:
    from renkei.records.verify import Verdict

SHOWN = 50  # failures in a report for people
_SUBJECT = re.compile(r"^(outcomes|next_raises)\.[^.:]+|^[^.: ]+(?=: )")


def verify(
    record: Annotated[
        Path, typer.Argument(metavar="DECISION", exists=True, dir_okay=False, help="decision.json, or invitation.json")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", exists=True, help="The call: a folder, or one XLSX.")],
    replay: Annotated[bool, typer.Option("--replay", help="Also decide the call again, and compare.")] = False,
    earlier: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The decision.json that this one follows.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print checks, failures and open questions as JSON.")] = False,
) -> None:
    """Recompute a decision, or an invitation, from its folder; say what does not hold, and what was not checked.

    Exit 0: all that was checked holds; 1: something does not. Without --replay no engine and no solver takes part.
    """
    from renkei.programme import read_folder
    from renkei.records.verify import verify as verify_record
    from renkei.records.verify import verify_invitation

    try:
        call = read_folder(folder, "select")
    except DefectsFound as found:
        refuse("the folder does not hold, so no decision on it can be verified", found)
    data = record.read_bytes()
    before = None if earlier is None else earlier.read_bytes()
    if b'"format":"renkei-invitation-1"' not in data:
        verdict = verify_record(data, call.settings, call.tables, before)
    elif replay or before is not None:
        wrong_usage("--replay and --earlier are for a decision; an invitation is walked again by verify itself")
    else:
        verdict = verify_invitation(data, call.settings, call.tables)
    if replay and verdict.holds:
        from renkei.cli.replaying import replayed  # only here does verifying touch the engine

        verdict = replayed(verdict, data, call)
    typer.echo(_as_json(verdict) if as_json else report(verdict))
    raise typer.Exit(0 if verdict.holds else 1)


def report(verdict: "Verdict") -> str:
    """The verdict for people: failures first, then what could not be checked, then the sum."""
    failures = [f"does not hold: {failure}" for failure in verdict.failures]
    shown = failures[:SHOWN] + ([f"… and {len(failures) - SHOWN} more"] if len(failures) > SHOWN else [])
    found = f"{len(failures)} do not hold" if failures else "everything checked holds"
    end = [f"{len(verdict.checks)} checks made; {found}; {len(verdict.unchecked)} could not be checked"]
    if verdict.unproven and not failures:
        end += [f"NOT PROVEN HERE: {verdict.unproven}. `renkei verify --replay` decides the call again."]
    return "\n".join(visible(line) for line in (*shown, *_by_cause(verdict.unchecked), *end))


def _by_cause(unchecked: tuple[str, ...]) -> list[str]:
    """Open questions that differ only in the application or funder they name are one line, with their number."""
    causes: dict[str, list[str]] = {}
    for question in unchecked:
        causes.setdefault(_SUBJECT.sub(r"\1", question), []).append(question)
    lines = (
        alike[0] if len(alike) == 1 else f"{cause.lstrip('.: ')} ({len(alike)} times)"
        for cause, alike in causes.items()
    )
    return [f"not checked: {line}" for line in lines]


def _as_json(verdict: "Verdict") -> str:
    return json.dumps(asdict(verdict) | {"holds": verdict.holds}, ensure_ascii=False, sort_keys=True, indent=1)
