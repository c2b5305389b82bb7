"""The test of people: the same person in both projects; and of roles: two who lead each other's projects in turn."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl

from renkei.defects import Said, say
from renkei.engines.overlap.finding import Finding, days, listed, together
from renkei.engines.overlap.persons import Persons, differ
from renkei.engines.overlap.portfolio import Sides

LEADS = {2: 0.5, 1: 0.35, 0: 0.25}  # strength by how many of the two projects the person leads
SWAP = 0.7
LIKELY = 0.7  # of a strength, where name and organisation alone say who it is
APART = 0.5  # of a strength, where the two projects' days are known and never meet
ROLES = {"lead": say("lead"), "co_investigator": say("co-investigator"), "member": say("member")}
Row = dict[str, Any]


def met(sides: Sides, persons: Persons) -> pl.DataFrame:
    """A row for each pair of projects and person in both: all columns of both rows, and `sure`."""
    ours = persons.rows.join(persons.links, on="node")
    order = ("left_project_id", "right_project_id", "left_node", "right_node", "left_person_id", "right_person_id")
    return sides.met(ours, persons.rows, ["other"], ["node"]).rename({"left_sure": "sure"}).sort(order)


def by_pair(rows: pl.DataFrame) -> Iterator[tuple[tuple[str, str], list[Row]]]:
    """The rows of each pair of projects."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        found[row["left_project_id"], row["right_project_id"]].append(row)
    yield from found.items()


def same_people(pairs: pl.DataFrame) -> Iterator[Finding]:
    """A finding for each pair of projects with somebody in both."""
    for (left, right), rows in by_pair(pairs):
        strength = together(map(_strength, rows))
        yield Finding(left, right, "people", strength, listed([_who(row) for row in rows]))


def _strength(row: Row) -> float:
    leads = (row["left_role"], row["right_role"]).count("lead")
    return LEADS[leads] * _sure(row) * (APART if _apart(row) else 1)


def _sure(row: Row) -> float:
    doubtful = not row["sure"] or differ(row["left_name"], row["right_name"])
    return LIKELY if doubtful else 1


def _apart(row: Row) -> bool:
    spans = [(row[f"{side}_start"], row[f"{side}_end"]) for side in ("left", "right")]
    (start, end), (other_start, other_end) = spans
    return bool((end and other_start and end < other_start) or (other_end and start and other_end < start))


def _who(row: Row) -> Said:
    parts = {f"{side}_part": part(row, side) for side in ("left", "right")}
    if not row["sure"]:
        who = {f"{side}_who": named(row, side) for side in ("left", "right")}
        template = "{left_who} and {right_who} are likely one person ({organisation}): {left_part}; {right_part}"
        return say(template, organisation=row["left_organisation"], **who, **parts)
    if differ(row["left_name"], row["right_name"]):
        names = {"left_name": row["left_name"], "right_name": row["right_name"]}
        template = (
            "{node} is the same identifier, but the names differ ({left_name}, {right_name}): {left_part}; {right_part}"
        )
        return say(template, node=row["left_node"], **names, **parts)
    return say("{who}: {left_part}; {right_part}", who=named(row, "left"), **parts)


def named(row: Row, side: str) -> str:
    """A person by name and identifier, or by the identifier alone."""
    name, key = row[f"{side}_name"], row[f"{side}_person_id"]
    return f"{name} ({key})" if name else key


def part(row: Row, side: str) -> Said:
    """What a person is in a project, and when."""
    role = ROLES.get(row[f"{side}_role"], say("a person"))
    when = days(row[f"{side}_start"], row[f"{side}_end"])
    return say("{role} of {project}, {days}", role=role, project=row[f"{side}_project_id"], days=when)


def role_swaps(pairs: pl.DataFrame) -> Iterator[Finding]:
    """A finding where the lead of each project is a co-investigator of the other."""
    roles = pl.col("left_role"), pl.col("right_role")
    crossed = (roles[0] == "lead") & (roles[1] == "co_investigator") | (roles[0] == "co_investigator") & (
        roles[1] == "lead"
    )
    for (left, right), rows in by_pair(pairs.filter(crossed)):
        there = [row for row in rows if row["left_role"] == "lead"]
        back = [row for row in rows if row["right_role"] == "lead"]
        if there and back:
            strength = max(map(_swap, there)) * max(map(_swap, back)) * SWAP
            yield Finding(left, right, "role_swap", strength, listed([_who(row) for row in (*there, *back)]))


def _swap(row: Row) -> float:
    return _sure(row) * (APART**0.5 if _apart(row) else 1)
