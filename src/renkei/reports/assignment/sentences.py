"""An assignment in sentences: what it came to, each member of a panel, and each reviewer passed over with why."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from renkei.engines.assignment import Assignment
from renkei.money import decimal_text
from renkei.reports.language import Language

NAMED = 8  # applications or rules in one sentence


def lead(found: Assignment, say: Language) -> Iterator[str]:
    """What it came to, in a sentence or more."""
    readers = int((found.reviewers["load"] > 0).sum())
    size = found.options.review.per_application or 0
    yield say("assignment.lead", n=found.applications.height, size=size, reviewers=readers)
    yield _proof(found, say)
    if found.figures.earlier:
        yield say("assignment.kept", n=found.figures.kept, earlier=found.figures.earlier)


def _proof(found: Assignment, say: Language) -> str:
    own = found.figures
    match found.options.fair:
        case "total":
            kind = "proven" if own.total == own.total_bound else "bound"
            return say(
                f"assignment.total.{kind}", total=millionths(own.total, say), bound=millionths(own.total_bound, say)
            )
        case "random":
            kind = "proven" if own.expected == own.expected_bound else "bound"
            return say(
                f"assignment.random.{kind}",
                cap=affinity(found.options.cap, say),
                expected=millionths(own.expected, say),
                bound=millionths(own.expected_bound, say),
            )
    kind = "proven" if own.settled else "first" if own.minimum == own.minimum_bound else "bound"
    return say(
        f"assignment.leximin.{kind}",
        n=ceil(found.options.lowest * found.applications.height),
        minimum=millionths(own.minimum, say),
        bound=millionths(own.minimum_bound, say),
        step=millionths(own.step, say),
    )


def affinity(value: Decimal, say: Language) -> str:
    """An affinity as printed."""
    return say.decimal(decimal_text(value))


def millionths(value: int | None, say: Language) -> str:
    """An affinity that is given in millionths; a dash for none."""
    return "–" if value is None else affinity(Decimal(value).scaleb(-6), say)


def member(row: Mapping[str, Any], names: Mapping[str, str], say: Language) -> str:
    """A member of a panel: how well, and which place."""
    key = "assignment.member.pinned" if row["pinned"] else "assignment.member"
    return say(key, name=names[row["reviewer_id"]], affinity=affinity(row["affinity"], say), place=row["place"])


def over(row: Mapping[str, Any], names: Mapping[str, str], reads: Mapping[str, Sequence[str]], say: Language) -> str:
    """A reviewer passed over: how well, and why not."""
    rules = row["rules"]
    if row["why"] == "condition":
        rules = [say(f"assignment.rule.{one}") for one in rules] or [say("assignment.rule.together")]
    return say(
        f"assignment.why.{row['why']}",
        name=names[row["reviewer_id"]],
        affinity=affinity(row["affinity"], say),
        rules=say.items(rules, limit=NAMED),
        list=say.items(reads[row["reviewer_id"]], limit=NAMED),
    )
