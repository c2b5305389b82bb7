"""`conflicts.yaml` in a programme's folder: found, read with all that is wrong in it, and written back."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from renkei.conflict_rules import APPLIES, CALL, ConflictRules, Kinship, Nationality, Rules, SameOrganisation, Within
from renkei.defects import Defect
from renkei.programme.checks import words
from renkei.programme.conflict_rules import ANY, EVER, TIES, rules_of
from renkei.programme.entries import Entry, Reading
from renkei.programme.rules_file import read_rules
from renkei.programme.section import Section

CONFLICTS_FILE = "conflicts.yaml"
_NEAR = ("conflicts", "conflict", "conflictrules")


def read_conflict_rules(home: Path, defects: list[Defect]) -> ConflictRules | None:
    """The conflict rules beside a programme's tables; None without any, or where they cannot be read."""
    return read_rules(home / CONFLICTS_FILE, _NEAR, "conflict rules", conflict_rules_of, defects)


def conflict_rules_of(tree: Entry, reading: Reading) -> ConflictRules:
    """The rules that a tree states; what does not hold is said in `reading` and left out."""
    top = Section("", tree.value if isinstance(tree.value, dict) else {}, reading)
    top.only("on", "applies", CALL, "funders")
    if not {CALL, "funders"} & set(top.entries):
        reading.defect(0, "", "", "conflict rules state rules", "write call: and funders:, with rules under them")
    funders = top.section("funders")
    if CALL in funders.entries:
        rule = "a funder is named otherwise than the call"
        funders.wrong(CALL, "", rule, "move its rules up under call:, or write the funder's identifier")
    on: date | None = top.word("on", None, words.day, words.day_fault)
    return ConflictRules(
        rules_of(top.section(CALL)),
        {name: rules_of(funders.section(name)) for name in funders.entries},
        on,
        top.choice("applies", APPLIES, "asked"),
    )


def conflict_rules_keys(rules: ConflictRules) -> dict[str, Any]:
    """The same as keys of conflicts.yaml; what is not stated is left out."""
    return {
        **({"on": rules.on} if rules.on else {}),
        **({"applies": rules.applies} if rules.applies != "asked" else {}),
        "call": _keys(rules.call),
        "funders": {name: _keys(own) for name, own in rules.funders.items()},
    }


def _keys(rules: Rules) -> dict[str, Any]:
    found = {field.name: getattr(rules, field.name) for field in fields(rules)}
    return {name: _plain(name, value) for name, value in found.items() if value not in ("", None, False)}


def _plain(name: str, value: object) -> Any:
    if isinstance(value, SameOrganisation):
        return {"reach": value.reach, "sizes": list(value.sizes)} if value.sizes else value.reach
    if isinstance(value, Kinship):
        degrees = {"degree": value.degree, "by_marriage": value.by_marriage}
        return {name: ANY if degree is None else degree for name, degree in degrees.items()}
    if isinstance(value, Within):
        stated = {key: getattr(value, key) for key in TIES[name]}
        kept = {key: one for key, one in stated.items() if one is not None and one is not False}
        return {"years": EVER, **kept} if value.years is None else kept
    if isinstance(value, Nationality):
        stated = {"only": list(value.only), "never": list(value.never), "apart_from": value.apart_from}
        return {key: one for key, one in stated.items() if one}
    return value
