"""A call with its side conditions, and what a rule's definition cannot bear refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from renkei.defects import say
from renkei.engines.selection.call import Call
from renkei.engines.selection.conditions.floors import Floor, floors_of
from renkei.engines.selection.conditions.forcing import Forced, forced_of, inside_of, refuse_beyond
from renkei.engines.selection.conditions.limit import Limit
from renkei.engines.selection.conditions.limits import limits_of
from renkei.engines.selection.conditions.refusal import ConditionError
from renkei.engines.selection.encode import paid_requests
from renkei.engines.selection.options import SelectionOptions
from renkei.tables import EXCLUSIVE

NOT_HEREDITARY = (
    "it takes the largest part of each group in turn, and cannot know whether what comes below will reach a minimum; "
    "choose best or sum, or delete the condition"
)


@dataclass(frozen=True)
class Conditions:
    """The side conditions in force: who is forced and why, limits, minima, and whether a binding ranking is left."""

    forced: Mapping[str, Forced]
    limits: tuple[Limit, ...]
    floors: tuple[Floor, ...]
    departs: bool


def conditioned(
    call: Call,
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    options: SelectionOptions,
    exclusive: pl.DataFrame | None,
    *,
    topped: bool,
) -> tuple[Call, Conditions | None]:
    """The call with a row for each upper limit and those forced in; None besides where it has no side condition.

    `requests` are put to payers (see `payers`). Raises ConditionError for what the rule, a top-up or the money cannot
    bear.
    """
    given = EXCLUSIVE.empty() if exclusive is None else exclusive
    forced = forced_of(applications)
    if not forced and not options.conditions and given.is_empty():
        return call, None
    _refuse_minima(options)
    mine = pl.col("application_id").is_in(list(call.applications))
    paid = paid_requests(requests, call.applications, call.rates, call.reporting_currency)
    read = applications.filter(mine), requests.filter(mine), paid, call.reporting_currency
    limits, floors = limits_of(options.conditions, given, *read), floors_of(options.conditions, *read)
    _refuse_names(call, limits)
    call = replace(_with_rows(call, limits), floors=floors, inside=inside_of(forced, call))
    if topped and (call.inside or limits):
        raise ConditionError(
            "forcing in, limits and exclusive sets beside a central top-up are not defined: what it pays follows the "
            "first gap of the ranking, which they move",
            "delete them, or decide without the top-up",
        )
    refuse_beyond(call)
    return call, Conditions(forced, limits, floors, departs=options.rule == "ranking")


def _refuse_minima(options: SelectionOptions) -> None:
    number = next((place for place, one in enumerate(options.conditions, 1) if one.at_least), None)
    if number is not None and options.rule in ("ranking", "gaps"):
        wrong = say("condition {n} states a minimum, which {rule} cannot bear", n=number, rule=options.rule)
        raise ConditionError(wrong, NOT_HEREDITARY)


def _refuse_names(call: Call, limits: tuple[Limit, ...]) -> None:
    taken = sorted({limit.name for limit in limits} & set(call.funders))
    if taken:
        wrong = say("{list} is the name of a funder and of a side condition", list=", ".join(taken))
        raise ConditionError(wrong, "rename the funder")


def _with_rows(call: Call, limits: tuple[Limit, ...]) -> Call:
    rows = [[limit.counts.get(one, 0) for one in call.applications] for limit in limits]
    counted = np.array(rows, np.int64).reshape(len(limits), len(call.applications))
    capacity = np.array([limit.most for limit in limits], np.int64)
    return replace(
        call,
        demand=np.vstack([call.demand, counted]),
        capacity=np.concatenate([call.capacity, capacity]),
        limits=limits,
    )
