"""Upper limits and exclusive sets as rows below the funders' budgets: what counts, and how much of it at most.

Every subset of a set within the limits is within them, as with budgets: so "affordable" may become "allowed", and a
rule that walks down the groups needs to know nothing of them.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from renkei.defects import say
from renkei.engines.selection.conditions.limit import Limit
from renkei.engines.selection.conditions.refusal import ConditionError
from renkei.money import LARGEST_AMOUNT, minor_digits
from renkei.settings import Condition

SMALL = ("sme", "startup")
NEEDS_MONEY = "money"


def limits_of(
    conditions: Sequence[Condition],
    exclusive: pl.DataFrame,
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    paid: pl.DataFrame,
    reporting: str,
) -> tuple[Limit, ...]:
    """The call's upper limits, in the order of programme.yaml, then its exclusive sets by name.

    `applications` and `requests` are those of the eligible, `paid` the requests put to funders with their `worth` in
    the reporting currency. Raises ConditionError for a limit that is no number of what it counts, or has no ground.
    """
    upper = [
        Limit(
            name=f"condition {number}",
            kind="condition",
            of=condition.of,
            most=whole_units(number, condition, reporting),
            counts=counts(condition, applications, requests, paid),
            ground=grounded(f"condition {number}", condition.ground),
        )
        for number, condition in enumerate(conditions, 1)
        if not condition.at_least
    ]
    return (*upper, *_sets(exclusive, applications["application_id"].to_list()))


def counts(
    condition: Condition, applications: pl.DataFrame, requests: pl.DataFrame, paid: pl.DataFrame
) -> dict[str, int]:
    """Application → what it counts for: 1, or money in minor units of the reporting currency; only where above 0."""
    money = condition.of.endswith(NEEDS_MONEY)
    if condition.subject == "field":
        mine = applications.filter(pl.col("field") == condition.value)["application_id"].sort().to_list()
        return _sums(paid.filter(pl.col("application_id").is_in(mine))) if money else dict.fromkeys(mine, 1)
    if money:
        return _sums(paid.filter(_partner(condition)))
    return dict.fromkeys(requests.filter(_partner(condition))["application_id"].unique().sort().to_list(), 1)


def _partner(condition: Condition) -> pl.Expr:
    """The partners that a condition speaks of."""
    column = {"country": "country", "organisation": "organisation_id", "size": "size"}[condition.subject]
    small = condition.subject == "size" and condition.value == "sme"
    return pl.col(column).is_in(SMALL if small else (condition.value,))


def _sums(paid: pl.DataFrame) -> dict[str, int]:
    sums = paid.group_by("application_id").agg(pl.col("worth").sum()).sort("application_id")
    return {one: worth for one, worth in sums.iter_rows() if worth}


def whole_units(number: int, condition: Condition, reporting: str) -> int:
    """The limit in whole units of what it counts; ConditionError where it is between two."""
    digits = minor_digits(reporting) if condition.of == "money" else 0
    most = condition.limit.scaleb(digits)
    if most != most.to_integral_value():
        unit = "applications are counted whole"
        if condition.of == "money":
            unit = say("{currency} has {n} decimals", currency=reporting, n=digits)
        raise ConditionError(_states(number, condition, unit), "round it in programme.yaml")
    if most > LARGEST_AMOUNT:
        wrong = _states(number, condition, "larger than any amount this program takes")
        raise ConditionError(wrong, "delete the condition, which limits nothing, or correct it in programme.yaml")
    return int(most)


def _states(number: int, condition: Condition, wrong: str) -> str:
    return say("condition {n} states {limit}: {wrong}", n=number, limit=f"{condition.limit:f}", wrong=wrong)


def grounded(name: str, ground: str) -> str:
    """The ground; ConditionError where it is empty."""
    if not ground:
        raise ConditionError(say("{name} has no ground", name=name), "write why it is set, in its ground")
    return ground


def _sets(exclusive: pl.DataFrame, eligible: Sequence[str]) -> list[Limit]:
    members: dict[str, list[tuple[str, str | None]]] = {}
    ordered = exclusive.sort("set_id", "application_id")
    for name, one, ground in ordered.select("set_id", "application_id", "ground").iter_rows():
        members.setdefault(name, []).append((one, ground))
    return [_set(f"set {name}", rows, set(eligible)) for name, rows in members.items()]


def _set(name: str, rows: Sequence[tuple[str, str | None]], eligible: set[str]) -> Limit:
    grounds = dict.fromkeys(ground for _, ground in rows if ground)
    counted: Mapping[str, int] = dict.fromkeys((one for one, _ in rows if one in eligible), 1)
    return Limit(name, "set", "applications", 1, dict(counted), grounded(name, "; ".join(grounds)))
