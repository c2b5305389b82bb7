"""Side conditions counted again: what each limit allows, what each application counts for, who is forced and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from renkei.money import decimal_text, minor_digits
from renkei.records.verify.payers import UnverifiableError
from renkei.settings import Condition

if TYPE_CHECKING:
    from renkei.records.verify.call import Application, Call

Row = Mapping[str, Any]
SMALL = {"sme", "startup"}


@dataclass(frozen=True)
class Limit:
    """An upper limit: what the eligible count for (application → units above 0) comes to `most` at most."""

    name: str
    kind: str
    of: str
    most: int
    counts: Mapping[str, int]
    ground: str


@dataclass(frozen=True)
class Floor:
    """A minimum: the weights of what is funded come to `least` or more; `counts` and `wholes` are what it speaks of."""

    name: str
    of: str
    limit: Decimal
    counts: Mapping[str, int]
    wholes: Mapping[str, int]
    weights: Mapping[str, int]
    least: int
    ground: str

    def reached(self, chosen: Iterable[str]) -> bool:
        """Whether a set of applications reaches it."""
        return sum(self.weights.get(one, 0) for one in chosen) >= self.least


def floors_of(
    conditions: Sequence[Condition],
    eligible: Sequence["Application"],
    rows: Mapping[str, Mapping[str, Sequence[Row]]],
    reporting: str,
) -> tuple[Floor, ...]:
    """The minima of a call: (what counts) − share × (the whole) is not below 0, in whole numbers."""
    found = []
    for number, condition in enumerate(conditions, 1):
        if not condition.at_least:
            continue
        counts, share = _counts(condition, eligible, rows), Fraction(condition.limit)
        wholes = {one.id: one.money if condition.of.endswith("money") else 1 for one in eligible}
        if condition.of.startswith("share"):
            weights = {one: share.denominator * counts.get(one, 0) - share.numerator * wholes[one] for one in wholes}
            least = 0
        else:
            weights, least = counts, _units(number, condition, reporting)
        name = f"condition {number}"
        found.append(Floor(name, condition.of, condition.limit, counts, wholes, weights, least, condition.ground))
    return tuple(found)


def limits_of(
    conditions: Sequence[Condition],
    exclusive: Iterable[Row],
    eligible: Sequence["Application"],
    rows: Mapping[str, Mapping[str, Sequence[Row]]],
    reporting: str,
) -> tuple[Limit, ...]:
    """The limits of a call; `rows` holds the rows of applications and of requests by application."""
    limits = [
        Limit(
            f"condition {number}",
            "condition",
            condition.of,
            _units(number, condition, reporting),
            _counts(condition, eligible, rows),
            condition.ground,
        )
        for number, condition in enumerate(conditions, 1)
        if not condition.at_least
    ]
    return (*limits, *_sets(exclusive, {one.id for one in eligible}))


def _units(number: int, condition: Condition, reporting: str) -> int:
    units = condition.limit * (10 ** minor_digits(reporting) if condition.of == "money" else 1)
    if units != int(units):
        raise UnverifiableError(f"condition {number} limits what is counted whole to {condition.limit}")
    return int(units)


def _counts(
    condition: Condition, eligible: Sequence["Application"], rows: Mapping[str, Mapping[str, Sequence[Row]]]
) -> dict[str, int]:
    found = {}
    for one in eligible:
        (application,) = rows["applications"][one.id]
        mine = _speaker(condition, application)
        if condition.of.endswith("money"):
            found[one.id] = sum(request.money for request in one.requests if mine(request.row))
        else:
            speaking = [application] if condition.subject == "field" else rows["requests"].get(one.id, ())
            found[one.id] = int(any(map(mine, speaking)))
    return {one: units for one, units in found.items() if units}


def _speaker(condition: Condition, application: Row) -> Callable[[Row], bool]:
    """Whether a condition speaks of a partner (a row of requests) of an application."""
    value = condition.value
    if condition.subject == "field":
        return lambda _: application.get("field") == value
    if condition.subject == "size":
        return lambda row: row.get("size") in (SMALL if value == "sme" else {value})
    column = {"country": "country", "organisation": "organisation_id"}[condition.subject]
    return lambda row: row.get(column) == value


def _sets(exclusive: Iterable[Row], eligible: set[str]) -> list[Limit]:
    found: dict[str, list[Row]] = {}
    for row in sorted(exclusive, key=lambda row: (row["set_id"], row["application_id"])):
        found.setdefault(row["set_id"], []).append(row)
    return [
        Limit(
            f"set {name}",
            "set",
            "applications",
            1,
            {row["application_id"]: 1 for row in rows if row["application_id"] in eligible},
            "; ".join(dict.fromkeys(row["ground"] for row in rows if row.get("ground"))),
        )
        for name, rows in found.items()
    ]


def conditions_entry(call: "Call", applications: Iterable[Row], funded: frozenset[str]) -> dict[str, Any] | None:
    """The record's `conditions`, as it must be for what is funded for certain."""
    forced = {
        row["application_id"]: {"way": row["forced"], "ground": row.get("ground") or ""}
        for row in applications
        if row.get("forced")
    }
    if not forced and not call.limits and not call.floors:
        return None
    departs = call.options.rule == "ranking"
    return {"departs": departs, "forced": forced, "limits": _entries(call, funded), "minima": _minima(call, funded)}


def _minima(call: "Call", funded: frozenset[str]) -> dict[str, Any]:
    return {
        floor.name: {
            "of": floor.of,
            "least": decimal_text(floor.limit),
            "counts": dict(floor.counts),
            "committed": sum(units for one, units in floor.counts.items() if one in funded),
            "whole": sum(floor.wholes[one] for one in funded),
            "ground": floor.ground,
        }
        for floor in call.floors
    }


def _entries(call: "Call", funded: frozenset[str]) -> dict[str, Any]:
    found = {}
    for limit in call.limits:
        committed = sum(units for one, units in limit.counts.items() if one in funded)
        stated = {"kind": limit.kind, "of": limit.of, "most": limit.most, "counts": dict(limit.counts)}
        rest = {"committed": committed, "left": limit.most - committed, "ground": limit.ground}
        found[limit.name] = stated | rest
    return found


def refuse_unbearable(call: "Call") -> None:
    """UnverifiableError where those forced in are too many for the money or the limits, or stand beside a top-up."""
    if call.floors and call.options.walks:
        raise UnverifiableError(f"{call.floors[0].name} is a minimum, which {call.options.rule} cannot bear")
    if call.top_up and (call.forced or call.limits):
        raise UnverifiableError("side conditions beside a top-up, which no record of this format decides")
    over = [f"{name} lacks {-left}" for name, left in zip(call.rows, call.left(call.forced), strict=True) if left < 0]
    if over:
        raise UnverifiableError(f"{', '.join(sorted(call.forced))} are forced in, and {', '.join(over)}")
