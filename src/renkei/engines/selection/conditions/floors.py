"""Minima: what is funded counts for a number, an amount or a share at least; only `best` and `sum` can bear them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import polars as pl

from renkei.engines.selection.conditions.limits import NEEDS_MONEY, counts, grounded, whole_units
from renkei.settings import Condition


@dataclass(frozen=True)
class Floor:
    """A minimum: `counts` are what applications count for, `wholes` all that each is or asks,
    `weights` add up to `least` or more where it is reached.

    A share *s* of a whole is reached where what counts, less *s* times the whole, is not below 0; the weights are that
    difference in whole numbers.
    """

    name: str
    of: str
    limit: Decimal
    counts: Mapping[str, int]
    wholes: Mapping[str, int]
    weights: Mapping[str, int]
    least: int
    ground: str


def floors_of(
    conditions: Sequence[Condition],
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    paid: pl.DataFrame,
    reporting: str,
) -> tuple[Floor, ...]:
    """The call's minima in the order of programme.yaml; the frames are those of `limits_of`."""
    money: dict[str, int] = dict(paid.group_by("application_id").agg(pl.col("worth").sum()).iter_rows())
    ones, found = applications["application_id"].sort(), []
    for number, condition in enumerate(conditions, 1):
        if condition.at_least:
            name, mine = f"condition {number}", counts(condition, applications, requests, paid)
            wholes = {one: money.get(one, 0) if condition.of.endswith(NEEDS_MONEY) else 1 for one in ones}
            weights, least = _weights(number, condition, mine, wholes, reporting)
            ground = grounded(name, condition.ground)
            found.append(Floor(name, condition.of, condition.limit, mine, wholes, weights, least, ground))
    return tuple(found)


def _weights(
    number: int,
    condition: Condition,
    mine: Mapping[str, int],
    wholes: Mapping[str, int],
    reporting: str,
) -> tuple[Mapping[str, int], int]:
    if not condition.of.startswith("share"):
        return mine, whole_units(number, condition, reporting)
    share = Fraction(condition.limit)
    parts = {one: share.denominator * mine.get(one, 0) - share.numerator * every for one, every in wholes.items()}
    return {one: weight for one, weight in parts.items() if weight}, 0
